import Terminal

/// A question whose default is no.
struct Confirm: Equatable, Sendable {
    var title: String
    var text: String
    /// The word for yes, said in the line of keys.
    var action: String
    var outcome: Outcome

    /// What yes means.
    enum Outcome: Equatable, Sendable { case quit }

    func take(_ key: Key) -> OverlayOutcome {
        switch key {
        case .character("y"), .character("Y"): .quit
        case .character("n"), .character("N"), .escape, .enter, .character("q"): .close
        default: .stay
        }
    }

    func draw(on canvas: inout Canvas) {
        let width = min(64, canvas.columns - 4)
        let lines = Wrap.words(text, columns: width - 4)
        Dialog.draw(title, width: width, height: lines.count + 4, on: &canvas) { area in
            for (row, line) in lines.enumerated() { area.write(line, x: 0, y: row) }
            area.draw(
                Line([Span("y ", .accent), Span(action, .broken), Span("   "), Span("n ", .accent), Span("no (default)")]),
                y: lines.count + 1)
        }
    }
}
