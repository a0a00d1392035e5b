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
                    sentence: "\(failure.words) found errors in the source\(runner(failure, first.line)): \(words.trimmingSuffix("."))\(more).",
                    citations: first.lines.map(failure.log.citation) + places.dropFirst().prefix(2).map { failure.log.citation($0.line) },
                    against: file.doubts(failure, first.line), impact: file.blocked(failure),
                    action: "Run the same command locally and correct what it lists, \(first.place.isEmpty ? first.name : first.place) first.",
                    verify: "\(command(failure)) lists nothing on your machine; then: \(file.passes(failure).lowercasedFirst)",
                    prevention: "Run \(command(failure)) as a pre-commit hook."))
        ]
    }

    /// The tool that a build runs among others, as Maven and Gradle announce it above what it prints.
    private func runner(_ failure: JobFailure, _ line: Int) -> String {
        // Behind what they printed, Gradle and Composer say which of them failed.
        if let task = failure.lines("execution failed for task '", limit: 1).first.flatMap({ failure.text($0).word(after: "for task") }) {
            return " (\(task.split(separator: ":").last ?? ""))"
        }
        if let script = failure.lines("returned with error code", limit: 1).first.flatMap({ failure.text($0).word(after: "Script ") }) {
            return " (\(script.split(separator: "/").last ?? ""))"
        }
        for above in stride(from: line - 1, through: max(0, line - 120), by: -1) {
            let text = failure.text(above)
            // `--- checkstyle:3.6.0:check (validate) @ core ---`
            if text.contains("--- "), let goal = text.word(after: "--- "), goal.split(separator: ":").count >= 3 {
                return " (\(goal.split(separator: ":")[0].replacing("maven-", with: "").replacing("-plugin", with: "")))"
            }
            if text.hasPrefix("> ") || text.hasPrefix("$ "), let command = text.dropFirst(2).split(separator: " ").first, !command.contains("@"),
                command != "Task"
            {
                return " (\(command.split(separator: "/").last ?? ""))"
            }
            if let task = text.word(after: "> Task :") { return " (\(task.split(separator: ":").last ?? ""))" }
        }
        return ""
    }

    /// The first line of what the step runs, else the step.
    private func command(_ failure: JobFailure) -> String {
        // What a script does where the tool fails is no part of running it by hand.
        let told = failure.command.split(separator: "\n").first?.split(separator: " || ").first.map(String.init) ?? ""
        let line = Words.line(told, 100).replacing("`", with: "'")
        return line.isEmpty ? failure.words.lowercasedFirst : "`\(line)`"
    }
}
