/// Commands that move the selection, the focus, and what is shown of a list.
enum ListCommands {
    static let all: [Command] =
        motions + [left, right, filter, search, nextMatch, previousMatch, back, nextPane, previousPane, tab, zoom] + focusing

    private static let motions: [Command] = [
        motion("up", "Move up", ["k", "Up"], .up), motion("down", "Move down", ["j", "Down"], .down),
        motion("half-up", "Move up by half a screen", ["Ctrl-U"], .halfUp),
        motion("half-down", "Move down by half a screen", ["Ctrl-D"], .halfDown),
        motion("page-up", "Move up by a screen", ["PgUp", "Ctrl-B"], .pageUp),
        motion("page-down", "Move down by a screen", ["PgDn", "Ctrl-F", "Space"], .pageDown),
        motion("first", "Go to the first", ["g", "Home"], .first), motion("last", "Go to the last", ["G", "End"], .last),
    ]

    static let left = Command(
        id: "left", title: "Move left: in a text, to another tab or pane", keys: ["Left"], scopes: [.anywhere], isListed: false,
        choice: { _, _ in .shifted(-1) })
    static let right = Command(
        id: "right", title: "Move right: in a text, to another tab or pane", keys: ["Right"], scopes: [.anywhere],
        isListed: false,
        choice: { _, _ in .shifted(1) })

    private static func motion(_ id: String, _ title: String, _ keys: [String], _ motion: Motion) -> Command {
        Command(id: id, title: title, keys: keys, scopes: [.anywhere], isListed: false, choice: { _, _ in .moved(motion) })
    }

    static let filter = Command(
        id: "filter", title: "Filter the pane (!word without it, -l key=value by label)", keys: ["/"], scopes: [.deck],
        risk: .local,
        aliases: ["filter"], hint: ("filter", 60), choice: { _, _ in .filterOpened })

    static let search = Command(
        id: "search", title: "Search in the text", keys: ["/"], scopes: [.page], aliases: ["search"], hint: ("search", 60),
        nearerHint: { $0.pages.top?.narrows == true ? "filter" : nil },
        unavailable: { $0.pages.top?.searched == nil ? "This page has no text to search." : nil },
        choice: { _, _ in .searchOpened })

    static let nextMatch = match("match.next", "Go to the next match", "n", 1)
    static let previousMatch = match("match.previous", "Go to the previous match", "N", -1)

    private static func match(_ id: String, _ title: String, _ key: String, _ step: Int) -> Command {
        Command(
            id: id, title: title, keys: [key], scopes: [.page], isListed: false,
            unavailable: { ($0.pages.top?.searched ?? "").isEmpty ? "Nothing is searched for: / searches in the text." : nil },
            choice: { _, _ in .matchMoved(step) })
    }

    static let back = Command(
        id: "back", title: "Go back", keys: ["Esc", "Backspace"], scopes: [.anywhere], hint: ("back", 70),
        nearerHint: { state in
            if state.banner != nil { return "put away" }
            if let page = state.pages.top, page.givesSearchUp, page.searched?.isEmpty == false { return "all again" }
            // Leaving does not end it: that must be known before one dares to.
            if case .triage(let number)? = state.pages.top?.thing, state.shared.triage(number)?.isRunning == true { return "keeps writing" }
            return nil
        }, isListed: false,
        unavailable: { state in
            let hasWayBack = state.pages.top != nil || state.isZoomed || !state.filter.isEmpty || state.banner != nil
            return hasWayBack ? nil : "This is the deck, the outermost screen; q leaves."
        },
        choice: { _, _ in .wentBack })

    static let nextPane = Command(
        id: "next", title: "Go to the next pane or tab", keys: ["Tab", "Shift-Right"], scopes: [.deck, .page], isListed: false,
        choice: { _, _ in .focusMoved(1) })
    static let previousPane = Command(
        id: "previous", title: "Go to the previous pane or tab", keys: ["Shift-Tab", "Shift-Left"], scopes: [.deck, .page],
        isListed: false, choice: { _, _ in .focusMoved(-1) })

    static let tab = Command(
        id: "tab", title: "Go to a tab by its number", keys: (1...9).map(String.init), scopes: [.page], isListed: false,
        unavailable: { state in
            state.pages.top?.tabs(state.shared).isEmpty == true ? "This page has no tabs." : nil
        },
        choice: { _, values in values["key"].flatMap { Int($0) }.map(Choice.tabChosen) })

    static let zoom = Command(
        id: "zoom", title: "Give the focused pane the whole screen", keys: ["z"], scopes: [.deck], risk: .local,
        aliases: ["zoom"],
        choice: { _, _ in .zoomed })

    /// Words for panes that other tools' users type.
    private static let aliases: [PaneID: [String]] = [
        .clusters: ["clusters", "pods", "pod", "po", "nodes", "no"], .alerts: ["alerts", "alert", "targets"],
        .models: ["models", "model", "runs", "mlflow"], .applications: ["applications", "apps", "app", "argo"],
        .pipelines: ["pipelines", "pipeline", "workflows", "ci"], .reports: ["report"],
    ]

    private static let focusing: [Command] = panes.enumerated().map { index, pane in
        Command(
            id: "pane.\(pane.id.rawValue)", title: "Go to \(pane.title)", keys: [String(index + 1)], scopes: [.deck],
            aliases: aliases[pane.id] ?? [], runsAnywhere: true, choice: { _, _ in .focused(index + 1) })
    }
}
