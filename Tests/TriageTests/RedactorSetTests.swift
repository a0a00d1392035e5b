import Testing

@testable import Triage

/// Recall and false redactions on thousands of invented secrets and ordinary lines (docs/threats.md holds the figures).
@Suite struct RedactorSetTests {
    /// A shape's name, and what stayed of one example.
    private static func missed(_ shapes: [SecretShape]) -> (planted: Int, missed: [(shape: String, output: String)]) {
        let set = PlantedSecrets.planted(shapes)
        var missed: [(String, String)] = [], planted = 0
        for one in set {
            var redactor = Redactor()
            let output = redactor.redact(one.text)
            for secret in one.secrets {
                planted += 1
                if RedactorScenarioTests.leaks(secret, in: output) { missed.append((one.shape, output)) }
            }
            if !one.kept.isEmpty, !output.contains(one.kept) { missed.append(("name lost: \(one.shape)", output)) }
        }
        return (planted, missed)
    }

    private static func summary(_ missed: [(shape: String, output: String)]) -> String {
        Dictionary(grouping: missed, by: \.shape).sorted { $0.value.count > $1.value.count }.map { shape, all in
            "\(all.count) \(shape): \(all[0].output.prefix(220)) | \(all[all.count - 1].output.prefix(220))"
        }.joined(separator: "\n")
    }

    @Test("At least 99 of 100 planted secrets go, in the shapes the rules were made by and in those kept aside", arguments: ["tuned", "aside"])
    func recall(half: String) {
        let (planted, missed) = Self.missed(half == "tuned" ? PlantedSecrets.tuned : PlantedSecrets.aside)
        let recall = 1 - Double(missed.count) / Double(planted)
        #expect(planted > 2000)
        #expect(recall >= 0.99, "\(missed.count) of \(planted) stay\n\(Self.summary(missed))")
    }

    @Test("At least 95 of 100 go in the shapes that were written last")
    func later() {
        let (planted, missed) = Self.missed(PlantedSecrets.later)
        #expect(Double(missed.count) <= 0.05 * Double(planted), "\(missed.count) of \(planted) stay\n\(Self.summary(missed))")
    }

    @Test("Of 1,000 ordinary lines at most one changes")
    func ordinary() {
        let lines = OrdinaryLines.lines(24_000)
        let changed = Self.changed(lines)
        #expect(changed.count * 1000 <= lines.count, "\(changed.count)\n\(changed.prefix(60).joined(separator: "\n"))")
    }

    @Test("No look-alike is touched")
    func lookalikes() {
        let changed = Self.changed(OrdinaryLines.lookalikes(40))
        #expect(changed.isEmpty, "\(changed.count)\n\(changed.prefix(60).joined(separator: "\n"))")
    }

    private static func changed(_ lines: [String]) -> [String] {
        lines.compactMap { line in
            var redactor = Redactor()
            let output = redactor.redact(line)
            return output == line ? nil : "\(line)\n    \(output)"
        }
    }
}
