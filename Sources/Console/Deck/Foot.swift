import Feeds
import Terminal

/// The two lines at the foot: what is selected, or a message; and the keys that do something now.
func drawFoot(_ state: State, on canvas: inout Canvas) {
    let y = canvas.rows - 2
    if let prompt = state.prompt {
        drawPrompt(prompt, state, y: y, on: &canvas)
    } else if let message = state.shared.message {
        canvas.draw(Line([Span(" "), .sentence(message.text, message.role == .plain ? .accent : message.role)]), y: y)
    } else if let page = state.pages.top {
        let place = page.place(state.shared)
        let isMatch = page.searched?.isEmpty == false
        canvas.draw(
            Line(
                [Span(" "), .sentence(page.sentence(state.shared), .muted)],
                right: place.isEmpty ? [] : [Span(place + " ", isMatch ? .accent : .muted)]), y: y)
    } else {
        let pane = state.panes.all[state.focus]
        if let trouble = pane.trouble(state.shared), !pane.roster.rows.isEmpty, state.notice == nil {
            canvas.draw(Line([Span(" "), Severity.degraded.span, .sentence(trouble, .degraded)]), y: y)
        } else {
            let sentence = pane.roster.current.map { pane.sentence($0, state.shared) } ?? ""
            canvas.draw(Line([Span(" "), .sentence(sentence)]), y: y)
        }
    }
    drawHints(state, y: y + 1, on: &canvas)
}

private func drawPrompt(_ prompt: Prompt, _ state: State, y: Int, on canvas: inout Canvas) {
    let label: String
    let hint: String
    let enter = KeyHint.short("Enter", plain: state.shared.options.plainKeys)
    switch prompt.purpose {
    case .filter: (label, hint) = (" filter /", "\(enter) keep · Esc as before · !word without · -l key=value")
    case .search where state.pages.top?.narrows == true:
        (label, hint) = (" filter /", "\(enter) keep · Esc all again · !word without · -l key=value")
    case .search where state.pages.top?.givesSearchUp == true: (label, hint) = (" search /", "\(enter) keep · Esc all again")
    case .search: (label, hint) = (" search /", "\(enter) then n N · Esc stops")
    }
    let place = state.pages.top?.place(state.shared) ?? ""
    let start = canvas.write(label, x: 0, y: y, Style(.accent))
    // What was found matters more than the keys.
    let hints = place.isEmpty ? [hint] : ["\(place) · \(hint)", place]
    let fitting = hints.first { canvas.columns - TextWidth.columns($0) - 2 > start + 16 } ?? ""
    let width = fitting.isEmpty ? canvas.columns - start : canvas.columns - TextWidth.columns(fitting) - 2 - start
    canvas.write(fitting, x: start + width + 1, y: y, Style(.muted))
    prompt.field.draw(on: &canvas, x: start, y: y, width: width)
}

/// Hints of commands that can run on this selection, the likeliest first, as many as fit whole. The way back, the keys and the palette, which
/// lead to all others, are among them wherever there is room.
private func drawHints(_ state: State, y: Int, on canvas: inout Canvas) {
    canvas.ground(Rect(x: 0, y: y, width: canvas.columns, height: 1), .bar)
    let all = state.hints.map { Hint(key: KeyHint.short($0.key, plain: state.shared.options.plainKeys), word: $0.word, isSure: $0.isSure) }
    func width(_ hints: [Hint]) -> Int { hints.reduce(0) { $0 + TextWidth.columns($1.key) + TextWidth.columns($1.word) + 3 } - 2 }
    var chosen: Set<Int> = []
    func fits(_ index: Int) -> Bool { width(chosen.union([index]).map { all[$0] }) + 1 < canvas.columns }
    for index in all.indices where all[index].isSure && fits(index) { chosen.insert(index) }
    for index in all.indices where !all[index].isSure {
        guard fits(index) else { break }
        chosen.insert(index)
    }
    let shown = chosen.sorted().map { all[$0] }
    var x = 1
    for hint in shown {
        x += canvas.write(hint.key, x: x, y: y, Style(.accent, on: .bar))
        x += canvas.write(" \(hint.word)", x: x, y: y, Style(.plain, on: .bar)) + 2
    }
}

/// A key and what it does, in a word or two.
struct Hint: Equatable {
    var key: String, word: String
    /// Whether others make way for it.
    var isSure = false
}

extension State {
    /// The hints, in order.
    var hints: [Hint] {
        if prompt != nil { return [Hint(key: "Enter", word: "keep"), Hint(key: "Esc", word: "cancel")] }
        if let overlay { return overlay.hints.map { Hint(key: $0.key, word: $0.word) } }
        let sure = [ListCommands.back.id, ScreenCommands.help.id, ScreenCommands.palette.id]
        return activeCommands.filter { $0.hint != nil && $0.unavailable(self) == nil }
            .sorted { ($0.hint?.rank ?? 0) < ($1.hint?.rank ?? 0) }
            .compactMap { command in
                guard let key = shared.options.keymap.keys(of: command.id).first, let hint = command.hint else { return nil }
                return Hint(key: key, word: command.nearerHint(self) ?? hint.word, isSure: sure.contains(command.id))
            }
    }
}
