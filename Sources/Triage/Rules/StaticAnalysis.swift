/// Weaknesses that a security scan of the source found.
struct StaticAnalysis: Rule {
    let classes = ["sast"]
    let evidence = "the scanner's findings in the failed step"
    let summary = "Bandit, Semgrep, gosec, Brakeman, Checkov, tfsec: which issue, how grave, in which file and line"
    let decider = "rule, place and severity of the finding"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure else { return [] }
        let found = failure.reports(.sast)
        guard let worst = found.first else { return [] }
        let more = found.count > 1 ? " and \(found.count - 1) more" : ""
        return [
            Conclusion(
                certainty: failure.kind == .sast ? 90 : 84,
                finding: Finding(
                    failureClass: "sast", severity: file.severity,
                    sentence:
                        "The security scan of the source (\(tool(failure))) stopped the pipeline: \(worst.message.isEmpty ? worst.name : worst.message)\(worst.place.isEmpty ? "" : " at \(worst.place)")\(more).",
                    citations: worst.lines.map(failure.log.citation) + found.dropFirst().prefix(2).map { failure.log.citation($0.line) },
                    against: doubts(file, failure, worst), impact: file.blocked(failure),
                    action:
                        "Look at \(worst.place.isEmpty ? "the place" : worst.place): a real weakness is fixed, a false positive is marked with its reason.",
                    verify: file.passes(failure, without: worst.message),
                    prevention: "Run the scan in the editor or as a pre-commit hook on changed files, and keep accepted findings in a baseline."))
        ]
    }

    /// The scanner's name, where the step tells it.
    private func tool(_ failure: JobFailure) -> String {
        let step = "\(failure.step?.name ?? "") \(failure.command) \(failure.job?.name ?? "")".lowercased()
        let known = ["Bandit", "Semgrep", "gosec", "CodeQL", "Brakeman", "Checkov", "tfsec", "SpotBugs", "Snyk", "njsscan"]
        return known.first { step.contains($0.lowercased()) } ?? failure.words.lowercasedFirst
    }

    /// What the scanner itself is unsure of, and places that are no code of the service.
    private func doubts(_ file: CaseFile, _ failure: JobFailure, _ worst: Reported) -> [Finding.Point] {
        var points = file.doubts(failure, worst.line)
        let near = (worst.line..<min(worst.line + 3, failure.log.text.count)).map { failure.text($0) }
        if let sure = near.lazy.compactMap({ $0.word(after: "Confidence:") }).first?.lowercased(), sure == "low" || sure == "medium" {
            points.append(Finding.Point("the scanner's own confidence is \(sure)", failure.log.citation(worst.line)))
        }
        if worst.place.lowercased().has("test", "example", "fixture") {
            points.append(Finding.Point("\(worst.place) looks like a test, which is not deployed"))
        }
        return points
    }
}
