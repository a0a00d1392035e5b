import Terminal

/// What lies over the screen and takes the keys. One at a time, and none opens by itself.
enum Overlay: Equatable, Sendable {
    case palette(Palette)
    case form(Form)
    case help(Help)
    case contexts(ContextChooser)
    case confirm(Confirm)
    case plan(PlanDialog)

    /// Whether it decides something, so that keys typed before it was seen must not reach it.
    var isDialog: Bool {
        switch self {
        case .form, .confirm, .plan: true
        case .palette, .help, .contexts: false
        }
    }

    /// Key and word of what can be done in it.
    var hints: [(key: String, word: String)] {
        switch self {
        case .palette: [("Enter", "run"), ("Up", "choose, or what was typed before"), ("Esc", "close")]
        case .form(let form): form.hints
        case .help: [("Esc", "close"), ("j", "down"), ("k", "up")]
        case .contexts: [("Enter", "choose"), ("Esc", "as before")]
        case .confirm(let confirm): [("y", confirm.action), ("n", "no (default)")]
        case .plan(let plan): plan.hints
        }
    }

    /// Draws it over what is there.
    func draw(on canvas: inout Canvas, _ state: State) {
        switch self {
        case .palette(let palette): palette.draw(on: &canvas)
        case .form(let form): form.draw(on: &canvas)
        case .help(let help): help.draw(on: &canvas, state)
        case .contexts(let chooser): chooser.draw(on: &canvas, state)
        case .confirm(let confirm): confirm.draw(on: &canvas)
        case .plan(let plan): plan.draw(on: &canvas)
        }
    }
}

/// What a key did in an overlay.
enum OverlayOutcome: Equatable {
    /// It stays, changed or not.
    case stay
    /// It closes.
    case close
    /// It closes, and this follows.
    case chose(Choice)
    /// It stays, and this follows.
    case did(Choice)
    /// It closes, and a command runs on what was selected when the overlay opened.
    case ran(command: String, acting: Target?)
    /// It closes, and a command runs with these arguments on what was selected when the overlay opened.
    case submitted(command: String, values: [String: String], acting: Target?)
    /// It closes for the form that it came from.
    case edited(Form)
    /// The program ends.
    case quit
}

extension State {
    /// Hands a key to the overlay.
    mutating func takeInOverlay(_ key: Key) -> [Effect] {
        guard var overlay else { return [] }
        // Typed before the dialog could be read: meant for what was there before.
        if overlay.isDialog, paintedSerial < paintSerial { return [] }
        let outcome: OverlayOutcome
        switch overlay {
        case .palette(var palette):
            outcome = palette.take(key, self)
            overlay = .palette(palette)
            shared.theme = palette.previewedTheme ?? shared.theme
            if outcome != .stay { remember(palette.field.text) }
            if case .close = outcome, palette.isPreviewing { shared.theme = palette.themeBefore }
        case .form(var form):
            outcome = form.take(key)
            overlay = .form(form)
        case .help(var help):
            outcome = help.take(key, height: shared.rows)
            overlay = .help(help)
        case .contexts(var chooser):
            outcome = chooser.take(key)
            overlay = .contexts(chooser)
        case .confirm(let confirm): outcome = confirm.take(key)
        case .plan(var plan):
            outcome = plan.take(key)
            overlay = .plan(plan)
        }
        if case .did(let choice) = outcome {
            self.overlay = overlay
            return follow(choice)
        }
        self.overlay = outcome == .stay ? overlay : nil
        if case .form(let form) = overlay, case .chose(.operationAsked) = outcome { submitted = form }
        switch outcome {
        case .stay, .close, .did: return []
        case .chose(let choice): return follow(choice)
        case .ran(let id, let acting): return Registry.command(id).map { run($0, acting: acting) } ?? []
        case .submitted(let id, let values, let acting): return Registry.command(id).map { run($0, values, acting: acting) } ?? []
        case .edited(let form):
            show(.form(form))
            return []
        case .quit: return [.quit]
        }
    }
}
