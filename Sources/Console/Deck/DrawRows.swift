import Terminal

/// Draws the rows of a list that are seen, dimmed where they are old, with the cursor where it is.
func drawRows(
    _ roster: Roster, _ rect: Rect, isFocused: Bool, on canvas: inout Canvas, isOld: (Row) -> Bool, line: (Row) -> Line
) {
    let last = min(roster.rows.count, roster.offset + rect.height)
    for index in roster.offset..<max(roster.offset, last) {
        let row = roster.rows[index]
        let y = rect.y + index - roster.offset
        canvas.draw(line(row), x: rect.x + 1, y: y, width: rect.width - 2)
        let whole = Rect(x: rect.x, y: y, width: rect.width, height: 1)
        if isOld(row) { canvas.restyle(whole) { $0 = Style(.muted, on: $0.ground, $0.attributes.union(.dim)) } }
        if index == roster.cursor {
            canvas.ground(whole, isFocused ? .selected : .marked)
            if isFocused { canvas.put(Cell("▸", Style(.accent, on: .selected)), x: rect.x, y: y) }
        }
    }
}

/// Draws why a list has no rows.
func drawEmptiness(_ sentence: String, _ rect: Rect, on canvas: inout Canvas) {
    for (row, line) in Wrap.words(sentence, columns: rect.width - 2).prefix(rect.height).enumerated() {
        canvas.draw(Line(line, .muted), x: rect.x + 1, y: rect.y + row)
    }
}
