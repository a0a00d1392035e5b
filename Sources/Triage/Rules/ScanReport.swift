/// What a scanner wrote to a file instead of its log.
struct ScanReport: Rule {
    let classes = ["container-scan", "sast", "secrets"]
    let evidence = "reports that jobs uploaded or printed: SARIF, Bandit, Trivy, Gitleaks, Snyk"
    let summary = "how many findings of which severity, the worst with place or fixed version; never a secret"
    let decider = "the scanner's report as an artifact of the run"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard file.kind == "pipeline", let failure = file.jobFailure else { return [] }
        let kinds: [JobFailure.Kind: String] = [.scan: "container-scan", .sast: "sast", .secrets: "secrets"]
        guard let wanted = kinds[failure.kind] else { return [] }
        guard let report = file.around.reports.first(where: { $0.failureClass == wanted && !$0.issues.isEmpty }) else { return [] }
        let shown = report.worst.prefix(3)
        let more = report.issues.count > shown.count ? " and \(report.issues.count - shown.count) more" : ""
        let citations = shown.compactMap { issue in
            report.logLine.map { failure.log.citation($0) } ?? file.citation(.securityReport, issue.path, exhibit: report.exhibit)
        }
        return [
            Conclusion(
                // The log of a scan tells of vulnerabilities what the report does; of leaks it may tell no more than their number.
                certainty: wanted == "secrets" ? 92 : 89,
                finding: Finding(
                    failureClass: wanted, severity: wanted == "secrets" ? "critical" : file.severity,
                    sentence: "\(report.tool) found \(report.counts) and stopped the pipeline: \(shown.map(\.words).joined(separator: "; "))\(more).",
                    citations: Array(citations),
                    against: file.doubts(failure, nil), impact: file.blocked(failure), action: Self.action(wanted, shown.first),
                    verify: file.passes(failure), prevention: Self.prevention(wanted, report.tool, report.worst)))
        ]
    }

    private static func action(_ kind: String, _ worst: SecurityReport.Issue?) -> String {
        switch kind {
        case "secrets": "Revoke the secret first; then take it out of the history. Deleting the line is not enough."
        case "sast": "Look at the place: a real weakness is fixed, a false positive is marked with its reason."
        default:
            worst.flatMap { $0.fixed.isEmpty ? nil : "Upgrade \($0.package) to \($0.fixed) and build again." }
                ?? "Decide whether to accept them until a fix is out."
        }
    }

    private static func prevention(_ kind: String, _ tool: String, _ worst: [SecurityReport.Issue]) -> String {
        switch kind {
        case "secrets":
            "Run \(tool) as a pre-commit hook, too, so that\(worst.first.map { " a \($0.rule)" } ?? " a secret") does not reach the repository."
        case "container-scan" where worst.contains { !$0.package.isEmpty }:
            worst.first { !$0.fixed.isEmpty && !$0.package.isEmpty }.map {
                "Scan on a schedule, too, so that \($0.package) gets a pull request when a fix is out, not when a release waits."
            } ?? "Accept what has no fix yet by name and until a day, so that the scan stops only on what an upgrade removes."
        default: "Run \(tool) as a pre-commit hook on changed files, and keep accepted findings in a baseline."
        }
    }
}
