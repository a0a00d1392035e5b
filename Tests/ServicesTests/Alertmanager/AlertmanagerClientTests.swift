import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct AlertmanagerClientTests {
    private let http = ScriptedHTTP()
    private var client: AlertmanagerClient {
        AlertmanagerClient(.scripted(AlertmanagerClient.configuration(base: "http://127.0.0.1:30930"), http))
    }

    @Test func everyMatcherIsAFilterOfItsOwn() async throws {
        http.on("GET", "/api/v2/alerts", .json("[]"))
        #expect(try await client.alerts(matching: [#"alertname="A+B""#, #"pod=~"iris-.*""#]).isEmpty)
        #expect(http.last?.url == "http://127.0.0.1:30930/api/v2/alerts?filter=alertname%3D%22A%2BB%22&filter=pod%3D~%22iris-.%2A%22")
    }

    @Test(arguments: [
        (#""bad matcher format: x""#, "application/json", "bad matcher format: x"),
        (#"{"code":601,"message":"filter in query is invalid"}"#, "application/json", "filter in query is invalid"),
        ("something went wrong\n", "text/plain", "something went wrong"),
    ])
    func eachFormOfErrorBodyGivesItsSentence(body: String, type: String, sentence: String) async {
        http.on("GET", "/api/v2/alerts", .text(body, status: 400, type: type))
        await expect(sentence: "Alertmanager refused (400): \(sentence)") { _ = try await client.alerts() }
    }

    @Test func tooManyReadersAtOnceIsTriedAgain() async throws {
        http.on(
            "GET", "/api/v2/silences", .text("Limit of concurrent GET requests reached (8), try again later.\n", status: 503), .json("[]"))
        #expect(try await client.silences().isEmpty)
        #expect(http.requests.count == 2)
    }
}
