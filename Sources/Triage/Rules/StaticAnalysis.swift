/// Weaknesses that a security scan of the source found.
struct StaticAnalysis: Rule {
    let classes = ["sast"]
    let evidence = "the scanner's findings in the failed step"
    let summary = "Bandit, Semgrep, gosec: which issue, how grave, in which file and line"
    let decider = "rule, place and severity of the finding"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure, failure.kind == .sast else { return [] }
        let issues = failure.lines(">> issue:", "❯❯", "(cwe-", limit: 20).filter {
            let text = failure.text($0)
            return text.contains("Issue") || text.contains("❯") || text.contains("] - ")
        }
        guard !issues.isEmpty else { return [] }
        var found: [(line: Int, words: String, place: String, severity: Int)] = []
        for line in issues {
            let near = (line..<min(line + 6, failure.log.text.count)).map { failure.text($0) }
            let severity = near.compactMap { $0.word(after: "Severity:") }.first?.uppercased() ?? ""
            // gosec puts the place before the issue.
            let head = failure.text(line).firstIndex(of: "]").map { failure.text(line)[..<$0].dropFirst() }.flatMap {
                $0.contains("/") ? String($0) : nil
            }
            let place = head ?? near.compactMap { $0.word(after: "Location:") }.first ?? ""
            let words =
                (head == nil ? failure.text(line).replacing(">> Issue:", with: "") : String(failure.text(line).drop { $0 != "]" }.dropFirst())).drop {
                    " -".contains($0)
                }
            found.append((line, Words.line(String(words), 160), place, ["HIGH", "MEDIUM", "LOW"].firstIndex(of: severity) ?? 3))
        }
        found.sort { ($0.severity, $0.line) < ($1.severity, $1.line) }
        let worst = found[0]
        let more = found.count > 1 ? " and \(found.count - 1) more" : ""
        return [
            Conclusion(
                certainty: 90,
                finding: Finding(
                    failureClass: "sast", severity: file.severity,
                    sentence:
                        "The security scan of the source stopped the pipeline: \(worst.words)\(worst.place.isEmpty ? "" : " at \(worst.place)")\(more).",
                    citations: found.prefix(3).map { failure.log.citation($0.line) },
                    against: doubts(file, failure, worst), impact: file.blocked(failure),
                    action:
                        "Look at \(worst.place.isEmpty ? "the place" : worst.place): a real weakness is fixed, a false positive is marked with its reason.",
                    verify: file.passes(failure, without: worst.words),
                    prevention: "Run the scan in the editor or as a pre-commit hook on changed files, and keep accepted findings in a baseline."))
        ]
    }

    /// What the scanner itself is unsure of, and places that are no code of the service.
    private func doubts(_ file: CaseFile, _ failure: JobFailure, _ worst: (line: Int, words: String, place: String, severity: Int)) -> [Finding.Point]
    {
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
