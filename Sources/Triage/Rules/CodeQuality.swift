/// Style and type errors of the source.
struct CodeQuality: Rule {
    let classes = ["code-quality"]
    let evidence = "places in the source that the failed step prints"
    let summary = "flake8, ruff, mypy, black, golangci-lint, ESLint, rustfmt: the first places and how many there are"
    let decider = "the first place that the tool lists"

    func conclusions(_ evidence: CaseFile) -> [Conclusion] {
        guard let failure = evidence.jobFailure, failure.kind == .quality else { return [] }
        var places: [(line: Int, text: String)] = []
        var file = ""
        for line in failure.lines where places.count < 500 {
            let text = failure.text(line)
            if Self.isPath(text) { file = text }
            // ESLint names the file once, above its places.
            if !file.isEmpty, Self.isColumn(text) { places.append((line, Words.line("\(file):\(text)", 200))) }
            if text.hasPrefix("Diff in ") || text.hasPrefix("--- a/") { places.append((line, Words.line(text, 160))) }
            if Self.isPlace(text) || text.hasPrefix("would reformat ") { places.append((line, Words.line(text, 160))) }
        }
        guard let first = places.first else { return [] }
        let more = places.count > 1 ? " and \(places.count - 1) more" : ""
        return [
            Conclusion(
                certainty: 90,
                finding: Finding(
                    failureClass: "code-quality", severity: evidence.severity,
                    sentence: "\(failure.words) found errors in the source: \(first.text)\(more).",
                    citations: places.prefix(3).map { failure.log.citation($0.line) },
                    against: evidence.doubts(failure, first.line), impact: evidence.blocked(failure),
                    action:
                        "Run the same command locally and correct what it lists, \(Words.line(String(first.text.prefix { $0 != " " }), 100)) first.",
                    verify: "\(command(failure)) lists nothing on your machine; then: \(evidence.passes(failure).lowercasedFirst)",
                    prevention: "Run \(command(failure)) as a pre-commit hook."))
        ]
    }

    /// The first line of what the step runs, else the step.
    private func command(_ failure: JobFailure) -> String {
        let line = failure.command.split(separator: "\n").first.map { Words.line(String($0), 100).replacing("`", with: "'") } ?? ""
        return line.isEmpty ? failure.words.lowercasedFirst : "`\(line)`"
    }

    /// A path on a line of its own.
    private static func isPath(_ text: String) -> Bool {
        text.count > 4 && text.contains("/") && !text.contains { $0.isWhitespace } && (text.split(separator: "/").last ?? "").contains(".")
    }

    /// `37:9  error  …`, below the name of a file.
    private static func isColumn(_ text: String) -> Bool {
        let words = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
        guard words.count == 3, words[1] == "error" else { return false }
        let numbers = words[0].split(separator: ":")
        return numbers.count == 2 && numbers.allSatisfy { Int($0) != nil }
    }

    /// `src/train.py:12:80: E501 line too long`, `src/a.ts(3,4): error TS2304`.
    static func isPlace(_ text: String) -> Bool {
        let path = text.prefix { $0 != ":" && $0 != "(" && !$0.isWhitespace }
        guard path.contains("."), path.count > 3, path.last?.isLetter == true else { return false }
        let rest = text.dropFirst(path.count)
        guard let mark = rest.first, mark == ":" || mark == "(", rest.dropFirst().first?.isNumber == true else { return false }
        let words = rest.drop { !$0.isWhitespace }
        return words.count > 4 && !words.contains("Warning:")
    }
}
