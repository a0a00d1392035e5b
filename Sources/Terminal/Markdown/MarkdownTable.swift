/// A table as lines: columns as wide as their text, narrowed where the line is, text wrapped inside of cells.
struct MarkdownTable {
    private var alignments: [TextWidth.Alignment]
    /// Rows of cells; the header comes first.
    private var rows: [[MarkdownNode]] = []

    init(_ node: MarkdownNode) {
        alignments = node.alignments
        for row in node.children { rows.append(Array(row.children)) }
    }

    /// The lines, at most `width` columns wide; where the columns do not fit side by side, each row is a list of its cells.
    func lines(width: Int) -> [StyledLine] {
        let natural = alignments.indices.map { column in
            rows.map { column < $0.count ? TextWidth.columns(MarkdownInlines.plainText(of: $0[column])) : 0 }.max() ?? 0
        }
        let separators = 3 * (alignments.count - 1)
        guard let widths = Self.narrowed(natural, to: width - separators) else { return stacked(width: width) }
        var lines: [StyledLine] = []
        for (index, row) in rows.enumerated() {
            lines += drawn(row, widths, Style(.plain, on: .normal, index == 0 ? .bold : []))
            if index == 0 {
                let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "─┼─")
                lines.append(StyledLine(rule, Style(.frame)))
            }
        }
        return lines
    }

    /// Takes columns from the widest until all fit; `nil` when one would be left with less than 4 of what it needs.
    private static func narrowed(_ natural: [Int], to total: Int) -> [Int]? {
        var widths = natural.map { max(1, $0) }
        var excess = widths.reduce(0, +) - total
        while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }) {
            let second = widths.indices.filter { $0 != widest }.map { widths[$0] }.max() ?? 4
            let step = max(1, min(excess, widths[widest] - max(second, 4)))
            guard widths[widest] - step >= 4 else { return nil }
            widths[widest] -= step
            excess -= step
        }
        return widths
    }

    private func drawn(_ row: [MarkdownNode], _ widths: [Int], _ style: Style) -> [StyledLine] {
        let cells = widths.indices.map { column -> [StyledLine] in
            guard column < row.count else { return [] }
            var wrapper = LineWrapper(width: widths[column])
            MarkdownInlines.add(row[column], style, to: &wrapper)
            return wrapper.finish()
        }
        return (0..<(cells.map(\.count).max() ?? 1)).map { index in
            var line = StyledLine()
            for (column, cell) in cells.enumerated() {
                let content = index < cell.count ? cell[index] : StyledLine()
                let missing = max(0, widths[column] - content.columns)
                let before = alignments[column] == .right ? missing : alignments[column] == .centre ? missing / 2 : 0
                line.append(String(repeating: " ", count: before))
                for piece in content.pieces { line.append(piece.text, piece.style) }
                if column < cells.count - 1 {
                    line.append(String(repeating: " ", count: missing - before))
                    line.append(" │ ", Style(.frame))
                }
            }
            return line
        }
    }

    /// Each row as lines `header: cell`.
    private func stacked(width: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        for row in rows.dropFirst() {
            if !lines.isEmpty { lines.append(StyledLine()) }
            for (column, cell) in row.enumerated() {
                var wrapper = LineWrapper(width: width, rest: StyledLine("  "))
                if let header = rows.first, column < header.count {
                    MarkdownInlines.add(header[column], Style(.plain, on: .normal, .bold), to: &wrapper)
                    wrapper.add(": ", .plain)
                }
                MarkdownInlines.add(cell, .plain, to: &wrapper)
                lines += wrapper.finish()
            }
        }
        return lines
    }
}
