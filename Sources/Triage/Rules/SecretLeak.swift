/// Secrets that a scanner found in the repository.
struct SecretLeak: Rule {
    let classes = ["secrets"]
    let evidence = "the scanner's findings in the failed step"
    let summary = "Gitleaks, TruffleHog: how many leaks, of which rule, in which file and line; never the secret"
    let decider = "rule, file and line of the finding"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure, failure.kind == .secrets else { return [] }
        func values(_ name: String, _ words: StaticString) -> [(line: Int, value: String)] {
            failure.lines(words, limit: 10).compactMap { line in failure.text(line).word(after: name).map { (line, $0) } }
        }
        let rules = values("RuleID:", "ruleid:") + values("Detector Type:", "detector type:")
        let files = values("File:", "file:"), places = values("Line:", "line:")
        let total = failure.lines("leaks found", "verified_secrets", limit: 1).first
        guard !rules.isEmpty || total != nil else { return [] }
        let place = files.first.map { file in " in \(file.value)\(places.first.map { ":\($0.value)" } ?? "")" } ?? ""
        let rule = rules.first.map { " (\($0.value))" } ?? ""
        let count = total.flatMap { failure.text($0).word(after: "leaks found:") } ?? (rules.count > 1 ? "\(rules.count)" : "1")
        return [
            Conclusion(
                certainty: 91,
                finding: Finding(
                    failureClass: "secrets", severity: "critical",
                    sentence:
                        "The secret scan found \(count) leaked secret\(count == "1" ? "" : "s")\(place)\(rule) and stopped the pipeline.",
                    citations: [rules.first?.line, files.first?.line, total].compactMap { $0.map(failure.log.citation) },
                    against: doubts(file, failure, files.first?.value), impact: file.blocked(failure),
                    action: "Revoke the secret first; then take it out of the history. Deleting the line is not enough.",
                    verify:
                        "The old secret is refused where it was valid; then: \(file.passes(failure, without: total.map { failure.text($0) }).lowercasedFirst)",
                    prevention:
                        "Run the same scan as a pre-commit hook, so that\(rules.first.map { " a \($0.value)" } ?? " a secret") does not reach the repository."
                ))
        ]
    }

    /// A file of tests or examples: such secrets are often made up.
    private func doubts(_ file: CaseFile, _ failure: JobFailure, _ path: String?) -> [Finding.Point] {
        guard let path, path.lowercased().has("test", "example", "sample", "fixture", "mock", "docs/") else { return file.doubts(failure, nil) }
        return file.doubts(failure, nil) + [
            Finding.Point("\(Words.line(path, 100)) looks like a test or an example: the secret may never have been valid")
        ]
    }
}
