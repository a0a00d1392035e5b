import Terminal

/// The keys that work here, from the same table as everything else.
struct Help: Equatable, Sendable {
    var offset = 0

    mutating func take(_ key: Key, height: Int) -> OverlayOutcome {
        switch key {
        case .down, .character("j"): offset += 1
        case .up, .character("k"): offset = max(0, offset - 1)
        case .pageDown, .character(" "), .control("d"): offset += max(1, height / 2)
        case .pageUp, .control("u"): offset = max(0, offset - max(1, height / 2))
        case .escape, .enter, .character("?"), .character("q"), .function(1): return .close
        default: break
        }
        return .stay
    }

    func draw(on canvas: inout Canvas, _ state: State) {
        let rows = Self.rows(state)
        let width = min(92, canvas.columns - 4)
        let height = min(rows.count + 3, canvas.rows - 4)
        let first = min(offset, max(0, rows.count - (height - 3)))
        let place = state.pages.top.map { type(of: $0).kind.rawValue + " page" } ?? type(of: state.panes.all[state.focus]).title
        Dialog.draw("Keys: \(place)", width: width, height: height, on: &canvas) { area in
            let shown = rows[first...].prefix(area.height - 1)
            for (row, line) in shown.enumerated() { area.draw(line, y: row) }
            let below = rows.count - first - shown.count
            if below > 0 { area.draw(Line("+\(below) more, j moves down", .muted), y: area.height - 1) }
        }
    }

    /// A line for each command: keys, title, or why it cannot run now.
    static func rows(_ state: State) -> [Line] {
        let keymap = state.shared.options.keymap
        return state.activeCommands.compactMap { command in
            let keys = keymap.keys(of: command.id)
            guard !keys.isEmpty else { return nil }
            // Nine digits read better as a range.
            let words = keys.count > 4 ? "\(keys[0])-\(keys[keys.count - 1])" : keys.joined(separator: " ")
            let reason = command.unavailable(state)
            return Line(
                [.column(words, 18, reason == nil ? .accent : .muted), Span(command.title, reason == nil ? .plain : .muted)]
                    + (reason.map { [.sentence("  " + $0, .muted)] } ?? []))
        }
    }
}
