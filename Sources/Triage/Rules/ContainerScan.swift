/// Vulnerabilities at which a scanner stopped the pipeline.
struct ContainerScan: Rule {
    let classes = ["container-scan"]
    let evidence = "the scanner's table or list in the failed step"
    let summary =
        "Trivy, Grype, Snyk, Docker Scout, audits of npm, pip, Cargo and Go: which vulnerabilities, new ones and worst first, with the version that fixes each"
    let decider = "the scanner's report with the installed and the fixed version"

    /// One row of a scanner's table.
    struct Row: Equatable {
        var library: String, id: String, severity: String, installed: String, fixed: String, line: Int
        var title = ""
    }

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure else { return [] }
        guard failure.kind == .scan || failure.kind == .other else { return [] }
        let floor = Self.floor(failure)
        let rows = Self.rows(failure) + Self.paragraphs(failure) + Self.fields(failure)
        guard !rows.isEmpty else { return [] }
        let order = ["CRITICAL", "HIGH", "MEDIUM", "LOW"]
        // What is listed below the severity at which the scan is told to fail did not stop it.
        if let floor, rows.allSatisfy({ row in order.firstIndex(of: row.severity).map { $0 > floor } ?? (row.severity == "NEGLIGIBLE") }) {
            return []
        }
        // What the last passing run listed, too, did not stop it then.
        let known = failure.log.isCompared ? Set(rows.map(\.line).filter { failure.isKnown($0) }) : []
        func rank(_ row: Row) -> (Int, Int, Int) { (known.contains(row.line) ? 1 : 0, order.firstIndex(of: row.severity) ?? 4, row.line) }
        let sorted = rows.sorted { rank($0) < rank($1) }
        let counts = order.compactMap { word in
            let count = rows.filter { $0.severity == word }.count
            return count > 0 ? "\(count) \(word.lowercased())" : nil
        }
        let shown = sorted.prefix(3).map { row in
            let fix = row.fixed.isEmpty ? "no fix yet" : "fixed in \(row.fixed)"
            let title = row.title.isEmpty ? "" : " \(row.title)"
            return "\(row.library) \(row.installed) \(row.id)\(title) (\(row.severity), \(fix))"
        }
        let tool =
            ["trivy", "grype", "snyk", "npm audit", "pip-audit", "cargo audit", "govulncheck", "docker scout", "osv-scanner"].first {
                "\(failure.step?.name ?? "") \(failure.command) \(failure.job?.name ?? "")".lowercased().contains($0)
            }?.capitalised ?? "The scanner"
        var sentence =
            "\(tool) found \(counts.isEmpty ? "\(rows.count)" : Words.listed(counts)) \(rows.count == 1 ? "vulnerability" : "vulnerabilities") and stopped the pipeline: \(shown.joined(separator: ", "))"
        if rows.count > shown.count { sentence += " and \(rows.count - shown.count) more" }
        var named: Set<String> = []
        let fixes = sorted.filter { !$0.fixed.isEmpty }.map { "\($0.library) to \($0.fixed)" }.filter { named.insert($0).inserted }.prefix(3)
        return [
            Conclusion(
                certainty: 91,
                finding: Finding(
                    failureClass: "container-scan", severity: file.severity, sentence: sentence + ".",
                    citations: sorted.prefix(3).map { failure.log.citation($0.line) }, against: doubts(file, failure, sorted),
                    impact: file.blocked(failure),
                    action: fixes.isEmpty
                        ? "Decide whether to accept them until a fix is out." : "Upgrade \(fixes.joined(separator: ", ")) and build again.",
                    verify: file.passes(failure, without: sorted.first?.id),
                    prevention:
                        "Scan on a schedule, too, so that \(sorted.first?.library ?? "a package") gets a pull request when a fix is out, not when a release waits."
                )
            )
        ]
    }

    /// The mildest severity that fails the scan, as an index from the gravest, where its command says so.
    private static func floor(_ failure: JobFailure) -> Int? {
        let command = failure.command.lowercased()
        for mark in ["--fail-on", "--severity-threshold", "--audit-level", "severity-cutoff:", "--fail-on-severity", "--severity", "severity:"] {
            guard let found = command.firstRange(of: mark) else { continue }
            let word = command[found.upperBound...].drop { " =".contains($0) }.prefix { $0.isLetter || $0 == "," }
            let named = ["critical", "high", "medium", "low"].enumerated().filter { word.contains($0.element) }.map(\.offset)
            if let last = named.last { return last }
            if word.contains("moderate") { return 2 }
        }
        return nil
    }

    /// Vulnerabilities that nothing can be upgraded against, and those that the last passing run listed, too.
    private func doubts(_ file: CaseFile, _ failure: JobFailure, _ rows: [Row]) -> [Finding.Point] {
        let unfixed = rows.count { $0.fixed.isEmpty }
        let open = unfixed > 0 ? [Finding.Point("\(unfixed) of \(rows.count) have no fix yet: an upgrade does not remove them")] : []
        return file.doubts(failure, rows.first?.line) + open
    }

    /// Snyk's paragraphs: `✗ Prototype Pollution [High Severity][https://…/SNYK-…] in name@1.2.5`, and the fix below.
    static func paragraphs(_ failure: JobFailure) -> [Row] {
        failure.lines("severity]", limit: 200).compactMap { line in
            let text = failure.text(line)
            guard let open = text.firstIndex(of: "["), let package = text.word(after: " in ") else { return nil }
            let severity = text[text.index(after: open)...].prefix { $0 != " " }.uppercased()
            let title = text[..<open].trimmingPrefix { !$0.isLetter }
            let parts = package.split(separator: "@")
            let below = (line + 1..<min(line + 5, failure.log.text.count)).map { failure.text($0) }
            let fixed = below.lazy.compactMap { $0.word(after: "fixed in versions: ") ?? $0.word(after: "to fix: upgrade to ") }.first ?? ""
            return Row(
                library: parts.first.map(String.init) ?? package, id: Words.line(String(title), 80), severity: severity,
                installed: parts.count > 1 ? String(parts[1]) : "", fixed: fixed, line: line)
        }
    }

    /// Rows of a table with bars, or of one with columns by spaces, that name a vulnerability.
    static func rows(_ failure: JobFailure) -> [Row] {
        var rows: [Row] = [], library = ""
        for line in failure.lines("cve-", "ghsa-", "pysec-", "rustsec-", "osv-", "rhsa-", "alas", limit: 300) {
            let text = failure.text(line)
            let bars =
                text.contains("│")
                ? text.split(separator: "│", omittingEmptySubsequences: true) : text.split(separator: "|", omittingEmptySubsequences: true)
            let cells =
                bars.count > 2 ? bars.map { Words.line(String($0), 80) } : text.split(whereSeparator: \.isWhitespace).map(String.init)
            guard cells.count > 2, let at = cells.firstIndex(where: isId) else {
                if let row = described(text, line) { rows.append(row) }
                continue
            }
            let known = ["CRITICAL", "HIGH", "MEDIUM", "LOW", "NEGLIGIBLE", "UNKNOWN"]
            let severity = cells.first { known.contains($0.uppercased()) }?.uppercased() ?? "UNKNOWN"
            let hasName = at > 0 && !cells[0].isEmpty
            if hasName { library = cells[0].split(separator: " ").first.map(String.init) ?? cells[0] }
            // The versions stand before the vulnerability (Grype, pip-audit) or behind it (Trivy).
            let versions = cells.enumerated().filter { $0.offset != at && !(hasName && $0.offset == 0) && isVersion($0.element) }.map(\.element)
            rows.append(
                Row(
                    library: library, id: cells[at], severity: severity, installed: versions.first ?? "",
                    fixed: versions.count > 1 ? versions[1] : "", line: line))
        }
        return rows
    }

    /// Anchore's policy: `CRITICAL Vulnerability found in os package type (dpkg) - curl 7.88.1 (CVE-2023-38545)   stop`.
    private static func described(_ text: String, _ line: Int) -> Row? {
        guard let open = text.firstRange(of: " (CVE-") ?? text.firstRange(of: " (GHSA-"), let dash = text[..<open.lowerBound].ranges(of: " - ").last,
            let severity = ["CRITICAL", "HIGH", "MEDIUM", "LOW"].first(where: { text.contains("\($0) Vulnerability") })
        else { return nil }
        let package = text[dash.upperBound..<open.lowerBound].split(separator: " ")
        return Row(
            library: package.first.map(String.init) ?? "", id: String(text[open.lowerBound...].dropFirst(2).prefix { $0 != ")" }), severity: severity,
            installed: package.count > 1 ? String(package[1]) : "", fixed: "", line: line)
    }

    private static func isId(_ cell: String) -> Bool {
        ["CVE-", "GHSA-", "PYSEC-", "RUSTSEC-", "OSV-", "RHSA-", "ALAS"].contains { cell.hasPrefix($0) }
    }

    /// `1.2.11`, `v0.27.0`, `go1.23.4`, `2:8.39-9`, `3.0.7, 3.1.1`; no figure of a score, no count.
    private static func isVersion(_ cell: String) -> Bool {
        var text = Substring(cell)
        for head in ["go", "v", "<", ">", "=", "="] where text.hasPrefix(head) { text = text.dropFirst(head.count) }
        guard text.first?.isNumber == true, text.contains(".") || text.contains("-") else { return false }
        return !text.hasSuffix("%") && text.prefix { $0 != "," }.allSatisfy { $0.isLetter || $0.isNumber || ".-+~:_".contains($0) }
    }
}
