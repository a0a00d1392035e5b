import Terminal

/// The frame that overlays are drawn in.
enum Dialog {
    /// Clears a rectangle in the middle of the screen (or at `y`), frames it, and draws inside.
    static func draw(
        _ title: String, width: Int, height: Int, y: Int? = nil, on canvas: inout Canvas, _ body: (inout Canvas) -> Void
    ) {
        let width = min(width, canvas.columns - 2)
        let height = min(height, canvas.rows - 2)
        let rect = Rect(
            x: (canvas.columns - width) / 2, y: min(y ?? (canvas.rows - height) / 2, canvas.rows - height), width: width,
            height: height)
        canvas.fill(rect, Style(.plain, on: .raised))
        canvas.within(rect) { area in
            let frame = Style(.accent, on: .raised)
            let (right, bottom) = (area.width - 1, area.height - 1)
            for x in 0...right {
                area.put(Cell(x == 0 ? "╭" : x == right ? "╮" : "─", frame), x: x, y: 0)
                area.put(Cell(x == 0 ? "╰" : x == right ? "╯" : "─", frame), x: x, y: bottom)
            }
            for y in 1..<max(1, bottom) {
                area.put(Cell("│", frame), x: 0, y: y)
                area.put(Cell("│", frame), x: right, y: y)
            }
            area.write(TextWidth.truncated(" \(title) ", to: max(0, width - 4)), x: 2, y: 0, Style(.accent, on: .raised, .bold))
            area.within(Rect(x: 2, y: 1, width: width - 4, height: height - 2)) { inner in
                body(&inner)
            }
        }
        raise(rect, on: &canvas)
    }

    /// Puts what was drawn on the raised ground, except where something is marked.
    private static func raise(_ rect: Rect, on canvas: inout Canvas) {
        canvas.restyle(rect) { if $0.ground == .normal { $0.ground = .raised } }
    }
}
