/// Vulnerabilities at which a scanner stopped the pipeline.
struct ContainerScan: Rule {
    let summary = "Trivy, Grype, Snyk: which vulnerabilities, worst first, with the version that fixes each"

    /// One row of a scanner's table.
    struct Row: Equatable {
        var library: String, id: String, severity: String, installed: String, fixed: String, line: Int
    }

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure else { return [] }
        let rows = Self.rows(failure)
        guard failure.kind == .scan, !rows.isEmpty else { return [] }
        let order = ["CRITICAL", "HIGH", "MEDIUM", "LOW"]
        let sorted = rows.sorted { (order.firstIndex(of: $0.severity) ?? 4, $0.line) < (order.firstIndex(of: $1.severity) ?? 4, $1.line) }
        let counts = order.compactMap { word in
            let count = rows.filter { $0.severity == word }.count
            return count > 0 ? "\(count) \(word.lowercased())" : nil
        }
        let shown = sorted.prefix(3).map { row in
            let fix = row.fixed.isEmpty ? "no fix yet" : "fixed in \(row.fixed)"
            return "\(row.library) \(row.installed) \(row.id) (\(row.severity), \(fix))"
        }
        let tool =
            ["trivy", "grype", "snyk"].first { "\(failure.step?.name ?? "") \(failure.command)".lowercased().contains($0) }?.capitalised
            ?? "The scanner"
        var sentence =
            "\(tool) found \(counts.joined(separator: " and ")) vulnerabilities and stopped the pipeline: \(shown.joined(separator: ", "))"
        if rows.count > shown.count { sentence += " and \(rows.count - shown.count) more" }
        let fixes = sorted.filter { !$0.fixed.isEmpty }.prefix(3).map { "\($0.library) to \($0.fixed)" }
        return [
            Conclusion(
                certainty: 91,
                finding: Finding(
                    failureClass: "container-scan", severity: file.severity, sentence: sentence + ".",
                    citations: sorted.prefix(3).map { failure.log.citation($0.line) },
                    action: fixes.isEmpty
                        ? "Decide whether to accept them until a fix is out." : "Upgrade \(fixes.joined(separator: ", ")) and build again.")
            )
        ]
    }

    /// Rows of a table with bars, or of one with columns by spaces, that name a vulnerability.
    static func rows(_ failure: JobFailure) -> [Row] {
        var rows: [Row] = [], library = ""
        for line in failure.lines("cve-", "ghsa-", limit: 200) {
            let text = failure.text(line)
            let bars =
                text.contains("│")
                ? text.split(separator: "│", omittingEmptySubsequences: true) : text.split(separator: "|", omittingEmptySubsequences: true)
            let cells =
                bars.count > 2 ? bars.map { Words.line(String($0), 80) } : text.split(whereSeparator: \.isWhitespace).map(String.init)
            guard let at = cells.firstIndex(where: { $0.hasPrefix("CVE-") || $0.hasPrefix("GHSA-") }) else { continue }
            let known = ["CRITICAL", "HIGH", "MEDIUM", "LOW", "NEGLIGIBLE", "UNKNOWN"]
            let severity = cells.first { known.contains($0.uppercased()) }?.uppercased() ?? "UNKNOWN"
            if at > 0, !cells[0].isEmpty { library = cells[0].split(separator: " ").first.map(String.init) ?? cells[0] }
            let versions = cells.filter { cell in cell.first?.isNumber == true && cell.contains(".") }
            rows.append(
                Row(
                    library: library, id: cells[at], severity: severity, installed: versions.first ?? "",
                    fixed: versions.count > 1 ? versions[1] : "", line: line))
        }
        return rows
    }
}
