import Archive
import Host
import TestSupport
import Testing

@Suite struct ArchiveAuditTests {
    private let place = TemporaryArchive()
    private let ours = ProcessIdentity.current
    private let other = ProcessIdentity(host: "bastion-2", pid: 7, started: "0badb007:9")
    private let start = moment("2026-11-23T03:20:00Z")

    private func action(_ key: String = "pod.delete k3d/1f", _ title: String = "Delete pod iris-7c9d", owner: ProcessIdentity? = nil)
        -> AuditRecord
    {
        var audit = AuditRecord()
        audit.kind = "pod.delete"
        audit.actionKey = key
        audit.title = title
        audit.target = "k3d/ml-apps/iris-7c9d (pod)"
        audit.context = "k3d"
        audit.author = "ada"
        audit.host = "bastion"
        audit.created = start
        audit.step = "Confirmed."
        audit.owner = owner ?? ours
        audit.lease = start + .seconds(30)
        return audit
    }

    private func begun(_ record: AuditRecord, in archive: Archive) async throws -> AuditRecord {
        guard case .begun(let row) = try await archive.begin(record) else { throw Unexpected() }
        return row
    }
    private struct Unexpected: Error {}

    @Test func anActionIsKeptFromBeginningToEnd() async throws {
        let archive = try await place.open()
        let row = try await begun(action(), in: archive)
        try await archive.advance(
            audit: row.id, owner: ours, to: .sending, step: "Sending.", at: start + .seconds(1), lease: start + .seconds(31))
        try await archive.advance(
            audit: row.id, owner: ours, to: .following, step: "Accepted.", reference: "1f", at: start + .seconds(2), lease: start + .seconds(32))
        #expect(try await archive.auditUnderWay().map(\.step) == ["Accepted."])
        try await archive.finish(
            audit: row.id, owner: ours, as: .done, outcome: "Replaced.", offers: #"[{"title":"Again"}]"#, at: start + .seconds(9))
        let kept = try #require(try await archive.audit(id: row.id))
        #expect(kept.state == .done && kept.outcome == "Replaced." && kept.reference == "1f")
        #expect(kept.offers == #"[{"title":"Again"}]"#)
        #expect(kept.sent == start + .seconds(1) && kept.finished == start + .seconds(9))
        #expect(try await archive.steps(ofAudit: row.id).map(\.sentence) == ["Confirmed.", "Sending.", "Accepted."])
        #expect(try await archive.auditUnderWay() == [])
    }

    @Test func theSameActionIsUnderWayOnce() async throws {
        let archive = try await place.open()
        let first = try await begun(action(), in: archive)
        #expect(try await archive.begin(action(owner: other)) == .underWay(first))
        _ = try await begun(action("pod.delete k3d/2a"), in: archive)
        try await archive.finish(audit: first.id, owner: ours, as: .failed, outcome: "Refused.", at: start)
        _ = try await begun(action(owner: other), in: archive)
    }

    @Test func ofManyThatBeginAtOnceOneDoes() async throws {
        let archive = try await place.open()
        let again = try await place.open()
        let begun = try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<16 {
                group.addTask {
                    if case .begun = try await (index % 2 == 0 ? archive : again).begin(action()) { true } else { false }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(begun == 1)
    }

    @Test func aRowWhoseLeaseRanOutOrWhoseProcessEndedIsTakenOverOnce() async throws {
        let archive = try await place.open()
        let late = try await begun(action("late", owner: other), in: archive)
        let now = start + .seconds(10)
        #expect(try await archive.takeOver(owner: ours, at: now, lease: now + .seconds(30)) == [], "its lease still runs")
        let dead = try await begun(action("dead", owner: ProcessIdentity(host: HostName.current, pid: ours.pid, started: "0badb007:1")), in: archive)
        #expect(try await archive.takeOver(owner: ours, at: now, lease: now + .seconds(30)).map(\.id) == [dead.id])
        let then = start + .seconds(31)
        #expect(try await archive.takeOver(owner: ours, at: then, lease: then + .seconds(30)).map(\.id) == [late.id])
        #expect(try await archive.takeOver(owner: ours, at: then, lease: then + .seconds(30)) == [], "ours already")
    }

    @Test func whoLostARowMaySendNothingAndOverwritesNothing() async throws {
        let archive = try await place.open()
        let row = try await begun(action(owner: other), in: archive)
        let now = start + .seconds(31)
        _ = try await archive.takeOver(owner: ours, at: now, lease: now + .seconds(30))
        #expect(try await archive.advance(audit: row.id, owner: other, to: .sending, step: "Sending.", at: now, lease: now) == false)
        #expect(try await archive.renew(audit: row.id, owner: other, lease: now) == false)
        try await archive.finish(audit: row.id, owner: ours, as: .abandoned, outcome: "Nothing was sent.", at: now)
        #expect(try await archive.finish(audit: row.id, owner: other, as: .done, outcome: "Deleted.", at: now) == false)
        #expect(try await archive.audit(id: row.id)?.outcome == "Nothing was sent.")
        #expect(try await archive.steps(ofAudit: row.id).last?.sentence == "Seen by its first owner: Deleted.")
    }

    @Test func theListIsNewestFirstAndSearchedByWords() async throws {
        let archive = try await place.open()
        for name in ["iris", "wine", "iris-2"] { _ = try await begun(action(name, "Restart \(name)"), in: archive) }
        #expect(try await archive.audit().map(\.title) == ["Restart iris-2", "Restart wine", "Restart iris"])
        #expect(try await archive.audit(limit: 1, matching: "RESTART iris").map(\.title) == ["Restart iris-2"])
        #expect(try await archive.audit(matching: "wine ada planned").map(\.title) == ["Restart wine"])
        #expect(try await archive.audit(matching: "100%") == [], "no character is a pattern")
        #expect(try await archive.audit(before: start) == [])
        #expect(try await archive.audit(since: start).count == 3)
        #expect(try await archive.auditCount() == 3)
        #expect(try await archive.audit(since: start + .milliseconds(1)) == [])
    }

    @Test func anActionIsFoundByTheBeginningOfItsId() async throws {
        let archive = try await place.open()
        let row = try await begun(action(), in: archive)
        for prefix in [row.id, String(row.id.prefix(9)), row.id.prefix(4).uppercased()] {
            #expect(try await archive.audit(withPrefix: prefix).map(\.id) == [row.id])
        }
        for nothing in ["", "g", "%", "' OR 1"] { #expect(try await archive.audit(withPrefix: nothing) == []) }
    }

    @Test func anotherProcessSeesTheChange() async throws {
        let archive = try await place.open()
        let elsewhere = try await place.open()
        let time = ManualTime()
        let seen = Collector<Void>()
        let watching = Task { for await _ in archive.changes(time: time) { seen.add(()) } }
        try await eventually("the first look is over") { time.sleepers == 1 }
        _ = try await begun(action(), in: elsewhere)
        time.advance(by: .seconds(1))
        try await eventually("the change is seen") { !seen.all.isEmpty }
        watching.cancel()
    }
}
