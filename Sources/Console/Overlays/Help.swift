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

    /// A line for each command: keys, title, or why it cannot run now. What belongs to this page or pane comes first, moving about last.
    static func rows(_ state: State) -> [Line] {
        let keymap = state.shared.options.keymap, nearest = state.scopes.first
        let commands = state.activeCommands.map { (command: $0, keys: keys(of: $0, keymap), reason: $0.unavailable(state)) }.filter {
            !$0.keys.isEmpty
        }
        func rank(_ command: Command, _ reason: String?) -> Int {
            if command.scopes.contains(where: { $0 == nearest }) { return reason == nil ? 0 : 1 }
            return command.isListed || command.hint != nil ? reason == nil ? 2 : 3 : 4
        }
        // Sorted by place, too: the order of the registry holds within a rank.
        let ordered = commands.enumerated().sorted {
            (rank($0.element.command, $0.element.reason), $0.offset) < (rank($1.element.command, $1.element.reason), $1.offset)
        }
        let column = (commands.map { TextWidth.columns($0.keys) }.max() ?? 0) + 2
        return ordered.map { _, row in
            Line(
                [
                    .column(row.keys, column, row.reason == nil ? .accent : .muted),
                    Span(row.command.title, row.reason == nil ? .plain : .muted),
                ] + (row.reason.map { [.sentence("  " + $0, .muted)] } ?? []))
        }
    }

    /// A command's keys; nine digits read better as a range.
    private static func keys(of command: Command, _ keymap: Keymap) -> String {
        let keys = keymap.keys(of: command.id)
        return keys.count > 4 ? "\(keys[0])-\(keys[keys.count - 1])" : keys.joined(separator: " ")
    }
}
