import Terminal

/// Asks for a command's arguments, filled with defaults and completed from live data.
struct Form: Equatable, Sendable {
    /// One argument being filled in.
    struct Entry: Equatable, Sendable {
        var name: String, label: String
        var field: Field
        var initial: String
        var values: [String]
        var isClosed: Bool

        /// Values that the typed text could become; all of them while it is as it was.
        var candidates: [String] {
            let typed = field.text
            if typed.isEmpty || values.contains(typed) { return values }
            return values.filter { Fuzzy.score(typed, in: $0) != nil }
        }
    }

    /// The command, and what it acts on: taken when the form opened, so that a selection that moves meanwhile changes nothing.
    let command: String
    let acting: Target?
    let title: String
    var entries: [Entry]
    /// The entry being typed in.
    var current = 0
    /// Why the form was not accepted.
    var complaint: String?
    /// Whether Esc was pressed over typed text: the next key decides.
    var asksToDiscard = false

    init(_ command: Command, _ state: State) {
        self.command = command.id
        acting = state.acting
        title = command.title
        entries = command.arguments.map { argument in
            let initial = argument.initial(state)
            return Entry(
                name: argument.name, label: argument.label, field: Field(initial), initial: initial,
                values: argument.values(state),
                isClosed: argument.isClosed)
        }
    }

    var hints: [(key: String, word: String)] {
        asksToDiscard
            ? [("y", "discard"), ("n", "go on typing")] : [("Enter", "go"), ("Tab", "complete, next"), ("Esc", "cancel")]
    }

    mutating func take(_ key: Key) -> OverlayOutcome {
        if asksToDiscard {
            asksToDiscard = false
            return key == .character("y") || key == .character("Y") ? .close : .stay
        }
        complaint = nil
        switch key {
        case .escape:
            guard entries.contains(where: { $0.field.text != $0.initial && !$0.field.isEmpty }) else { return .close }
            asksToDiscard = true
        case .enter: return submit()
        case .tab:
            if let only = completion { entries[current].field = Field(only) } else { current = (current + 1) % entries.count }
        case .backTab: current = (current + entries.count - 1) % entries.count
        case .down, .up: step(key == .down ? 1 : -1)
        default: _ = entries[current].field.take(key)
        }
        return .stay
    }

    /// What Tab would make of the typed text, when that is more than stands there.
    private var completion: String? {
        let candidates = entries[current].candidates
        guard !entries[current].values.contains(entries[current].field.text) else { return nil }
        return candidates.first
    }

    /// Down and up walk through the values of a closed choice, else through the entries.
    private mutating func step(_ by: Int) {
        let values = entries[current].values
        guard !values.isEmpty else {
            current = (current + by + entries.count) % entries.count
            return
        }
        let index = values.firstIndex(of: entries[current].field.text).map { ($0 + by + values.count) % values.count } ?? 0
        entries[current].field = Field(values[index])
    }

    private mutating func submit() -> OverlayOutcome {
        guard let arguments = Registry.command(command)?.arguments else { return .close }
        for (index, entry) in entries.enumerated() {
            if entry.isClosed, !entry.values.contains(entry.field.text) {
                if let only = completion, index == current, entry.candidates.count == 1 {
                    entries[index].field = Field(only)
                } else {
                    complaint = "\(entry.label) can be \(entry.values.prefix(8).joined(separator: ", "))."
                    current = index
                    return .stay
                }
            }
            if let reason = arguments[index].refuses(entry.field.text) {
                complaint = reason
                current = index
                return .stay
            }
        }
        let values = Dictionary(entries.map { ($0.name, $0.field.text) }, uniquingKeysWith: { first, _ in first })
        return .submitted(command: command, values: values, acting: acting)
    }

    func draw(on canvas: inout Canvas) {
        let width = min(84, canvas.columns - 4)
        let shown = min(8, entries[current].candidates.count)
        let height = entries.count + shown + 4
        Dialog.draw(title, width: width, height: height, on: &canvas) { area in
            let labels = (entries.map { TextWidth.columns($0.label) }.max() ?? 0) + 2
            for (row, entry) in entries.enumerated() {
                area.write(entry.label, x: 0, y: row, Style(row == current ? .accent : .plain))
                if row == current {
                    entry.field.draw(on: &area, x: labels, y: row, width: area.width - labels)
                } else {
                    area.write(TextWidth.truncated(entry.field.text, to: area.width - labels), x: labels, y: row)
                }
            }
            for (row, value) in entries[current].candidates.prefix(shown).enumerated() {
                let isChosen = value == entries[current].field.text
                area.draw(
                    Line([Span(isChosen ? "▸ " : "  ", .accent), .name(value, isChosen ? .plain : .muted)]), x: labels,
                    y: entries.count + row)
            }
            let foot = asksToDiscard ? "Discard what you typed? y discards, any other key goes on." : complaint ?? ""
            area.draw(Line([.sentence(foot, .degraded)]), y: area.height - 1)
        }
    }
}
