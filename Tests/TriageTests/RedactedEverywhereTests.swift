import Archive
import Foundation
import Host
import Services
import TestSupport
import Testing

@testable import Triage

/// A secret is planted in every way into a triage, and looked for in everything that comes out of it and in the archive's files.
@Suite struct RedactedEverywhereTests {
    private static let secret = "Xk92mQ7vLp4Rt8Wz31bN"

    @Test("No way in leads a secret to the prompt, the report, the evidence or the archive", arguments: [true, false])
    func everywhere(answered: Bool) async throws {
        let folder = Temporary()
        let archive = try await Archive.open(path: folder.path + "/archive.sqlite")
        let engine = TriageEngine(archive: archive, options: .init(), time: ManualTime(), random: RandomSource { 0.5 })
        let said = "password=\(Self.secret)"
        var evidence = Incident.pod(last: (1, "Error"), ready: true).log("connecting\nERROR \(said) refused\n").evidence
        evidence.append(Evidence(.log, name: "logs/\(said).log", failure: "GET https://ada:\(Self.secret)@host/log: 403"))
        let model = Spoken(
            ["The pod logs in with \(said)", " and fails."], tokens: (10, 10),
            failure: answered ? nil : ServiceError.notFound(service: "Gemini", what: "key \(said)"))
        let subject = Subject.pod(context: "k3d", namespace: "shop", name: "api \(said)", uid: "u1")

        var finished: (report: ReportRecord, evidence: [EvidenceRecord])?
        for await event in engine.run(subject, from: Given(evidence), model: model, question: "Why is \(said) refused?") {
            if case .finished(let report, let evidence, _) = event { finished = (report, evidence) }
        }
        let (report, exhibits) = try #require(finished)
        #expect(model.asked.all.allSatisfy { !"\($0.system)\($0.prompt)".contains(Self.secret) } && model.asked.all.count == 1)
        #expect(report.prompt.contains("Why is password=[secret:password#1] refused?"))
        #expect(!"\(report)".contains(Self.secret) && !"\(exhibits)".contains(Self.secret))
        #expect(report.answer.contains("password=[secret:password#1]") && (answered || report.note.contains("[secret:")))

        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        for file in files {
            let bytes = try Data(contentsOf: URL(filePath: folder.path).appending(path: file))
            #expect(bytes.range(of: Data(Self.secret.utf8)) == nil, "\(file)")
        }
        #expect(files.contains("archive.sqlite"))
    }
}
