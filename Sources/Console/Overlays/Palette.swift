import Terminal

/// Commands, things, reports and settings in one list, narrowed while typing.
struct Palette: Equatable, Sendable {
    /// A row of the list.
    struct Item: Equatable, Sendable {
        /// What it does when entered.
        enum Action: Equatable, Sendable {
            case command(String), open(Target), theme(String), scenario(String), searchReports(String)
        }
        var title: String
        /// What it acts on, or what it is.
        var detail: String
        /// Its key, where it has one.
        var key = ""
        /// Why it cannot run now; such rows are dim.
        var unavailable: String?
        var action: Action
    }

    private(set) var field = Field()
    private(set) var items: [Item] = []
    private(set) var chosen = 0
    /// What a command acts on: as selected when the palette opened.
    let acting: Target?
    /// Typed before, newest last, and where Up has got to in it.
    private let typed: [String]
    private var recalled: Int?
    /// Said when Enter hits a row that cannot run.
    private(set) var complaint: String?
    /// The theme before any was previewed.
    let themeBefore: String
    /// Whether only what changes the selected thing is listed.
    let actionsOnly: Bool
    /// What stands at its top: the selected thing, where anything listed is about it.
    private(set) var title = "Find"

    init(_ state: State, actionsOnly: Bool = false) {
        self.actionsOnly = actionsOnly
        acting = state.acting
        typed = state.typed
        themeBefore = state.shared.theme
        refresh(state)
        guard actionsOnly else { return }
        let named = [acting?.words, state.podTarget?.words].compactMap { $0 }
        title = items.contains { named.contains($0.detail) } ? "Do with \(acting?.words ?? "the selection")" : "Do"
    }

    /// The theme of the chosen row, shown at once; the one before where the row is none.
    var previewedTheme: String? {
        if items.indices.contains(chosen), case .theme(let name) = items[chosen].action { return name }
        return isPreviewing ? themeBefore : nil
    }

    /// Whether themes are among the rows, so that one may be on screen.
    var isPreviewing: Bool { items.contains { if case .theme = $0.action { true } else { false } } }

    mutating func take(_ key: Key, _ state: State) -> OverlayOutcome {
        complaint = nil
        switch key {
        case .escape, .control("c"): return .close
        case .enter: return enter(state)
        case .up:
            // Up in an untouched list means what was typed before, as in a shell.
            if chosen == 0, recalled != nil || field.isEmpty, recall(-1, state) { break }
            chosen = max(0, chosen - 1)
        case .down:
            if recalled != nil, chosen == 0, recall(1, state) { break }
            chosen = min(max(0, items.count - 1), chosen + 1)
        case .pageUp: chosen = max(0, chosen - 10)
        case .pageDown: chosen = min(max(0, items.count - 1), chosen + 10)
        case .tab: if items.indices.contains(chosen) { field = Field(items[chosen].title) }
        default:
            guard field.take(key) else { return .stay }
            recalled = nil
            chosen = 0
            refresh(state)
        }
        return .stay
    }

    private mutating func recall(_ step: Int, _ state: State) -> Bool {
        let next = (recalled ?? typed.count) + step
        guard typed.indices.contains(next) else { return false }
        recalled = next
        field = Field(typed[next])
        refresh(state)
        return true
    }

    private mutating func enter(_ state: State) -> OverlayOutcome {
        // An exact alias wins over anything that merely resembles it.
        if let command = Registry.command(alias: field.text), command.exists(state) { return run(command, state) }
        guard items.indices.contains(chosen) else {
            complaint = field.isEmpty ? nil : "Nothing is called “\(field.text)”."
            return .stay
        }
        switch items[chosen].action {
        case .command(let id): return Registry.command(id).map { run($0, state) } ?? .stay
        case .open(let target): return .chose(.opened(target))
        case .theme(let name): return .chose(.themeChosen(name))
        case .scenario(let name): return .chose(.scenarioChosen(name))
        case .searchReports(let words): return .chose(.reportsSearched(words))
        }
    }

    private mutating func run(_ command: Command, _ state: State) -> OverlayOutcome {
        var pinned = state
        pinned.overlay = nil
        pinned.pinned = acting
        if let reason = command.whyNot(pinned) {
            complaint = reason
            return .stay
        }
        return .ran(command: command.id, acting: acting)
    }

    /// Lists again, for other text or other data. The chosen row is followed by what it does.
    mutating func refresh(_ state: State) {
        let before = items.indices.contains(chosen) ? items[chosen].action : nil
        var pinned = state
        pinned.overlay = nil
        pinned.pinned = acting
        items = PaletteItems.matching(field.text, pinned, actionsOnly: actionsOnly)
        if let before, chosen > 0 { chosen = items.firstIndex { $0.action == before } ?? 0 }
        chosen = min(chosen, max(0, items.count - 1))
    }

    func draw(on canvas: inout Canvas) {
        let width = min(100, canvas.columns - 4)
        let room = max(3, min(16, canvas.rows - 8))
        let first = max(0, min(chosen - room + 1, items.count - room))
        Dialog.draw(title, width: width, height: room + 4, y: 1, on: &canvas) { area in
            area.write(":", x: 0, y: 0, Style(.accent))
            field.draw(on: &area, x: 2, y: 0, width: area.width - 2)
            for (row, item) in items[first...].prefix(room).enumerated() {
                area.draw(Self.line(item, width: area.width), y: row + 1)
                if first + row == chosen { area.ground(Rect(x: 0, y: row + 1, width: area.width, height: 1), .selected) }
            }
            if items.isEmpty { area.write("Nothing fits. Esc closes; the text is kept for Up.", x: 2, y: 1, Style(.muted)) }
            if let complaint { area.draw(Line([.sentence(complaint, .degraded)]), y: area.height - 1) }
        }
    }

    private static func line(_ item: Item, width: Int) -> Line {
        let role: Role = item.unavailable == nil ? .plain : .muted
        return Line(
            [Span("  "), Span(item.title, role), .sentence("  " + (item.unavailable ?? item.detail), .muted)],
            right: item.key.isEmpty ? [] : [Span(KeyHint.short(item.key), item.unavailable == nil ? .accent : .muted)])
    }
}
