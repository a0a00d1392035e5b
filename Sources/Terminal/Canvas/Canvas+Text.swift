extension Canvas {
    /// The rows as text, without styles; a wide character is one character of its row.
    public var lines: [String] { (0..<rows).map { line($0) } }

    /// One row as text.
    public func line(_ row: Int) -> String {
        var text = String.UnicodeScalarView()
        for column in 0..<columns { text.append(contentsOf: self[column, row].scalars) }
        return String(text)
    }
}

extension Canvas {
    /// The canvas as a terminal with these characters would show it.
    public func mapped(to glyphs: GlyphSet) -> Canvas {
        guard glyphs != .unicode else { return self }
        return replacingCells { glyphs.cell($0) }
    }
}
