import Foundation
import Testing

@testable import Triage

/// What stands without a model, measured on the given scenarios, our own and real job logs; `docs/triage-quality.md` is its print.
@Suite struct TriageQualityTests {
    private static let heldOutList = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/held-out.txt")

    /// The list was committed before the rules that it judges: `QUARTERDECK_RECORD=1` does not touch it.
    @Test("The half kept aside is what it was before the rules")
    func heldOutIsUntouched() throws {
        let list = Scenario.heldOut.map { "\($0.fingerprint) \($0.name)\n" }.joined()
        #expect(try String(contentsOf: Self.heldOutList, encoding: .utf8) == list, "\(list)")
        #expect(Set(Scenario.written.map(\.name)).count == Scenario.written.count && Scenario.written.count >= 40)
    }

    @Test("Scenarios say what they are: one class each, marked evidence, words of the cause")
    func scenariosAreWhole() throws {
        for scenario in Scenario.written {
            #expect(!scenario.subject.isEmpty && !scenario.cause.keywords.isEmpty, "\(scenario.name)")
            #expect(scenario.failureClass == "unknown" || scenario.evidence.contains { $0.weight == 3 }, "\(scenario.name)")
            let text = scenario.contents.values.map { String(decoding: $0, as: UTF8.self) }.joined()
            for secret in scenario.secrets { #expect(text.contains(secret.text), "\(scenario.name)") }
        }
    }

    @Test("The tuned half")
    func tuned() async throws {
        let quality = try await TriageQuality(Scenario.tuned)
        print(quality.summary("tuned"), quality.misses, separator: "\n")
    }
}
