import Foundation
import Testing

@testable import Triage

/// The estimate against real tokenizers, and the budget against the estimate.
@Suite struct TokensTests {
    /// A text with how many tokens three tokenizers make of it (`Fixtures/tokens/SOURCE.txt`).
    private struct Sample: Decodable { var name: String, text: String, o200k: Int, tekken: Int, sp32k: Int }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/tokens")

    private func samples() throws -> [Sample] {
        try String(contentsOf: Self.folder.appending(path: "counts.jsonl"), encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(Sample.self, from: Data($0.utf8))
        }
    }

    @Test("Of whole prompts the estimate is never below what any of three tokenizers counts, nor far above the nearest")
    func prompts() throws {
        let prompts = try samples().filter { $0.name.hasPrefix("prompt ") }
        #expect(prompts.count >= 20)
        for sample in prompts {
            let estimate = Tokens.of(sample.text), most = max(sample.o200k, sample.tekken, sample.sp32k)
            #expect(estimate >= most && Double(estimate) < 1.4 * Double(sample.tekken), "\(sample.name): \(estimate), counted \(most)")
        }
    }

    @Test("Of raw log lines, the densest there are, it is no less than the tokenizers with large vocabularies count")
    func logs() throws {
        let logs = try samples().filter { $0.name.hasPrefix("log ") }
        #expect(logs.count >= 20)
        for sample in logs {
            let estimate = Tokens.of(sample.text), most = max(sample.o200k, sample.tekken)
            #expect(estimate >= most, "\(sample.name): \(estimate), counted \(most)")
        }
    }

    @Test(
        "What counts: digits, parts of words, signs, lines",
        arguments: [
            ("", 0), ("a", 2), ("word", 2), ("2026", 4), ("ModuleNotFoundError", 5), ("a\nb\n", 5), ("HTTP", 3), ("x=1", 4), ("        x", 4),
            ("ü", 2),
        ])
    func counted(text: String, tokens: Int) { #expect(Tokens.of(text) == tokens) }

    @Test("No prompt of any scenario is above its budget, nor is what is said of its size below it")
    func budgets() async throws {
        for scenario in Scenario.all + Scenario.written + Scenario.loud {
            let examined = try await Examined.shared.result(scenario)
            for budget in [1000, 2000, 4000, 8000] {
                let prompt = examined.prompt(budget: budget)
                #expect(prompt.tokens <= budget && Tokens.of(prompt.whole) <= prompt.tokens, "\(scenario.name): \(prompt.tokens)")
                write(prompt, "\(scenario.name) \(budget)")
            }
        }
    }

    @Test("A question counts; one too long for the budget is cut, and says so")
    func question() {
        let file = CaseFile(Incident.pod(last: (1, "Error")).log("ERROR out of luck\n").evidence)
        let long = String(repeating: "Why does this happen every night at half past two? ", count: 38)
        for budget in [1000, 2000, 4000] {
            let prompt = PreparedPrompt(file, findings: Rules.findings(file), budget: budget, nonce: "7f3a90c1", question: long)
            #expect(prompt.tokens <= budget && prompt.text.hasPrefix("Answer this above all: Why does this"))
            #expect(prompt.text.contains("more characters)") == (budget == 1000) && prompt.text.contains("out of luck"), "\(budget)")
        }
    }

    @Test("Findings of any length leave the evidence its room")
    func findings() {
        let file = CaseFile(Incident.pod(last: (1, "Error")).log("ERROR out of luck\n").evidence)
        let long = Finding(
            failureClass: "crash-loop", severity: "high", sentence: String(repeating: "It fails. ", count: 300), citations: [.init(evidence: 1)])
        let prompt = PreparedPrompt(file, findings: [long, long], budget: 1000, nonce: "7f3a90c1")
        #expect(prompt.tokens <= 1000 && prompt.text.contains("out of luck"))
    }

    /// `QUARTERDECK_PROMPTS=DIR` keeps the prompts of all scenarios, to be counted by other tokenizers.
    private func write(_ prompt: PreparedPrompt, _ name: String) {
        guard let directory = ProcessInfo.processInfo.environment["QUARTERDECK_PROMPTS"] else { return }
        // Whoever asked for them sees that they lack.
        try? Data(prompt.whole.utf8).write(to: URL(filePath: directory).appending(path: name + ".txt"))
    }
}
