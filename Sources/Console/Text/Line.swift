import Host
import Terminal

/// A piece of a line in one style.
struct Span: Equatable, Sendable {
    /// Safe to show: see ``init(_:_:)``.
    var text: String
    var style: Style
    /// Exact columns, padded or cut; `nil` takes what the text takes.
    var width: Int?
    var alignment = TextWidth.Alignment.left
    /// Where text that is too long is cut.
    var cut = TextWidth.Cut.end
    /// Gives way first when the line is too long, and takes what is left where it is not.
    var gives = false

    /// Text in a style. What came from outside is made safe here, so that no pane has to think of it.
    init(_ text: String, _ style: Style = .plain) {
        self.text = SafeText.line(text)
        self.style = style
    }

    /// Text of a meaning.
    init(_ text: String, _ role: Role, _ attributes: Style.Attributes = []) {
        self.init(text, Style(role, on: .normal, attributes))
    }

    /// Text in a column of its own.
    static func column(
        _ text: String, _ width: Int, _ role: Role = .plain, _ alignment: TextWidth.Alignment = .left, cut: TextWidth.Cut = .end
    ) -> Span {
        var span = Span(text, role)
        span.width = width
        span.alignment = alignment
        span.cut = cut
        return span
    }

    /// A name: too long, it is cut in the middle, since both its ends tell it from its siblings.
    static func name(_ text: String, _ role: Role = .plain, _ attributes: Style.Attributes = []) -> Span {
        var span = Span(text, role, attributes)
        span.cut = .middle
        span.gives = true
        return span
    }

    /// A sentence that is cut at its end when there is no room.
    static func sentence(_ text: String, _ role: Role = .plain) -> Span {
        var span = Span(text, role)
        span.gives = true
        return span
    }
}

/// One line of the screen: what stands at its left, and what stands at its right edge.
struct Line: Equatable, Sendable {
    var left: [Span]
    var right: [Span]

    /// A line of spans.
    init(_ left: [Span] = [], right: [Span] = []) {
        self.left = left
        self.right = right
    }

    /// A line of one text.
    init(_ text: String, _ role: Role = .plain, _ attributes: Style.Attributes = []) { self.init([Span(text, role, attributes)]) }

    /// All its text, for searching.
    var text: String { (left + right).map(\.text).joined(separator: " ") }

    /// Its columns when nothing is cut.
    var columns: Int {
        let widths = (left + right).map { $0.width ?? TextWidth.columns($0.text) }
        return widths.reduce(0, +) + (right.isEmpty ? 0 : 1)
    }
}

extension Canvas {
    /// Draws a line: the right part keeps its place, the giving spans of the left part share what is left.
    mutating func draw(_ line: Line, x: Int = 0, y: Int, width: Int? = nil) {
        let width = min(width ?? self.width - x, self.width - x)
        guard width > 0 else { return }
        let right = line.right.map { (span: $0, columns: $0.width ?? TextWidth.columns($0.text)) }
        let rightColumns = right.reduce(0) { $0 + $1.columns }
        // The right part yields to the left where both cannot stand: what a row is about comes first.
        let keepsRight = rightColumns > 0 && rightColumns < width - min(8, width / 3)
        let room = keepsRight ? width - rightColumns - 1 : width
        drawLeft(line.left, x: x, y: y, room: room)
        guard keepsRight else { return }
        var column = x + width - rightColumns
        for (span, columns) in right {
            write(TextWidth.padded(span.text, to: columns, span.alignment, cut: span.cut), x: column, y: y, span.style)
            column += columns
        }
    }

    private mutating func drawLeft(_ spans: [Span], x: Int, y: Int, room: Int) {
        var columns = spans.map { $0.width ?? TextWidth.columns($0.text) }
        var excess = columns.reduce(0, +) - room
        // The longest giving span gives first, so that two names side by side both stay legible.
        while excess > 0,
            let longest = spans.indices.filter({ spans[$0].gives && columns[$0] > 6 }).max(by: { columns[$0] < columns[$1] })
        {
            let step = max(1, min(excess, columns[longest] / 4))
            columns[longest] -= step
            excess -= step
        }
        var column = x
        for (index, span) in spans.enumerated() {
            let left = min(columns[index], x + room - column)
            guard left > 0 else { return }
            if span.width == nil, left == columns[index], !span.gives {
                write(span.text, x: column, y: y, span.style)
            } else {
                write(TextWidth.padded(span.text, to: left, span.alignment, cut: span.cut), x: column, y: y, span.style)
            }
            column += left
        }
    }
}
