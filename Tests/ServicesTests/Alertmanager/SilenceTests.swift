import Host
import JSON
import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct SilenceTests {
    private let http = ScriptedHTTP()
    private var client: AlertmanagerClient {
        AlertmanagerClient(.scripted(AlertmanagerClient.configuration(base: "http://127.0.0.1:30930"), http))
    }
    private let silence = Silence(
        labels: ["pod": "iris-7c9", "alertname": "ModelPodOOMKilled"], from: Timestamp(milliseconds: 1_795_402_800_000), for: .seconds(7200),
        by: "ana", comment: "limit is being raised")

    @Test func aSilenceOfAnAlertsLabelsIsMade() async throws {
        http.on("POST", "/api/v2/silences", .json(#"{"silenceID":"6f1e"}"#))
        #expect(try await client.create(silence) == "6f1e")
        #expect(
            http.last?.text
                == #"{"matchers":[{"name":"alertname","value":"ModelPodOOMKilled","isRegex":false,"isEqual":true},{"name":"pod","value":"iris-7c9","isRegex":false,"isEqual":true}],"startsAt":"2026-11-23T03:00:00Z","endsAt":"2026-11-23T05:00:00Z","createdBy":"ana","comment":"limit is being raised"}"#
        )
    }

    @Test func anEditNamesTheSilenceAndItsNewIdCounts() async throws {
        http.on("POST", "/api/v2/silences", .json(#"{"silenceID":"new"}"#))
        var edited = silence
        edited.id = "old"
        edited.matchers.append(.init("severity", "info|warning", isRegex: true, isEqual: false))
        #expect(try await client.create(edited) == "new")
        let body = try JSON.value(http.last?.body ?? [])
        #expect(body["id"] == "old")
        #expect(body["matchers"].array[2]["isRegex"] == true && body["matchers"].array[2]["isEqual"] == false)
    }

    @Test func whatWouldBeRefusedOrSilenceAllIsNotSent() async {
        func objection(_ change: (inout Silence) -> Void) async -> String? {
            var changed = silence
            change(&changed)
            return changed.objection
        }
        #expect(await objection { $0.endsAt = $0.startsAt } == "The silence would end before it starts.")
        #expect(await objection { $0.startsAt = nil } == "A silence needs a start and an end.")
        #expect(await objection { $0.matchers = [] } == "The silence would match every alert; name a label.")
        #expect(await objection { $0.matchers = [.init("pod", ".*", isRegex: true)] } == "The silence would match every alert; name a label.")
        #expect(await objection { $0.matchers = [.init("pod", "x", isEqual: false)] } == "The silence would match every alert; name a label.")
        #expect(await objection { $0.comment = " " } == "A silence needs a comment.")
        #expect(await objection { $0.createdBy = "" } == "A silence needs who made it.")
        #expect(await objection { _ in } == nil)
        var all = silence
        all.matchers = []
        let client = client
        await expect(sentence: "Alertmanager refused (400): The silence would match every alert; name a label.") { _ = try await client.create(all) }
        #expect(http.requests.isEmpty)
    }

    @Test func aSilenceIsReadAndEnded() async throws {
        http.on(
            "GET", "/api/v2/silence/6f1e",
            .json(
                #"{"id":"6f1e","status":{"state":"active"},"matchers":[{"name":"a","value":"b","isRegex":false}],"endsAt":"2026-11-23T05:00:00.000Z"}"#
            ))
        let found = try await client.silence("6f1e")
        #expect(found.state == "active" && found.matchers.map(\.words) == [#"a="b""#] && found.endsAt?.clock == "05:00:00")
        http.on("DELETE", "/api/v2/silence/6f1e", .status(200))
        try await client.expire("6f1e")
        #expect(http.last?.method == "DELETE" && http.last?.body == nil)
        http.on("DELETE", "/api/v2/silence/gone", .status(404))
        await #expect(throws: WriteFailure.refused(.notFound(service: "Alertmanager", what: "silence gone"))) { try await client.expire("gone") }
        // So says 0.25.
        http.on("DELETE", "/api/v2/silence/gone", .json(#""silence not found""#, status: 500))
        await #expect(throws: WriteFailure.refused(.notFound(service: "Alertmanager", what: "such silence"))) {
            try await client.expire("gone")
        }
    }
}
