@testable import Triage

/// Scenarios as read and judged, once for all tests: in a debug build that takes a second each.
actor Examined {
    static let shared = Examined()
    private var tasks: [String: Task<Examined.Result, any Error>] = [:]

    struct Result: Sendable {
        let file: CaseFile, findings: [Finding]

        init(file: CaseFile, findings: [Finding]) { (self.file, self.findings) = (file, findings) }

        /// Read for this once.
        init(of scenario: Scenario) async throws {
            file = CaseFile(try await scenario.gathered())
            findings = Rules.findings(file)
        }

        func prompt(budget: Int) -> PreparedPrompt {
            PreparedPrompt(file, findings: findings, budget: budget, nonce: Nonce.derived(from: file))
        }
    }

    func result(_ scenario: Scenario) async throws -> Result {
        try await result(scenario.directory) { try await scenario.gathered() }
    }

    /// The same without what decides.
    func undecided(_ scenario: Scenario) async throws -> Result {
        try await result("\(scenario.directory) undecided") { try await scenario.withoutEvidence() }
    }

    private func result(_ name: String, _ evidence: @escaping @Sendable () async throws -> [Evidence]) async throws -> Result {
        let task =
            tasks[name]
            ?? Task {
                let file = CaseFile(try await evidence())
                return Result(file: file, findings: Rules.findings(file))
            }
        tasks[name] = task
        return try await task.value
    }
}
