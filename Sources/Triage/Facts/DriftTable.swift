/// A table in a training's log with a line for each input and a column for a measure of distance:
///
///     feature        ref_mean  cur_mean    PSI   KS_p
///     bearing_temp     61.200    84.700  1.240  <1e-12
struct DriftTable {
    /// A line of the table.
    struct Row {
        var line: Int, feature: String, measure: String, value: Double, limit: Double
        /// What it says, with the measure's name.
        var text: String
    }

    /// Measures that a column may hold, and where each begins to tell.
    private static let limits: [String: Double] = [
        "psi": 0.2, "csi": 0.2, "ks": 0.1, "ks_stat": 0.1, "ks_statistic": 0.1, "js": 0.1, "jsd": 0.1, "js_divergence": 0.1, "kl": 0.1,
        "kl_divergence": 0.1, "wasserstein": 0.1, "emd": 0.1, "drift_score": 0.2, "hellinger": 0.1,
    ]
    /// Lines behind the head among which rows are looked for: other parts of a program may write between them.
    private static let reach = 120

    /// The rows of a log's tables, in its order.
    static func rows(of log: CaseLog) -> [Row] {
        let heads = log.lines(containing: ["psi", "csi", "ks", "js", "kl", "wasserstein", "emd", "drift_score", "hellinger"], limit: 400, last: true)
        var rows: [Row] = [], end = 0
        for head in heads.reversed() where head >= end {
            let names = cells(log.text.line(head)).map { $0.lowercased() }
            guard names.count > 2, !names.contains(where: { $0.first?.isNumber == true || $0.hasSuffix(":") }),
                let at = names.firstIndex(where: { limits[$0] != nil }), at > 0, let limit = limits[names[at]]
            else { continue }
            end = min(log.text.count, head + reach)
            for line in head + 1..<max(end, head + 1) {
                let cells = cells(log.text.line(line))
                guard cells.count == names.count, let name = cells.first, name.contains(where: \.isLetter), let value = Double(cells[at]),
                    // The last cell may hold a verdict: "drifted", "ok".
                    cells.dropFirst().dropLast().allSatisfy(isNumber)
                else { continue }
                let others = zip(names, cells).dropFirst().map { "\($0) \($1)" }.joined(separator: ", ")
                rows.append(
                    Row(line: line, feature: name, measure: names[at], value: value, limit: limit, text: "\(name): \(others)"))
            }
        }
        return rows
    }

    private static func isNumber(_ cell: String) -> Bool { Double(cell.drop { "<>=~≈".contains($0) }.trimmingSuffix("%")) != nil }

    /// The cells of a line, without what a logger puts before them.
    private static func cells(_ line: String) -> [String] {
        let text = DriftLine.bare(line)
        let parts = text.contains("|") ? text.split(separator: "|").map(String.init) : text.split(separator: " ").map(String.init)
        let cells = parts.map { String($0.drop { $0 == " " }).trimmingSuffix(" ") }.filter { !$0.isEmpty }
        return cells.first?.hasSuffix(":") == true ? Array(cells.dropFirst()) : cells
    }
}
