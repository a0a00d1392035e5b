import Archive
import Host
import Operations
import TestSupport
import Testing
import Transport

/// kill -9 in the middle: the row of a process that has ended is resolved by the next start, and nothing is sent twice.
@Suite struct ResumptionTests {
    /// A process that has ended.
    private let killed = ProcessIdentity(host: HostName.current, pid: ProcessIdentity.current.pid, started: "0badb007:1")

    private func ready() async throws -> Bench {
        let bench = try await Bench()
        bench.http.on("POST", "/touch", .json("{}"))
        bench.http.on("GET", "/state/7", .json(#""well""#))
        return bench
    }

    /// Starts as a process that will be killed at the request that is not answered.
    private func startAndKill(_ bench: Bench, at path: String, _ method: String) async throws {
        bench.http.on(method, path, .silence)
        let runner = bench.runner(kinds: [Touch.self], process: killed)
        _ = await runner.start(try await runner.plan(Touch.named("iris")))
        try await eventually("it hangs at \(path)") { bench.http.last?.url.hasSuffix(path) == true }
    }

    private func resumed(_ bench: Bench) async throws -> AuditRecord {
        let runner = bench.runner(kinds: [Touch.self])
        #expect(try await runner.resume().count == 1)
        #expect(try await bench.runner(kinds: [Touch.self]).resume().isEmpty, "taken over once")
        try await bench.pass("it is resolved") { await runner.count == 0 }
        return try #require(try await bench.archive.audit().first)
    }

    @Test func killedWhileSendingItFindsThatItWentThrough() async throws {
        let bench = try await ready()
        try await startAndKill(bench, at: "/touch", "POST")
        bench.http.on("GET", "/touched", .json(#""yes""#))
        let row = try await resumed(bench)
        #expect(row.state == .done && row.outcome == "It is well.")
        #expect(
            try await bench.archive.steps(ofAudit: row.id).map(\.sentence) == [
                "Confirmed: Touch iris.", "Sending: Touch iris.", "Its process ended while it was sending. Looking what became of it.",
                "It went through: a trace is there.",
            ])
        #expect(bench.writes == ["POST /touch"])
    }

    @Test func killedWhileSendingItFindsThatNothingArrived() async throws {
        let bench = try await ready()
        try await startAndKill(bench, at: "/touch", "POST")
        bench.http.on("GET", "/touched", .json(#""no""#))
        let row = try await resumed(bench)
        #expect(row.state == .abandoned && row.outcome == "Nothing was done: there is no trace of it.")
        #expect(bench.writes == ["POST /touch"], "the one that was killed; none by the next start")
    }

    @Test func killedWhileFollowingItGoesOnFromItsReference() async throws {
        let bench = try await ready()
        try await startAndKill(bench, at: "/state/7", "GET")
        bench.http.on("GET", "/state/7", .json(#""well""#))
        let row = try await resumed(bench)
        #expect(row.state == .done && row.outcome == "It is well.")
        #expect(try await bench.archive.steps(ofAudit: row.id).last?.sentence == "Taken up again: k3d took it.")
        #expect(bench.writes.count == 1)
    }

    @Test func killedBeforeSendingNothingIsSent() async throws {
        let bench = try await ready()
        var row = AuditRecord()
        (row.kind, row.actionKey, row.title, row.owner) = (Touch.kind, "touch k3d/iris", "Touch iris", killed)
        row.created = bench.time.now()
        row.lease = row.created + .seconds(30)
        _ = try await bench.archive.begin(row)
        let kept = try await resumed(bench)
        #expect(kept.state == .abandoned && kept.outcome == "Its process ended before anything was sent.")
        #expect(bench.http.requests.isEmpty)
    }

    @Test func aRowThatCannotBeReadIsSaidAndLeft() async throws {
        let bench = try await ready()
        var row = AuditRecord()
        (row.kind, row.actionKey, row.target, row.owner, row.state) = ("pod.paint", "paint", "k3d/iris (pod)", killed, .sending)
        row.plan = #"{"request":{"kind":"pod.paint"},"action_key":"paint"}"#
        _ = try await bench.archive.begin(row)
        let kept = try await resumed(bench)
        #expect(kept.state == .unknown)
        #expect(
            kept.outcome
                == "It was left in the middle, and this version cannot go on with it (There is no operation \"pod.paint\"; the list is in docs/operations.md.). Look at k3d/iris (pod)."
        )
    }

    @Test func whoBeginsTheSameMeanwhileHasTheOldOneResolvedFirst() async throws {
        let bench = try await ready()
        try await startAndKill(bench, at: "/touch", "POST")
        bench.http.on("GET", "/touched", .json(#""yes""#))
        let runner = bench.runner(kinds: [Touch.self])
        let plan = try await runner.plan(Touch.named("iris"))
        let refusal = try await bench.run(plan, by: runner).refusal
        #expect(
            refusal
                == "The same was begun by ada on \(killed.host) since 03:20:11Z, whose process has ended. What came of it is being looked at (J lists it); plan again then."
        )
        try await bench.pass("it is resolved") { await runner.count == 0 }
        #expect(try await bench.archive.audit().map(\.state) == [.done])
        #expect(bench.writes.count == 1)
    }
}
