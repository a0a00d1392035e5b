import Foundation
import Testing

@testable import Triage

/// The redaction score of `score.py --redact-cmd`, on the same files.
@Suite struct RedactorScenarioTests {
    @Test("All secrets of the scenarios go, look-alikes stay, and next to nothing else changes")
    func scenarios() throws {
        var removed = 0, planted = 0, changed: [String] = [], lines = 0
        for scenario in Scenario.all {
            for file in scenario.files where file.path.hasPrefix("logs/") && !file.path.hasSuffix(".json") {
                var redactor = Redactor()
                let before = try Self.lines(scenario.bytes(file.path))
                let after = Self.lines(redactor.redact(try scenario.bytes(file.path)))
                try #require(before.count == after.count, "\(scenario.name)/\(file.path) kept its lines")

                let secrets = scenario.secrets.filter { $0.file == file.path }
                for secret in secrets {
                    planted += 1
                    if Self.leaks(secret.text, in: after[secret.line - 1]) {
                        Issue.record("\(secret.kind) stays in line \(secret.line): \(after[secret.line - 1])")
                    } else {
                        removed += 1
                    }
                }
                for lookalike in scenario.lookalikes where lookalike.file == file.path {
                    #expect(after[lookalike.line - 1] == before[lookalike.line - 1])
                }
                let expected = Set(secrets.map(\.line))
                for (index, pair) in zip(before, after).enumerated() where !expected.contains(index + 1) && pair.0 != pair.1 {
                    changed.append("\(scenario.name) \(index + 1): \(pair.1)")
                }
                lines += before.count
            }
        }
        #expect(removed == planted && planted == 46)
        #expect(Double(changed.count) * 1000 / Double(lines) < 0.2, "\(changed.prefix(20).joined(separator: "\n"))")
    }

    /// Lines by LF, without the colours that the redactor takes out.
    static func lines(_ bytes: [UInt8]) -> [String] {
        TerminalEscapes.removed(from: bytes).split(separator: 10, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// Whether any 12 characters of the secret, tried at every fourth, still stand in `text`.
    static func leaks(_ secret: String, in text: String) -> Bool {
        let characters = Array(secret.utf8)
        guard characters.count > 12 else { return text.contains(secret) }
        return stride(from: 0, through: characters.count - 12, by: 4).contains { start in
            text.contains(String(decoding: characters[start..<start + 12], as: UTF8.self))
        }
    }
}
