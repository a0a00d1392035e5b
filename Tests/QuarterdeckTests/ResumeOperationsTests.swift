import Archive
import GRDB
import Host
import Settings
import TestSupport
import Testing

@testable import quarterdeck

/// What a process that was killed left in the middle is gone on with, also when the archive fails for a while.
@Suite struct ResumeOperationsTests {
    @Test func anArchiveThatFailsIsAskedAgainFifteenSecondsLaterAndSaysWhyOnce() async throws {
        let home = try Home()
        let path = home.directory + "/archive.sqlite", logged = home.directory + "/deck.log"
        let time = ManualTime(), log = Log(path: logged, level: .info, time: time) { $0 }
        let archive = try await Archive.open(path: path)
        var row = AuditRecord()
        (row.kind, row.actionKey, row.title, row.created) = ("pod.delete", "pod.delete k3d/1f", "Delete pod iris", time.now())
        row.owner = ProcessIdentity(host: HostName.current, pid: ProcessIdentity.current.pid, started: "0badb007:1")
        _ = try await archive.begin(row)
        let other = try DatabaseQueue(path: path)
        try await other.write { try $0.execute(sql: "ALTER TABLE audit RENAME TO elsewhere") }

        let environment = Environment(variables: home.variables)
        let backend = LiveBackend(
            settings: Settings(), environment: environment, time: time, archivePath: path, saveTheme: { _ in })
        let resuming = Task { await backend.resumeOperations(log) }
        func lines() -> Int {
            log.flush()
            return Home.text(logged).split(separator: "\n").count { $0.contains("What was left in the middle is not gone on with yet: ") }
        }
        try await eventually("the failure is logged") { lines() == 1 }
        try await eventually("it waits for its next turn") { time.sleepers == 1 }
        time.advance(by: .seconds(15))
        try await eventually("it has tried again") { time.sleepers == 1 }
        #expect(lines() == 1, "the same failure is not logged twice")

        try await other.write { try $0.execute(sql: "ALTER TABLE elsewhere RENAME TO audit") }
        time.advance(by: .seconds(14))
        #expect(try await archive.audit().map(\.state) == [.planned])
        time.advance(by: .seconds(1))
        try await eventually("what was left is resolved") { try await archive.audit().map(\.state) == [.abandoned] }
        resuming.cancel()
        await resuming.value
    }
}
