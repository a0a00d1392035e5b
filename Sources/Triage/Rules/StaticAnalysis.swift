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
            let place = near.compactMap { $0.word(after: "Location:") }.first ?? ""
            let words = failure.text(line).replacing(">> Issue:", with: "").trimmingPrefix(" ")
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
                    action: "Look at the place: a real weakness is fixed, a false positive is marked with its reason."))
        ]
    }
}
