@testable import Triage

/// Scenarios as read and judged, once for all tests: in a debug build that takes a second each.
actor Examined {
    static let shared = Examined()
    private var tasks: [String: Task<Examined.Result, any Error>] = [:]

    struct Result: Sendable {
        let file: CaseFile, findings: [Finding]

        func prompt(budget: Int) -> PreparedPrompt {
            PreparedPrompt(file, findings: findings, budget: budget, nonce: Nonce.derived(from: file))
        }
    }

    func result(_ scenario: Scenario) async throws -> Result {
        let directory = scenario.directory
        let task =
            tasks[directory]
            ?? Task {
                let folder = EvidenceFolder(directory)
                var evidence: [Evidence] = []
                for await piece in folder.gather(try await folder.subject()) { evidence.append(piece) }
                let file = CaseFile(evidence)
                return Result(file: file, findings: Rules.findings(file))
            }
        tasks[directory] = task
        return try await task.value
    }
}
