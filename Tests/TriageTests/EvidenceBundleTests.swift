import Archive
import Foundation
import Glibc
import JSON
import TestSupport
import Testing

@testable import Triage

/// A stored report's evidence, written out and read again.
@Suite struct EvidenceBundleTests {
    let folder = Temporary()

    /// A report as it is kept, through an archive.
    private func stored(_ evidence: [Evidence], _ subject: Subject) async throws -> (ReportRecord, [EvidenceRecord]) {
        let archive = try await Archive.open(path: folder.path + "/archive.sqlite")
        let engine = TriageEngine(archive: archive, options: .init(), time: ManualTime())
        for await event in engine.run(subject, from: Given(evidence), model: nil) {
            guard case .finished(let record, _, _) = event else { continue }
            return (try #require(try await archive.report(id: record.id)), try await archive.evidence(report: record.id))
        }
        throw EvidenceBundleError.noSubject
    }

    private func read(_ directory: String) async throws -> [Evidence] {
        let source = EvidenceFolder(directory)
        var evidence: [Evidence] = []
        for await piece in source.gather(try await source.subject()) { evidence.append(piece) }
        return evidence
    }

    @Test("A bundle replays its report: the same evidence, findings, citations and prompt", arguments: Scenario.all)
    func roundTrip(scenario: Scenario) async throws {
        let subject = try await EvidenceFolder(scenario.directory).subject()
        let (report, evidence) = try await stored(try await scenario.gathered(), subject)
        let directory = folder.path + "/bundle"
        try EvidenceBundle(report, evidence: evidence).write(to: directory)

        let first = try await Examined.shared.result(scenario), again = CaseFile(try await read(directory))
        #expect(again.exhibits == first.file.exhibits)
        let findings = Rules.findings(again)
        #expect(findings == first.findings && findings[0].failureClass == report.failureClass)
        for budget in [1000, 8000] {
            let prompt = PreparedPrompt(again, findings: findings, budget: budget, nonce: "7f3a90c1")
            #expect(prompt.whole == PreparedPrompt(first.file, findings: findings, budget: budget, nonce: "7f3a90c1").whole)
        }
    }

    @Test("What could not be gathered is told again, in the same words, and has no file")
    func missing() async throws {
        var incident = Incident.pod(last: (1, "Error")).log("ERROR out of luck\n")
        incident.evidence.append(Evidence(.events, name: "events.json", failure: "k3d did not answer within 10 s."))
        let (report, evidence) = try await stored(incident.evidence, .pod(context: "k3d", namespace: "shop", name: "api", uid: nil))
        let bundle = try EvidenceBundle(report, evidence: evidence)
        #expect(bundle.files.map(\.path) == ["subject.json", "pod.json", "logs/server.previous.log"])
        try bundle.write(to: folder.path + "/bundle")
        let events = try #require(try await read(folder.path + "/bundle").first { $0.role == .events })
        #expect(events.failure == "k3d did not answer within 10 s." && events.bytes.isEmpty)
    }

    @Test("Folder and files are for their owner only; what is there is not written over")
    func modes() async throws {
        let (report, evidence) = try await stored(
            Incident.pod(last: (1, "Error")).log("x\n").evidence, .pod(context: "k3d", namespace: "shop", name: "api", uid: nil))
        let bundle = try EvidenceBundle(report, evidence: evidence), directory = folder.path + "/bundle"
        try bundle.write(to: directory)
        func mode(_ path: String) -> mode_t {
            var status = stat()
            return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
        }
        #expect(mode(directory) == 0o700 && mode(directory + "/logs") == 0o700)
        for file in bundle.files { #expect(mode(directory + "/" + file.path) == 0o600, "\(file.path)") }
        let refused = #expect(throws: EvidenceBundleError.exists(directory)) { try bundle.write(to: directory) }
        #expect(refused?.description == "\(directory) is there already; a bundle is written to a new directory, named by --output.")
        #expect(throws: EvidenceBundleError.unwritable(folder.path + "/no/where", "No such file or directory")) {
            try bundle.write(to: folder.path + "/no/where")
        }
    }

    @Test("A write that fails leaves nothing behind")
    func nothingLeft() async throws {
        var (report, evidence) = try await stored(
            Incident.pod(last: (1, "Error")).log("x\n").evidence, .pod(context: "k3d", namespace: "shop", name: "api", uid: nil))
        // The system takes no name this long.
        evidence[1].name = "logs/" + String(repeating: "n", count: 150)
        report.id = ""
        var bundle = try EvidenceBundle(report, evidence: evidence)
        bundle = EvidenceBundle(files: bundle.files + [.init(path: String(repeating: "n", count: 300), bytes: [])])
        #expect(throws: EvidenceBundleError.self) { try bundle.write(to: folder.path + "/bundle") }
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/bundle"))
    }

    @Test(
        "Names that are no plain paths get one below the folder, and keep the name",
        arguments: [
            ("../../etc/passwd", "etc/passwd"), ("/etc/passwd", "etc/passwd"), ("logs/Code Quality & SAST.log", "logs/Code-Quality---SAST.log"),
            ("a/./b", "a/b"), ("subject.json", "evidence-1.log"), ("", "evidence-1.log"), ("lögs/x\n", "l-gs/x-"),
        ])
    func names(name: String, path: String) throws {
        var report = ReportRecord(), piece = EvidenceRecord()
        report.subjectJSON = #"{"kind":"drift","experiment":"iris"}"#
        (piece.number, piece.role, piece.name, piece.text) = (1, "training-log", name, "x\n")
        let bundle = try EvidenceBundle(report, evidence: [piece])
        #expect(bundle.files.map(\.path) == ["subject.json", path])
        let manifest = try JSON.value(bundle.files[0].bytes)
        #expect(manifest["files"].array[0]["name"].string == (name == path ? nil : name) && manifest["primary"].string == path)
    }

    @Test("No two pieces share a file, and no file is a directory of another")
    func collisions() throws {
        var report = ReportRecord()
        report.subjectJSON = #"{"kind":"drift","experiment":"iris"}"#
        let evidence = ["logs", "logs/a", "logs/a"].enumerated().map { index, name in
            var piece = EvidenceRecord()
            (piece.number, piece.role, piece.name, piece.text) = (index + 1, "log", name, "\(index)\n")
            return piece
        }
        #expect(try EvidenceBundle(report, evidence: evidence).files.map(\.path) == ["subject.json", "logs", "evidence-2.log", "evidence-3.log"])
    }

    @Test("A report that does not say what it is about gives no bundle")
    func noSubject() {
        for subject in ["", "{}", #"{"kind":"weather"}"#] {
            var report = ReportRecord()
            report.subjectJSON = subject
            #expect(throws: EvidenceBundleError.noSubject) { try EvidenceBundle(report, evidence: []) }
        }
    }
}
