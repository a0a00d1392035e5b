/// Tests that failed, by name and assertion.
struct UnitTests: Rule {
    let classes = ["unit-tests", "dependency-unreachable"]
    let evidence = "names of failed tests and the assertion beside them"
    let summary =
        "pytest, unittest, go test, cargo test, JUnit under Maven and Gradle, Jest, Vitest, Mocha, RSpec, PHPUnit, .NET, CTest, Bazel and others: which test, and what it expected"
    let decider = "the test's own message"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure else { return [] }
        let tests = Self.tests(failure)
        guard let first = tests.first else { return [] }
        let error = first.name.isEmpty ? nil : Self.error(of: first.name, failure)
        var message = first.message
        if message.isEmpty, let error { message = error.text }
        var sentence = first.name.isEmpty ? "The tests do not pass" : "Test \(first.name) fails"
        if !first.place.isEmpty, !first.name.contains(first.place) { sentence += " at \(first.place)" }
        if !message.isEmpty { sentence += ": \(Words.line(message, 260))" }
        if tests.count > 1 { sentence += "; \(tests.count - 1) more: \(tests.dropFirst().prefix(3).map(\.name).joined(separator: ", "))" }
        // Where every test fails by the same service it is the service that failed.
        let kinds = tests.map { StepErrorKind($0.message.lowercased())?.failureClass }
        let away = tests.count > 2 && kinds.allSatisfy { $0 == "dependency-unreachable" }
        return [
            Conclusion(
                certainty: Self.certainty(failure, first),
                finding: Finding(
                    failureClass: away ? "dependency-unreachable" : "unit-tests", severity: file.severity, sentence: sentence + ".",
                    citations: first.lines.prefix(5).map(failure.log.citation)
                        + [error.map { Finding.Citation(evidence: $0.exhibit, line: $0.line + 1) }].compactMap { $0 }
                        + tests.dropFirst().prefix(2).map { failure.log.citation($0.line) },
                    against: doubts(file, failure, first, error), impact: file.blocked(failure),
                    action: "Run that one test locally; the commit's changes to what it tests come first.",
                    verify: "\(Self.command(first.name)) passes ten times in a row; then: \(file.passes(failure).lowercasedFirst)",
                    prevention: file.gate(failure)))
        ]
    }

    /// The tests that failed: an assertion before an error of set-up or clean-up, a subtest instead of the test that holds it, a test
    /// instead of its file.
    private static func tests(_ failure: JobFailure) -> [Reported] {
        let found = failure.reports(.tests)
        let names = Set(found.map(\.name))
        let tests = found.filter { test in !names.contains { $0.hasPrefix("\(test.name)/") } && !test.name.hasPrefix("hook ") }
        let telling = tests.filter { $0.weight > 1 }
        return telling.isEmpty ? tests : telling
    }

    /// A step for something else may print a test's name by the way.
    private static func certainty(_ failure: JobFailure, _ first: Reported) -> Int {
        switch failure.kind {
        case .tests: 90
        case .other, .source: first.weight > 1 ? 90 : 72
        case .quality, .training: first.weight > 2 ? 80 : 50
        default: first.weight > 2 ? 72 : 45
        }
    }

    /// What a failure of the surroundings looks like, and a test that the last passing run does not have.
    private func doubts(
        _ file: CaseFile, _ failure: JobFailure, _ first: Reported, _ error: LoggedError?
    ) -> [Finding.Point] {
        var points = file.doubts(failure, first.line)
        let words = (first.message + (error?.text ?? "")).lowercased()
        if words.has("timeout", "timed out", "connection", "name resolution", "temporary failure") {
            points.append(
                Finding.Point(
                    "it failed by a wait or a connection, which the surroundings can cause without a change of the code",
                    failure.log.citation(error?.line ?? first.line)))
        }
        if let run = file.run, run.attempt > 1 {
            points.append(
                Finding.Point(
                    "attempt \(run.attempt) of the run: see whether the earlier ones failed at the same test", file.citation(.run, ["run_attempt"])))
        }
        return points
    }

    /// How to run one test, by the shape of its name.
    private static func command(_ name: String) -> String {
        let word = Words.argument(name)
        if name.contains(".py") { return "`pytest \(word)`" }
        if name.hasPrefix("Test"), word == name { return "`go test -run '^\(word)$' ./...`" }
        return "That test alone"
    }

    /// The error whose block names the test, or that follows its name.
    private static func error(of name: String, _ failure: JobFailure) -> LoggedError? {
        let short = (name.split(separator: ":").last ?? Substring(name)).prefix { $0 != "[" }.lowercased()
        let errors = failure.errors
        return errors.first { $0.block.contains(short) && ($0.type != nil || $0.block.has("assert", "expect", "timed out")) }
            ?? errors.first { $0.type?.contains("Assert") ?? false }
    }
}
