/// One line of text in pieces of different style, as laid out for some width.
public struct StyledLine: Sendable, Hashable {
    /// Text in one style.
    public struct Piece: Sendable, Hashable {
        /// The text; what is not safe to show is replaced when it is drawn.
        public var text: String
        /// How it looks.
        public var style: Style

        /// Text in a style.
        public init(_ text: String, _ style: Style = .plain) {
            self.text = text
            self.style = style
        }
    }

    /// From left to right.
    public var pieces: [Piece]
    /// What the rest of the row stands on, for code blocks and selected rows.
    public var ground: Ground?

    /// A line of pieces.
    public init(_ pieces: [Piece] = [], ground: Ground? = nil) {
        self.pieces = pieces
        self.ground = ground
    }

    /// A line in one style.
    public init(_ text: String, _ style: Style = .plain) { self.init(text.isEmpty ? [] : [Piece(text, style)]) }

    /// All of it without styles: for searching and copying.
    public var text: String { pieces.count == 1 ? pieces[0].text : pieces.map(\.text).joined() }

    /// Columns that it takes.
    public var columns: Int { pieces.reduce(0) { $0 + TextWidth.columns($1.text) } }

    /// Adds text, to the last piece where the style is the same.
    public mutating func append(_ text: String, _ style: Style = .plain) {
        guard !text.isEmpty else { return }
        if pieces.last?.style == style {
            pieces[pieces.count - 1].text += text
        } else {
            pieces.append(Piece(text, style))
        }
    }
}

extension Canvas {
    /// Writes a styled line; its ground fills the area's rest of the row.
    /// - Returns: the columns that it takes, written or not.
    @discardableResult
    public mutating func write(_ line: StyledLine, x: Int = 0, y: Int) -> Int {
        if let ground = line.ground { fill(Rect(x: x, y: y, width: width - x, height: 1), Style(on: ground)) }
        var column = x
        for piece in line.pieces { column += write(piece.text, x: column, y: y, piece.style) }
        return column - x
    }
}
