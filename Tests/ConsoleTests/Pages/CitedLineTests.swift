import Archive
import Terminal
import TestSupport
import Testing
import Triage

@testable import Console

/// What a citation shows of its line, what the head counts, and how a finding's weight is seen.
@Suite struct CitedLineTests {
    private static let id = EffectID(.triage(1), "triage")

    /// A job's log ends its lines with CR and LF, as GitHub's do, and its last line with neither.
    private static let jobLog = "one\r\n2026-11-28T08:11:40.5590434Z   RuleID: generic-api-key\r\nFile: src/upload.py"

    private func piece(_ number: Int, _ role: String, _ name: String, _ text: String, failure: String = "") -> EvidenceRecord {
        var piece = EvidenceRecord()
        (piece.number, piece.role, piece.name, piece.text, piece.failure) = (number, role, name, text, failure)
        return piece
    }

    private func finished(_ severity: String = "critical", columns: Int = 80) -> ConsoleDriver {
        var console = ConsoleDriver(columns: columns)
        console.beginNight()
        console.press("t")
        let finding = Finding(
            failureClass: "secrets", severity: severity, sentence: "One secret leaked.", citations: [.init(evidence: 1, line: 2)],
            against: [.init("it may be an example")])
        for name in ["log", "rule"] { console.answer(Self.id, .triage(.gathered(name: name, failure: nil))) }
        console.answer(Self.id, .triage(.gathered(name: "nodes.json", failure: "nodes.json: k3d did not answer.")))
        console.answer(Self.id, .triage(.findings([finding])))
        console.answer(Self.id, .triage(.prompt(tokens: 3962, secrets: [:], linesSeen: 117, linesKept: 20)))
        var report = ReportRecord()
        (report.id, report.severity, report.failureClass, report.findingsJSON) = ("r9", severity, "secrets", "{}")
        report.subjectJSON = #"{"kind":"pod","seen":{"from":"2026-11-28T07:25:55Z","to":"2026-11-28T07:38:13Z"}}"#
        let evidence = [
            piece(1, "job-log", "logs/scan.log", Self.jobLog), piece(2, "mlflow-model-versions", "model-versions.json", "{}"),
            piece(3, "nodes", "nodes.json", "", failure: "nodes.json: k3d did not answer."),
        ]
        console.answer(Self.id, .triage(.finished(report, evidence: evidence, unstored: nil)))
        console.ignoreEffects()
        return console
    }

    @Test func aLineThatEndsWithCRAndLFIsQuoted() {
        var console = finished()
        #expect(console.text.contains("[1] logs/scan.log:2  RuleID: generic-api-key"))
        console.press("o")
        #expect(console.text.contains("for      [1:2] RuleID: generic-api-key"))
    }

    @Test(arguments: [
        (1, 1, ["one"]), (2, 1, ["2026-11-28T08:11:40.5590434Z   RuleID: generic-api-key"]),
        (3, 9, ["File: src/upload.py"]), (4, 1, []), (0, 2, []),
    ])
    func linesAreCountedByLF(number: Int, count: Int, lines: [String]) {
        #expect(piece(1, "job-log", "log", Self.jobLog).lines(from: number, count: count) == lines)
    }

    @Test func theListCountsTheLastLineAndLeavesTheNameToItsColumn() {
        var console = finished()
        console.press("e")
        #expect(console.text.contains("[1]   job-log                logs/scan.log                             3 lines"))
        #expect(console.text.contains("[2]   mlflow-model-versions  model-versions.json"))
        #expect(console.text.contains("[3]   nodes                  nodes.json  k3d did not answer."))
        #expect(!console.text.contains("nodes.json: nodes.json"))
    }

    /// A triage that was asked for, and has not answered yet.
    private func asked() -> ConsoleDriver {
        var console = ConsoleDriver(columns: 80)
        console.beginNight()
        console.press("t")
        return console
    }

    @Test func theHeadFitsOneLineWhereAWordCanBeSpared() {
        var console = finished()
        #expect(console.text.contains("evidence 2 of 3 gathered (nodes.json: "))
        console = asked()
        for number in 1...13 { console.answer(Self.id, .triage(.gathered(name: "piece \(number)", failure: nil))) }
        console.answer(Self.id, .triage(.findings([])))
        console.answer(Self.id, .triage(.prompt(tokens: 3962, secrets: [:], linesSeen: 117, linesKept: 20)))
        console.ignoreEffects()
        #expect(console.text.contains("evidence 13 of 13 · 0 secrets replaced · 117 log lines → 20 · prompt 3,962 tok"))
    }

    @Test func whereNoLogWasReadNoneIsCounted() {
        var console = finished()
        #expect(console.text.contains("117 log lines → 20"))
        console = asked()
        console.answer(Self.id, .triage(.prompt(tokens: 919, secrets: [:], linesSeen: 0, linesKept: 0)))
        console.ignoreEffects()
        #expect(console.text.contains("0 secrets replaced · prompt 919 tok"))
    }

    @Test func whatAFindingCitesOpensWhileTheModelWritesAndAfterAStop() {
        var console = ConsoleDriver(columns: 80)
        console.beginNight()
        console.press("t")
        let finding = Finding(failureClass: "secrets", severity: "high", sentence: "One secret leaked.", citations: [.init(evidence: 1, line: 2)])
        console.answer(Self.id, .triage(.findings([finding])))
        console.press("Enter")
        #expect(console.text.contains("It can be opened once the report is complete."))
        console.answer(Self.id, .triage(.evidence([piece(1, "job-log", "logs/scan.log", Self.jobLog)])))
        #expect(console.text.contains("RuleID: generic-api-key") && console.text.contains("cited line 2"))
        console.press("Esc", "X", "Enter")
        console.ignoreEffects()
        #expect(console.text.contains("RuleID: generic-api-key"))
    }

    @Test func fromWhenToWhenItWasSeenStandsBelowTheFindings() {
        #expect(finished().text.contains("Seen: logs and events from 2026-11-28T07:25:55Z to 2026-11-28T07:38:13Z."))
    }

    @Test(arguments: [("critical", "✗"), ("high", "▲"), ("medium", "▲"), ("low", "•")])
    func theSignOfAFindingIsItsWeight(severity: String, sign: String) {
        #expect(finished(severity).text.contains("\(sign) One secret leaked."))
    }

    @Test func whatSpeaksAgainstWithoutAPlaceIsCountedInWords() {
        #expect(finished().text.contains("for [1:2] against 1 point"))
    }

    @Test(arguments: [40, 60, 80]) func theWayBackIsAlwaysAmongTheHints(columns: Int) {
        var console = finished(columns: columns)
        console.press("Enter")
        #expect(console.text.split(separator: "\n").last?.contains("Esc back") == true)
    }
}
