import Foundation
import Testing

@testable import Triage

/// The scores of `score.py` (see the scenarios' README), computed the same way.
@Suite struct TriageScenarioTests {
    /// How well one prompt holds one scenario's evidence.
    struct Score {
        var recall = 0.0, decisive = true, tokens = 0, missing: [String] = []
    }

    static func prompt(_ scenario: Scenario, budget: Int) async throws -> PreparedPrompt {
        let folder = EvidenceFolder(scenario.directory)
        var evidence: [Evidence] = []
        for await piece in folder.gather(try await folder.subject()) { evidence.append(piece) }
        let file = CaseFile(evidence)
        return PreparedPrompt(file, findings: Rules.findings(file), budget: budget, nonce: "7f3a90c1")
    }

    @Test("findings", .enabled(if: ProcessInfo.processInfo.environment["DUMP"] != nil))
    func findings() async throws {
        for scenario in Scenario.all {
            let folder = EvidenceFolder(scenario.directory)
            var evidence: [Evidence] = []
            for await piece in folder.gather(try await folder.subject()) { evidence.append(piece) }
            let clock = ContinuousClock.now
            let findings = Rules.findings(CaseFile(evidence))
            print("F ==", scenario.name, scenario.failureClass, scenario.severity, ContinuousClock.now - clock)
            let low = findings[0].sentence.lowercased()
            print("F   ", findings[0].failureClass == scenario.failureClass, scenario.cause.keywords.allSatisfy { group in group.contains { low.contains($0) } })
            for finding in findings { print("F     -", finding.failureClass, finding.severity, finding.sentence, finding.citations.map(\.text).joined(), "|", finding.action) }
        }
    }

    @Test("dump", .enabled(if: ProcessInfo.processInfo.environment["DUMP"] != nil))
    func dump() async throws {
        let directory = ProcessInfo.processInfo.environment["DUMP"] ?? ""
        for budget in [8000, 4000, 2000, 1000] {
            try FileManager.default.createDirectory(atPath: "\(directory)/\(budget)", withIntermediateDirectories: true)
            for scenario in Scenario.all {
                let prompt = try await Self.prompt(scenario, budget: budget)
                try prompt.whole.write(toFile: "\(directory)/\(budget)/\(scenario.name).txt", atomically: true, encoding: .utf8)
                print(budget, scenario.name, prompt.tokens, prompt.whole.count / 4, prompt.linesKept, prompt.linesSeen)
            }
        }
    }
}
