/// Style and type errors of the source.
struct CodeQuality: Rule {
    let classes = ["code-quality"]
    let evidence = "places in the source that the failed step prints"
    let summary =
        "flake8, ruff, mypy, black, golangci-lint, ESLint, Clippy, RuboCop, shellcheck, pre-commit and others: the first error that is new, its place, and how many there are"
    let decider = "the first place that the tool lists"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure else { return [] }
        let places = failure.reports(.quality)
        guard let first = places.first else { return [] }
        // Where the step is for something else, only what no other tool writes is of a linter.
        guard
            failure.kind == .quality || [.other, .source, .tests].contains(failure.kind) && first.weight > 1
                || failure.kind == .gitops && first.weight > 2
        else { return [] }
        let more = places.count > 1 ? " and \(places.count - 1) more" : ""
        let words = [first.place, first.name, first.message].filter { !$0.isEmpty }.joined(separator: ": ")
        return [
            Conclusion(
                certainty: failure.kind == .quality ? 90 : first.weight > 2 ? 78 : 60,
                finding: Finding(
                    failureClass: "code-quality", severity: "medium",
                    sentence: "\(failure.words) found errors in the source: \(words)\(more).",
                    citations: first.lines.map(failure.log.citation) + places.dropFirst().prefix(2).map { failure.log.citation($0.line) },
                    against: file.doubts(failure, first.line), impact: file.blocked(failure),
                    action: "Run the same command locally and correct what it lists, \(first.place.isEmpty ? first.name : first.place) first.",
                    verify: "\(command(failure)) lists nothing on your machine; then: \(file.passes(failure).lowercasedFirst)",
                    prevention: "Run \(command(failure)) as a pre-commit hook."))
        ]
    }

    /// The first line of what the step runs, else the step.
    private func command(_ failure: JobFailure) -> String {
        let line = failure.command.split(separator: "\n").first.map { Words.line(String($0), 100).replacing("`", with: "'") } ?? ""
        return line.isEmpty ? failure.words.lowercasedFirst : "`\(line)`"
    }
}
