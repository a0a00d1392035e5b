import Foundation
import Testing

@testable import Triage

/// `docs/rules.md` is drawn from the rules; a rule that is added appears there by itself.
@Suite struct RulePageTests {
    private static var page: String {
        var text = """
            # Rules

            What is concluded without a model. Drawn from `Sources/Triage/Rules` by the tests (`QUARTERDECK_RECORD=1 swift test --filter
            RulePage`); how well it does stands in [triage-quality.md](triage-quality.md).

            A rule is one file in that folder, a `struct` with five members, and one line in `Rules.all`. It names kinds of failure, never
            a file, package or phrase of one incident, and concludes nothing where the evidence does not decide. The surest conclusion comes
            first; where none is sure enough the class is `unknown`, and the report says what would decide.

            Rules about jobs rest on what tools print when they fail, read from their own fixed formats: one file for each family of tools in
            `Sources/Triage/Tools`, one line in `Tools.all`, samples in `Tests/TriageTests/Fixtures/tools`. What a tool reports decides the
            class; what the step is called decides only where several tools write alike.

            | rule | classes | looks at | says | what would decide |
            | --- | --- | --- | --- | --- |

            """
        for rule in Rules.all {
            let classes = rule.classes.map { "`\($0)`" }.joined(separator: ", ")
            text += "| \(type(of: rule)) | \(classes) | \(rule.evidence) | \(rule.summary) | \(rule.decider) |\n"
        }
        return text
    }

    /// `QUARTERDECK_RECORD=1 swift test` rewrites the page, and fails, so that a recording never passes for a test.
    @Test("docs/rules.md tells of every rule")
    func pageIsCurrent() throws {
        let page = TriageQualityTests.docs.appending(path: "rules.md")
        if ProcessInfo.processInfo.environment["QUARTERDECK_RECORD"] == "1" {
            try Self.page.write(to: page, atomically: true, encoding: .utf8)
            Issue.record("docs/rules.md was written anew")
        }
        #expect(try String(contentsOf: page, encoding: .utf8) == Self.page)
    }

    @Test("Rules conclude only the classes that they name")
    func classes() async throws {
        for scenario in Scenario.all + Scenario.written + Scenario.changes {
            let file = try await Examined.shared.result(scenario).file
            for rule in Rules.all {
                for conclusion in rule.conclusions(file) {
                    #expect(rule.classes.contains(conclusion.finding.failureClass), "\(type(of: rule)) in \(scenario.name)")
                }
            }
        }
    }
}
