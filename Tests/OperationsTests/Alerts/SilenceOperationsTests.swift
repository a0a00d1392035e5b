import Operations
import TestSupport
import Testing
import Transport

@Suite struct SilenceOperationsTests {
    private let request = OperationRequest(
        kind: "alert.silence",
        parameters: [
            "label.alertname": "ModelPodOOMKilled", "label.pod": "iris-7c9d", "duration": "2h", "comment": "limit being raised", "context": "k3d",
        ])

    private func silence(_ state: String, comment: String = "limit being raised", by: String = "ada") -> String {
        """
        {"id":"5e1f0000-aaaa","status":{"state":"\(state)"},"createdBy":"\(by)","comment":"\(comment)",
        "startsAt":"2026-11-23T03:20:11.000Z","endsAt":"2026-11-23T05:20:11.000Z",
        "matchers":[{"name":"alertname","value":"ModelPodOOMKilled","isRegex":false,"isEqual":true},{"name":"pod","value":"iris-7c9d","isRegex":false,"isEqual":true}]}
        """
    }

    private func bench(_ list: String = "") async throws -> Bench {
        let bench = try await Bench()
        bench.http.on("GET", "/api/v2/silences", .json("[\(list)]"))
        bench.http.on("POST", "/api/v2/silences", .json(#"{"silenceID":"5e1f0000-aaaa"}"#))
        bench.http.on(
            "GET", "/api/v2/alerts",
            .json(
                #"[{"fingerprint":"1","labels":{"alertname":"ModelPodOOMKilled","pod":"iris-7c9d"},"status":{"state":"suppressed","silencedBy":["5e1f0000-aaaa"]}}]"#
            ))
        bench.http.on("GET", "/api/v2/silence/5e1f0000-aaaa", .json(silence("active")))
        bench.http.on("DELETE", "/api/v2/silence/5e1f0000-aaaa", .status(200))
        return bench
    }

    @Test func anAlertIsSilencedForATimeWithAReason() async throws {
        let bench = try await bench()
        let (plan, events) = try await bench.run(request)
        #expect(plan.title == "Silence ModelPodOOMKilled for 2h" && plan.target.context == "k3d")
        #expect(plan.consequences.first == "1 alert is silenced now, and every one like it until 2026-11-23T05:20:11Z: ModelPodOOMKilled iris-7c9d.")
        #expect(
            plan.command
                == "amtool silence add alertname=ModelPodOOMKilled pod=iris-7c9d --duration 2h --author ada --comment 'limit being raised'")
        #expect(
            bench.http.requests.filter { $0.method == "POST" }.map { String(decoding: $0.body ?? [], as: UTF8.self) } == plan.requests.map(\.body))
        #expect(events.outcome?.sentence == "Silence 5e1f0000 is active until 2026-11-23T05:20:11Z; 1 silenced: ModelPodOOMKilled iris-7c9d.")
        #expect(events.outcome?.offers.map(\.request) == [OperationRequest(kind: "silence.expire", parameters: ["id": "5e1f0000-aaaa"])])
    }

    @Test func anotherSilenceOfTheSameIsNamed() async throws {
        let plan = try await bench(silence("active", by: "bob")).runner().plan(request)
        #expect(plan.warnings == ["bob silences this already until 2026-11-23T05:20:11Z: limit being raised"])
    }

    @Test(arguments: [("0h", "duration"), ("forty", "duration"), ("31d", "duration"), ("", "duration")])
    func aDurationThatIsNoneIsRefused(duration: String, parameter: String) async throws {
        var request = request
        request.parameters["duration"] = duration
        let error = await #expect(throws: OperationError.self) { try await bench().runner().plan(request) }
        #expect(error?.description.contains(parameter) == true)
    }

    @Test(arguments: [("limit being raised", Outcome.Kind.done), ("another reason", .failed)])
    func aLostAnswerIsLookedForByWhatWasAsked(comment: String, kind: Outcome.Kind) async throws {
        let bench = try await bench(silence("active", comment: comment))
        bench.http.on("POST", "/api/v2/silences", .failure(TransportError.cut(host: "alertmanager", received: 0)))
        #expect(try await bench.run(request).events.outcome?.kind == kind)
        #expect(bench.writes.count == 1)
    }

    @Test func aSilenceIsExpired() async throws {
        let bench = try await bench()
        bench.http.on("GET", "/api/v2/silence/5e1f0000-aaaa", .json(silence("active", by: "bob")), .json(silence("expired")))
        let (plan, events) = try await bench.run(OperationRequest(kind: "silence.expire", parameters: ["id": "5e1f0000-aaaa"]))
        #expect(plan.warnings == ["It is bob's: limit being raised"])
        #expect(plan.consequences == ["1 alert that it hides is notified of again; it would have ended at 2026-11-23T05:20:11Z."])
        #expect(bench.writes == plan.requests.map(\.words))
        #expect(events.outcome == Outcome(.done, "Silence 5e1f0000 has ended."))
    }

    @Test func aSilenceThatHasEndedIsLeft() async throws {
        let bench = try await bench()
        bench.http.on("GET", "/api/v2/silence/5e1f0000-aaaa", .json(silence("expired")))
        let error = await #expect(throws: OperationError.self) {
            try await bench.runner().plan(OperationRequest(kind: "silence.expire", parameters: ["id": "5e1f0000-aaaa"]))
        }
        #expect(error?.description == "Silence 5e1f0000 has ended already, at 2026-11-23T05:20:11Z.")
    }
}
