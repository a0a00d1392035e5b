import Host
import Terminal

/// A piece of a line in one style, and how it behaves where columns are few.
struct Span: Equatable, Sendable {
    /// Safe to show: see ``init(_:_:)-swift.init``.
    var text: String
    var style: Style
    /// Exact columns, padded or cut; `nil` takes what the text takes.
    var width: Int?
    var alignment = TextWidth.Alignment.left
    /// Where text that is too long is cut.
    var cut = TextWidth.Cut.end
    /// Gives way first when the line is too long.
    var gives = false

    /// Text in a style. What came from outside is made safe here, so that no pane has to think of it.
    init(_ text: String, _ style: Style = .plain) {
        self.text = SafeText.line(text)
        self.style = style
    }

    /// Text of a meaning.
    init(_ text: String, _ role: Role, _ attributes: Style.Attributes = []) { self.init(text, Style(role, on: .normal, attributes)) }

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

    /// A name in a column where there is room for one, so that rows stand in line.
    static func name(_ text: String, column width: Int?, _ role: Role = .plain) -> Span {
        width.map { column(text, $0, role, cut: .middle) } ?? name(text, role)
    }

    /// A sentence that is cut at its end when there is no room.
    static func sentence(_ text: String, _ role: Role = .plain) -> Span {
        var span = Span(text, role)
        span.gives = true
        return span
    }

    /// Its text in so many columns.
    func fitted(to columns: Int) -> String { TextWidth.padded(text, to: columns, alignment, cut: cut) }
}
