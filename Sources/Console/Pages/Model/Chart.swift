import Terminal

/// A chart in cells: bars in eighths of a row, the scale at their left, the gate as a dotted line.
enum Chart {
    /// - Parameters:
    ///   - base: where the scale begins; `nil` a little below the lowest value.
    ///   - label: how a value is said at the scale.
    ///   - mark: what the dotted line is.
    static func lines(
        _ values: [Double], gate: Double?, base: Double? = nil, columns: Int, rows: Int,
        label: (Double) -> String = { Numbers.decimal($0, 3) }, mark: String = "gate"
    ) -> [BodyLine] {
        let shown = values.filter(\.isFinite).suffix(max(1, columns / 2))
        guard let least = shown.min(), let most = shown.max(), rows > 1 else { return [] }
        var low = min(least, gate ?? least)
        var high = max(most, gate ?? most)
        if high - low < 1e-9 {
            low -= 0.5
            high += 0.5
        }
        // Some air below, so that the lowest value is a bar too.
        low = base ?? low - (high - low) / Double(rows)
        let steps = Array("▁▂▃▄▅▆▇█")
        return (0..<rows).map { row in
            let top = high - (high - low) * Double(row) / Double(rows)
            let bottom = high - (high - low) * Double(row + 1) / Double(rows)
            let hasGate = gate.map { $0 <= top && $0 > bottom } ?? false
            let bars = shown.map { value -> String in
                let share = (value - bottom) / (top - bottom)
                let cell = share >= 1 ? "█" : share > 0 ? String(steps[min(7, Int(share * 8))]) : hasGate ? "┄" : " "
                return cell + (hasGate ? "┄" : " ")
            }
            let scale = row == 0 || row == rows - 1 ? label(row == 0 ? high : bottom) : hasGate ? mark : ""
            return BodyLine(Line([.column(scale, 9, .muted, .right), Span(" │", .frame), Span(bars.joined(), .moving)]))
        }
    }
}
