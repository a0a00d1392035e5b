import Foundation
import JSON
import Testing

@testable import Triage

/// The fifteen scenarios, scored as `score.py` does. The thresholds are those that a later change must not fall below.
@Suite struct TriageScenarioTests {
    @Test("The prompt holds the evidence, decisive items first, and no secret", arguments: [(8000, 0.98), (2000, 0.95)])
    func recall(budget: Int, least: Double) async throws {
        var sum = 0.0, report: [String] = []
        for scenario in Scenario.all {
            let prompt = try await Examined.shared.result(scenario).prompt(budget: budget)
            let score = try ScenarioScore(scenario, prompt: prompt.whole, budget: budget)
            sum += score.recall
            report.append("\(scenario.name): \(score.recall), \(prompt.tokens) tokens, \(score.missing)")
            let decisive = score.decisive, leaked = score.leaked, length = prompt.whole.unicodeScalars.count
            #expect(decisive, "\(scenario.name): \(score.missing)")
            #expect(leaked == [], "\(scenario.name)")
            #expect(prompt.tokens <= budget && length <= budget * 4, "\(scenario.name)")
        }
        #expect(Scenario.all.count == 15)
        let mean = sum / 15
        #expect(mean >= least, "\(report.joined(separator: "\n"))")
        if let folder = ProcessInfo.processInfo.environment["QUARTERDECK_PROMPTS"] {
            try await write(budget: budget, to: folder)
        }
    }

    @Test("Rules alone name the class and the cause, and are not misled")
    func offline() async throws {
        var classes = 0, causes = 0, wrong: [String] = []
        for scenario in Scenario.all {
            let examined = try await Examined.shared.result(scenario)
            let report = OfflineReport(examined.file, examined.findings)
            let cause = report.findings[0].sentence.lowercased()
            let named = scenario.cause.keywords.allSatisfy { group in group.contains { cause.contains($0) } }
            let said = scenario.must_not_say.filter { report.json.text.lowercased().contains($0.lowercased()) }
            classes += report.failureClass == scenario.failureClass ? 1 : 0
            causes += named && said.isEmpty ? 1 : 0
            if report.failureClass != scenario.failureClass || !named { wrong.append("\(scenario.name): \(report.failureClass): \(cause)") }
            #expect(said.isEmpty, "\(scenario.name)")
            #expect(!report.findings[0].citations.isEmpty, "\(scenario.name)")
        }
        #expect(classes == 15 && causes == 15, "\(wrong.joined(separator: "\n"))")
    }

    @Test("Every citation of a finding leads to a line of the stored evidence")
    func citations() async throws {
        for scenario in Scenario.all {
            let examined = try await Examined.shared.result(scenario)
            let report = OfflineReport(examined.file, examined.findings)
            for citation in report.findings.flatMap(\.citations) {
                let exhibit = try #require(report.exhibits.first { $0.number == citation.evidence }, "\(scenario.name)")
                #expect(citation.line <= exhibit.text.count { $0 == 10 } + 1, "\(scenario.name)")
            }
        }
    }

    @Test("The same directory gives the same prompt, byte by byte, and the same findings")
    func deterministic() async throws {
        let scenario = try #require(Scenario.all.first { $0.name == "gitops-push-rejected" })
        let examined = try await Examined.shared.result(scenario)
        #expect(try await TriageEngine.prompt(from: scenario.directory, budget: 3000) == examined.prompt(budget: 3000))
        #expect(try await TriageEngine.offline(from: scenario.directory).findings == examined.findings)
    }

    @Test(
        "Without the decisive evidence nothing is claimed",
        arguments: ["oom-model-server", "imagepull-auth", "runner-disk-full", "drift-n-estimators"])
    func undecided(name: String) async throws {
        let scenario = try #require(Scenario.all.first { $0.name == name })
        let folder = EvidenceFolder(scenario.directory)
        var evidence: [Evidence] = []
        for await piece in folder.gather(try await folder.subject()) where [.subject, .alert, .nodes, .run].contains(piece.role) {
            evidence.append(piece)
        }
        let finding = try #require(Rules.findings(CaseFile(evidence)).first)
        #expect(finding.failureClass == "unknown")
        #expect(finding.sentence.contains("What would: "))
    }

    private func write(budget: Int, to folder: String) async throws {
        try FileManager.default.createDirectory(atPath: "\(folder)/\(budget)", withIntermediateDirectories: true)
        for scenario in Scenario.all {
            let prompt = try await Examined.shared.result(scenario).prompt(budget: budget)
            try prompt.whole.write(toFile: "\(folder)/\(budget)/\(scenario.name).txt", atomically: true, encoding: .utf8)
        }
    }
}
