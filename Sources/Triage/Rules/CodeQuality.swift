/// Style and type errors of the source.
struct CodeQuality: Rule {
    let summary = "flake8, ruff, mypy, black, ESLint: the first places and how many there are"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure, failure.kind == .quality else { return [] }
        var places: [(line: Int, text: String)] = []
        for line in failure.lines where places.count < 500 {
            let text = failure.text(line)
            if Self.isPlace(text) || text.hasPrefix("would reformat ") { places.append((line, Words.line(text, 160))) }
        }
        guard let first = places.first else { return [] }
        let more = places.count > 1 ? " and \(places.count - 1) more" : ""
        return [
            Conclusion(
                certainty: 90,
                finding: Finding(
                    failureClass: "code-quality", severity: file.severity,
                    sentence: "\(failure.words) found errors in the source: \(first.text)\(more).",
                    citations: places.prefix(3).map { failure.log.citation($0.line) },
                    action: "Run the same command locally and correct what it lists."))
        ]
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
