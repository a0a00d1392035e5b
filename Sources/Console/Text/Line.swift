import Host
import Terminal

/// One line of the screen: what stands at its left, and what stands at its right edge.
struct Line: Equatable, Sendable {
    var left: [Span]
    var right: [Span]
    /// What the whole row stands on, as in a block of code.
    var ground: Ground?

    /// A line of spans.
    init(_ left: [Span] = [], right: [Span] = []) {
        self.left = left
        self.right = right
    }

    /// A line of one text.
    init(_ text: String, _ role: Role = .plain, _ attributes: Style.Attributes = []) { self.init([Span(text, role, attributes)]) }

    /// A line that was laid out elsewhere.
    init(_ line: StyledLine) {
        self.init(line.pieces.map { Span($0.text, $0.style) })
        ground = line.ground
    }

    /// All its text, for searching.
    var text: String {
        let words = (left + right).map { $0.text.trimmed }.filter { !$0.isEmpty }
        return words.joined(separator: " ")
    }

    /// Its columns when nothing is cut.
    var columns: Int {
        let widths = (left + right).map { $0.width ?? TextWidth.columns($0.text) }
        return widths.reduce(0, +) + (right.isEmpty ? 0 : 1)
    }

    /// The line in exactly so many columns: the right part keeps its place, the giving spans of the left part share what is left.
    func laidOut(width: Int) -> StyledLine {
        guard width > 0 else { return StyledLine() }
        let rightColumns = right.reduce(0) { $0 + ($1.width ?? TextWidth.columns($1.text)) }
        // What a row is about comes first: names may be cut for the right part, but a sentence only for a short one (an age).
        let leastLeft = left.reduce(0) { sum, span in
            let columns = span.width ?? TextWidth.columns(span.text)
            return sum + (span.gives && span.cut == .middle ? min(columns, 16) : columns)
        }
        let keepsRight = rightColumns > 0 && (leastLeft + 1 + rightColumns <= width || rightColumns <= max(10, width / 5))
        let room = keepsRight ? width - rightColumns - 1 : width
        var result = StyledLine([], ground: ground)
        let used = layOutLeft(room: room, into: &result)
        guard keepsRight else { return result }
        result.append(String(repeating: " ", count: width - rightColumns - used))
        for span in right { result.append(span.fitted(to: span.width ?? TextWidth.columns(span.text)), span.style) }
        return result
    }

    private func layOutLeft(room: Int, into result: inout StyledLine) -> Int {
        var columns = left.map { $0.width ?? TextWidth.columns($0.text) }
        var excess = columns.reduce(0, +) - room
        // The longest giving span gives first, so that two names side by side both stay legible.
        while excess > 0,
            let longest = left.indices.filter({ left[$0].gives && columns[$0] > 6 }).max(by: { columns[$0] < columns[$1] })
        {
            let step = max(1, min(excess, columns[longest] / 4))
            columns[longest] -= step
            excess -= step
        }
        var used = 0
        for (index, span) in left.enumerated() where columns[index] > 0 {
            let share = min(columns[index], room - used)
            guard share > 0 else { break }
            result.append(span.fitted(to: share), span.style)
            used += share
        }
        return used
    }
}

extension Canvas {
    /// Draws a line; where its text holds what is searched, that is set off.
    mutating func draw(_ line: Line, x: Int = 0, y: Int, width: Int? = nil, search: TextSearch? = nil) {
        let styled = line.laidOut(width: min(width ?? self.width - x, self.width - x))
        write(styled, x: x, y: y)
        if let search { highlight(search, in: styled.text, x: x, y: y) }
    }
}

extension String {
    /// Without the spaces at its ends.
    var trimmed: String {
        let start = drop { $0 == " " }
        guard let last = start.lastIndex(where: { $0 != " " }) else { return "" }
        return String(start[...last])
    }
}
