import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct ArgoClientTests {
    private let http = ScriptedHTTP()
    private var client: ArgoClient {
        var configuration = ArgoClient.configuration(base: "https://argocd")
        configuration.credentials = SecretCredentials(name: "the token from env:ARGOCD_TOKEN") { "t" }
        return ArgoClient(.scripted(configuration, http))
    }

    @Test func theVersionIsRead() async throws {
        http.on("GET", "/api/version", .json(#"{"Version":"v2.13.1+af54ef8"}"#))
        #expect(try await client.version() == "v2.13.1+af54ef8")
    }

    @Test func aBadTokenIsNoticedAlthoughTheStatusIsGood() async throws {
        http.on("GET", "/userinfo", .json(#"{"loggedIn":false}"#), .json(#"{"loggedIn":true,"username":"ana","iss":"argocd"}"#))
        await expect(sentence: "ArgoCD rejected the token from env:ARGOCD_TOKEN; renew it.") { _ = try await client.user() }
        #expect(try await client.user().username == "ana")
    }

    @Test func aListWithoutItemsIsEmpty() async throws {
        http.on("GET", "/api/v1/applications", .bytes(try Fixture.bytes("argocd/getEmptyResponseStub.json")))
        #expect(try await client.applications().isEmpty)
    }

    @Test func anApplicationThatMayNotBeSeenMayNotBeThereEither() async {
        http.on("GET", "/applications/a%2Fb", .json(#"{"error":"permission denied","code":7,"message":"permission denied"}"#, status: 403))
        await expect(sentence: "ArgoCD forbids application a/b: it is not there, or the token may not see it.") {
            _ = try await client.application("a/b")
        }
    }

    @Test func aFailedPreconditionIsRefusedInItsWords() async {
        http.on("GET", "/applications/a", .json(#"{"error":"x","code":9,"message":"application is deleting"}"#, status: 400))
        await expect(sentence: "ArgoCD refused (400): application is deleting") { _ = try await client.application("a") }
    }

    @Test func theStreamGivesEventsAndHeartbeats() async throws {
        http.on(
            "GET", "/stream/applications",
            .pieces(
                [
                    event("ADDED", "iris") + ":\n\n" + "data: {\"resu",
                    "lt\":{\"type\":\"MODIFIED\",\"application\":{\"metadata\":{\"name\":\"iris\"}}}} \n\n",
                    "data: {\"result\":{\"type\":\"BOOKMARK\"}}\n\n", event("DELETED", "iris"),
                ], headers: ["Content-Type": "text/event-stream"]))
        let events = try await collected()
        #expect(
            events.map { event -> String in
                switch event {
                case .added(let app): "added \(app.name)"
                case .modified(let app): "modified \(app.name)"
                case .deleted(let app): "deleted \(app.name)"
                case .heartbeat: "heartbeat"
                }
            } == ["added iris", "heartbeat", "modified iris", "deleted iris"])
        let request = try #require(http.last)
        #expect(request.headers["Accept"] == "text/event-stream")
        #expect(request.ownConnection && !request.compressed)
        #expect(request.deadlines.idle == .seconds(45) && request.deadlines.total == nil)
    }

    @Test func plainLinesOfJSONAreReadAsWell() async throws {
        let line = #"{"result":{"type":"ADDED","application":{"metadata":{"name":"iris"}}}}"#
        http.on("GET", "/stream/applications", .pieces([line + "\n" + line + "\n"], headers: ["Content-Type": "application/json"]))
        #expect(try await collected().count == 2)
    }

    @Test func anErrorWithinTheStreamIsThrown() async {
        http.on(
            "GET", "/stream/applications",
            .events(
                event("ADDED", "iris") + #"data: {"error":{"grpc_code":16,"http_code":401,"message":"invalid session: token is expired"}}"#
                    + "\n\n"))
        await expect(sentence: "ArgoCD rejected the token from env:ARGOCD_TOKEN; renew it.") { _ = try await collected() }
    }

    @Test func anEventOverTheLimitIsADataError() async {
        http.on("GET", "/stream/applications", .events("data: " + String(repeating: "x", count: 3 << 20)))
        await expect(sentence: "ArgoCD sent more than 2 MiB; narrow the query or raise the limit in config.toml.") {
            _ = try await collected(limit: 2 << 20)
        }
    }

    @Test func anEventOfManyMegabytesIsRead() async throws {
        let padding = String(repeating: "p", count: 12 << 20)
        let text =
            #"data: {"result":{"type":"ADDED","application":{"metadata":{"name":"big","annotations":{"a":"\#(padding)"}}}}}"# + "\n\n"
        http.on("GET", "/stream/applications", .events(text))
        #expect(try await collected().count == 1)
    }

    @Test func aBrokenConnectionIsSaidAsArgoCDs() async {
        http.on(
            "GET", "/stream/applications", .broken(event("ADDED", "iris"), .timedOut(host: "argocd", waiting: "data", after: .seconds(45))))
        await expect(sentence: "ArgoCD did not answer at argocd: no data within 45 s.") { _ = try await collected() }
    }

    private func event(_ type: String, _ name: String) -> String {
        #"data: {"result":{"type":"\#(type)","application":{"metadata":{"name":"\#(name)"}}}} "# + "\n\n"
    }

    private func collected(limit: Int = 64 << 20) async throws -> [ArgoEvent] {
        var events: [ArgoEvent] = []
        for try await event in try await client.events(limit: limit) { events.append(event) }
        return events
    }
}
