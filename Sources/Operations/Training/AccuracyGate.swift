import Services

/// A trained model's figure against the gate, with how much so few rows can carry: `accuracy 0.967 ≥ 0.85, n 30, 95% 0.83–0.99`.
struct AccuracyGate: Sendable, Equatable {
    /// The metric and its value.
    var metric: String, value: Double
    /// The least value that passes; `nil` where none is known.
    var gate: Double?
    /// Rows of the test set, and whether the log or the run says so, not only the configuration.
    var rows: Int, rowsAreMeasured: Bool

    /// Whether it passes; `nil` where no gate is known.
    var passes: Bool? { gate.map { value >= $0 } }

    var words: String {
        // A share has an interval; another figure has none.
        var words = metric + " " + Self.digits(value, near: gate)
        if let gate { words += " \(value >= gate ? "≥" : "<") \(gate)" }
        guard (0...1).contains(value) else { return words }
        let interval = Proportion(share: value, rows: rows).interval
        return words + ", n \(rows)\(rowsAreMeasured ? "" : " (config.toml)"), "
            + "95% \(Self.fixed(interval.lowerBound, 2))–\(Self.fixed(interval.upperBound, 2))"
    }

    /// Three digits behind the point; more where three would say that a figure meets a gate that it misses.
    private static func digits(_ value: Double, near gate: Double?) -> String {
        guard let gate, abs(value - gate) < 0.001, value != gate else { return fixed(value, 3) }
        return fixed(value, 6)
    }

    private static func fixed(_ value: Double, _ places: Int) -> String {
        guard value.isFinite, abs(value) < 1e9 else { return "\(value)" }
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let whole = Int((abs(value) * scale).rounded())
        let fraction = String(whole % Int(scale))
        return (value < 0 ? "-" : "") + "\(whole / Int(scale))." + String(repeating: "0", count: places - fraction.count) + fraction
    }
}
