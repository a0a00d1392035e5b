import Host
import Terminal

/// Columns in line, for people and for `awk`: no colour, no cutting, nothing behind the last cell.
enum PlainTable {
    /// Lines of a table, each as wide as it needs.
    /// - Parameter indent: columns before each line.
    static func lines(_ rows: [[String]], indent: Int = 0) -> [String] {
        let rows = rows.map { $0.map { SafeText.line($0) } }
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            // The last cell of a row is followed by nothing, and must not widen those above it.
            rows.compactMap { $0.indices.contains(column) && column < $0.count - 1 ? TextWidth.columns($0[column]) : nil }.max() ?? 0
        }
        let margin = String(repeating: " ", count: indent)
        return rows.map { row in
            var line = margin
            for (column, cell) in row.enumerated() {
                line += cell
                guard column < row.count - 1 else { break }
                line += String(repeating: " ", count: max(0, widths[column] - TextWidth.columns(cell)) + 2)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
