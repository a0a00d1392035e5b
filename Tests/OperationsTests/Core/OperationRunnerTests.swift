import Archive
import Host
import Operations
import TestSupport
import Testing
import Transport

@Suite struct OperationRunnerTests {
    private func ready() async throws -> Bench {
        let bench = try await Bench()
        bench.http.on("POST", "/touch", .json("{}"))
        bench.http.on("GET", "/state/7", .json(#""well""#))
        return bench
    }

    private func runner(_ bench: Bench, _ policy: OperationRunner.Policy = .init()) -> OperationRunner {
        bench.runner(policy, kinds: [Touch.self])
    }

    @Test func anOperationGoesTheWholeWayAndIsKept() async throws {
        let bench = try await ready()
        let plan = try await runner(bench).plan(Touch.named("iris"))
        let events = try await bench.run(plan, by: runner(bench))
        let row = try #require(try await bench.archive.audit().first)
        #expect(
            events == [
                .began(id: row.id), .step("Sending: Touch iris."), .step("k3d took it."), .finished(Outcome(.done, "It is well.")),
            ])
        #expect(row.state == .done && row.outcome == "It is well." && row.reference == "7")
        #expect(row.author == "ada" && row.host == "bastion" && row.sshIdentity == "from 10.0.0.5")
        #expect(row.target == "k3d/iris (thing)" && row.context == "k3d" && row.sent != nil && row.finished != nil)
        #expect(row.parameters == #"{"name":"iris","token":"[secret]"}"#, "no secret is stored")
        #expect(!row.plan.contains("s3cret"))
    }

    @Test func theRowIsWrittenBeforeAnythingIsSent() async throws {
        let archive = Collector<Archive>(), seen = Collector<[AuditRecord]>()
        let bench = try await Bench(
            http: ScriptedHTTP { request in
                if request.method == "POST", let archive = archive.last { seen.add(try await archive.auditUnderWay()) }
                return .json(#""well""#)
            })
        archive.add(bench.archive)
        _ = try await bench.run(try await runner(bench).plan(Touch.named("iris")), by: runner(bench))
        #expect(seen.all.map { $0.map(\.state) } == [[.sending]])
    }

    @Test func readOnlyRefusesInWords() async throws {
        let bench = try await ready()
        let runner = runner(bench, .init(readOnly: true))
        let plan = try await runner.plan(Touch.named("iris"))
        #expect(plan.blocked == "Read-only (--read-only, or read_only in config.toml): nothing is changed from here.")
        #expect(try await bench.run(plan, by: runner).refusal == plan.blocked)
        #expect(bench.writes == [])
        #expect(try await bench.archive.audit() == [])
    }

    @Test func aProtectedContextWantsItsNameTyped() async throws {
        let bench = try await ready()
        let runner = runner(bench, .init(protectedContexts: ["k3d"]))
        let plan = try await runner.plan(Touch.named("iris"))
        #expect(plan.mustType == "k3d")
        var asIfNot = plan
        asIfNot.mustType = nil
        #expect(try await bench.run(asIfNot, by: runner).refusal == "k3d is protected: type its name to confirm. Nothing was sent.")
        #expect(try await bench.run(plan, typed: "gcp", by: runner).refusal != nil)
        #expect(bench.writes == [])
        #expect(try await bench.run(plan, typed: "k3d", by: runner).outcome?.kind == .done)
    }

    @Test func theSameActionUnderWayIsRefusedWithByWhom() async throws {
        let bench = try await ready()
        bench.http.on("POST", "/touch", .silence)
        let runner = runner(bench)
        let plan = try await runner.plan(Touch.named("iris"))
        _ = await runner.start(plan)
        try await eventually("it is under way") { bench.writes.count == 1 }
        let refusal = try await bench.run(plan, by: self.runner(bench)).refusal
        let process = ProcessIdentity.current
        #expect(
            refusal
                == "The same is under way already: ada on \(process.host) since 03:20:11Z (process \(process.pid)). Now: Sending: Touch iris. Nothing was sent."
        )
        #expect(bench.writes.count == 1)
    }

    @Test func itGoesOnWhenNobodyListens() async throws {
        let bench = try await ready()
        let runner = runner(bench)
        _ = await runner.start(try await runner.plan(Touch.named("iris")))
        await runner.idle()
        #expect(try await bench.archive.audit().map(\.state) == [.done])
    }

    @Test func aRefusalIsItsOutcome() async throws {
        let bench = try await ready()
        bench.http.on("POST", "/touch", .json(#"{"message":"no such thing"}"#, status: 422))
        let events = try await bench.run(try await runner(bench).plan(Touch.named("iris")), by: runner(bench))
        #expect(events.outcome == Outcome(.failed, "k3d refused (422): no such thing"))
        #expect(try await bench.archive.audit().map(\.state) == [.failed])
    }

    @Test func aLostAnswerIsLookedForAndNeverSentAgain() async throws {
        let bench = try await ready()
        bench.http.on("POST", "/touch", .failure(TransportError.cut(host: "k3d", received: 0)))
        bench.http.on("GET", "/touched", .status(503), .json(#""yes""#))
        let events = try await bench.run(try await runner(bench).plan(Touch.named("iris")), by: runner(bench))
        #expect(events.steps.contains("It went through: a trace is there."))
        #expect(events.outcome == Outcome(.done, "It is well."))
        #expect(bench.writes == ["POST /touch"])
    }

    @Test(arguments: [("no", Outcome.Kind.failed, AuditState.failed), ("smudge", .unknown, .unknown)])
    func aLostAnswerWithoutATraceIsSaid(trace: String, kind: Outcome.Kind, state: AuditState) async throws {
        let bench = try await ready()
        bench.http.on("POST", "/touch", .failure(TransportError.cut(host: "k3d", received: 0)))
        bench.http.on("GET", "/touched", .json("\"\(trace)\""))
        let events = try await bench.run(try await runner(bench).plan(Touch.named("iris")), by: runner(bench))
        #expect(events.outcome?.kind == kind)
        #expect(
            events.outcome?.sentence
                == (trace == "no"
                    ? "Nothing was done: there is no trace of it." : "Whether it was done cannot be told: the trace is smudged. Look at it."))
        #expect(try await bench.archive.audit().map(\.state) == [state])
        #expect(bench.http.requests.filter { $0.url.hasSuffix("/touched") }.count == (trace == "no" ? 2 : 1), "\"no\" is asked twice")
        #expect(bench.writes.count == 1)
    }

    @Test func anUnknownOperationIsASentence() async throws {
        let bench = try await ready()
        let error = await #expect(throws: OperationError.self) { try await runner(bench).plan(OperationRequest(kind: "pod.paint")) }
        #expect(error?.description == "There is no operation \"pod.paint\"; the list is in docs/operations.md.")
    }
}
