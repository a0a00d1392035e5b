import Archive
import Testing
import Triage

@testable import Console

/// What a day of triages leaves in the console's memory: they are in the archive.
@Suite struct TriageSessionTests {
    /// Triages the selected alert's pod to its end, with 100 KB of evidence.
    private func triage(_ console: inout ConsoleDriver) throws {
        console.press("t")
        let number = try #require(console.state.shared.triages.last?.number)
        var log = EvidenceRecord()
        (log.number, log.role, log.name, log.text) = (1, "log", "server.log", String(repeating: "x", count: 100_000))
        var report = ReportRecord()
        report.id = "r\(number)"
        console.answer(EffectID(.triage(number), "triage"), .triage(.finished(report, evidence: [log], unstored: nil)))
        console.ignoreEffects()
    }

    @Test func aQuarterOfAMegabyteOfEvidenceIsKept() throws {
        var console = ConsoleDriver()
        console.beginNight()
        for _ in 0..<6 {
            try triage(&console)
            console.press("Esc")
        }
        #expect(console.state.shared.triages.count == 3, "two, and the newest")
        console.press("J")
        #expect(console.text.contains("done"))
    }

    @Test func whatIsOnScreenIsKept() throws {
        var console = ConsoleDriver()
        console.beginNight()
        try triage(&console)
        let first = try #require(console.state.shared.triages.first?.number)
        for _ in 0..<4 { try triage(&console) }
        #expect(console.state.shared.triage(first) != nil, "its page lies under the others")
    }
}
