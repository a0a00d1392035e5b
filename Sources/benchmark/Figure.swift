/// One measured figure and what it should be.
struct Figure: Sendable {
    /// What is measured, with its unit: "first frame, median (ms)".
    var name: String
    var value: Double
    /// The value stays under this, or reaches it exactly where ``isExact``.
    var target: Double
    var isExact = false
    /// Whether the figure is the same on a slow machine: then a miss fails the run.
    var isFirm = false

    var isMet: Bool { isExact ? value == target : value < target }
    /// Name, value, target and verdict, for the table.
    var cells: [String] {
        [name, Self.text(value), (isExact ? "= " : "< ") + Self.text(target), isMet ? "met" : isFirm ? "MISSED" : "missed"]
    }

    private static func text(_ value: Double) -> String {
        guard value.isFinite else { return "none" }
        if value == value.rounded() || value >= 1000 { return String(Int(value.rounded())) }
        return String((value * 100).rounded() / 100)
    }

    /// The table of figures as it is printed, in Markdown.
    static func table(_ figures: [Figure]) -> String {
        let rows = [["figure", "value", "target", ""]] + figures.map(\.cells)
        let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
        var lines = rows.map { row in
            "| " + zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: " | ") + " |"
        }
        lines.insert("| " + widths.map { String(repeating: "-", count: max(3, $0)) }.joined(separator: " | ") + " |", at: 1)
        return lines.joined(separator: "\n")
    }
}

/// Measured durations in milliseconds.
struct Samples: Sendable {
    private(set) var values: [Double] = []
    mutating func add(_ nanoseconds: Int64) { values.append(Double(nanoseconds) / 1_000_000) }
    var count: Int { values.count }
    /// The value that this share (0...1) of the samples does not exceed; infinite without samples, so that nothing measured is a miss.
    func quantile(_ share: Double) -> Double {
        guard !values.isEmpty else { return .infinity }
        let rank = Int((Double(values.count) * share).rounded(.up))
        return values.sorted()[min(max(rank, 1), values.count) - 1]
    }
    /// The largest.
    var largest: Double { values.max() ?? .infinity }
}
