/// Tests that failed, by name and assertion.
struct UnitTests: Rule {
    let classes = ["unit-tests"]
    let evidence = "names of failed tests and the assertion beside them"
    let summary = "pytest, unittest, go test, cargo test, JUnit under Maven and Gradle, Jest, Vitest: which test, and what it expected"
    let decider = "the test's own message"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure, failure.kind == .tests || failure.kind == .other else { return [] }
        var names: [(line: Int, name: String, message: String)] = []
        for line in failure.lines where names.count < 50 {
            if let found = Self.failed(failure.text(line)), !failure.isKnown(line) { names.append((line, found.name, found.message)) }
        }
        var seen: Set<String> = []
        names = names.filter { seen.insert($0.name).inserted }
        // pytest lists errors of set-up and clean-up with failures; an assertion that failed says more.
        names.sort { ($0.message.contains("Assert") ? 0 : 1, $0.line) < ($1.message.contains("Assert") ? 0 : 1, $1.line) }
        guard let first = names.first else { return [] }
        let error = Self.error(of: first.name, failure)
        var message = first.message
        if message.isEmpty, let error { message = error.text }
        var sentence = "Test \(first.name) fails"
        if !message.isEmpty { sentence += ": \(Words.line(message, 260))" }
        if names.count > 1 { sentence += "; \(names.count - 1) more: \(names.dropFirst().prefix(3).map(\.name).joined(separator: ", "))" }
        return [
            Conclusion(
                certainty: failure.kind == .tests ? 90 : 72,
                finding: Finding(
                    failureClass: "unit-tests", severity: file.severity, sentence: sentence + ".",
                    citations: [error.map { Finding.Citation(evidence: $0.exhibit, line: $0.line + 1) }].compactMap { $0 }
                        + names.prefix(2).map { failure.log.citation($0.line) },
                    against: doubts(file, failure, first, error), impact: file.blocked(failure),
                    action: "Run that one test locally; the commit's changes to what it tests come first.",
                    verify: "\(Self.command(first.name)) passes ten times in a row; then: \(file.passes(failure).lowercasedFirst)",
                    prevention: file.gate(failure)))
        ]
    }

    /// What a failure of the surroundings looks like, and a test that the last passing run does not have.
    private func doubts(
        _ file: CaseFile, _ failure: JobFailure, _ first: (line: Int, name: String, message: String), _ error: LoggedError?
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

    /// The test that a line says has failed.
    static func failed(_ text: String) -> (name: String, message: String)? {
        if text.hasPrefix("FAILED ") || text.hasPrefix("ERROR "), text.contains("::") || text.contains(".py") {
            let rest = text.drop { $0 != " " }.dropFirst()
            let name = rest.prefix { $0 != " " }
            let message = rest.firstRange(of: " - ").map { String(rest[$0.upperBound...]) } ?? ""
            return name.contains("/") || name.contains("::") ? (String(name), message) : nil
        }
        if let name = text.word(after: "--- FAIL:") { return (name, "") }
        if text.hasPrefix("FAIL: ") || text.hasPrefix("ERROR: test") { return text.word(after: ": ").map { ($0, "") } }
        if text.hasSuffix(" FAILED"), text.contains(" > ") { return (String(text.dropLast(7)), "") }
        // Maven, with the class before the method; Gradle's line has no brackets.
        if text.hasPrefix("[ERROR] "), text.contains("<<< FAILURE!") || text.contains("<<< ERROR!") {
            guard let name = text.word(after: "[ERROR] "), name.contains("."), !text.contains("Tests run:") else { return nil }
            return (name, "")
        }
        if text.hasPrefix("FAIL "), text.contains(" > ") { return (Words.line(String(text.dropFirst(5)), 200), "") }
        if text.hasPrefix("● "), text.contains(" › ") { return (String(text.dropFirst(2)), "") }
        if text.hasPrefix("test "), text.hasSuffix("... FAILED") { return text.word(after: "test ").map { ($0, "") } }
        return nil
    }

    /// The error whose block names the test, or that follows its name.
    private static func error(of name: String, _ failure: JobFailure) -> LoggedError? {
        let short = (name.split(separator: ":").last ?? Substring(name)).prefix { $0 != "[" }.lowercased()
        let errors = failure.errors
        return errors.first { $0.block.contains(short) && ($0.type != nil || $0.block.has("assert", "expect", "timed out")) }
            ?? errors.first { $0.type?.contains("Assert") ?? false }
    }
}
