/// Commands on the console itself.
enum ScreenCommands {
    static let all: [Command] = [palette, help, context, reports, search, jobs, audit, theme, scenario, redraw, suspend, close, quit]

    static let palette = Command(
        id: "palette", title: "Find a command, a thing, a report or a setting", keys: [":", "Ctrl-P"], scopes: [.anywhere],
        hint: ("palette", 80), isListed: false, choice: { _, _ in .paletteOpened })

    static let help = Command(
        id: "help", title: "Show the keys", keys: ["?", "F1"], scopes: [.anywhere], aliases: ["help", "keys"], hint: ("keys", 90),
        choice: { _, _ in .helpOpened })

    static let context = Command(
        id: "context", title: "Choose where commands without a selection act", keys: ["c"], scopes: [.anywhere], risk: .local,
        aliases: ["context", "ctx"], hint: ("context", 100),
        unavailable: { state in
            switch state.shared.options.contexts.count {
            case 0: "No cluster context is configured: add [[contexts]] to config.toml."
            case 1: "There is one context only: \(state.shared.options.contexts[0])."
            default: nil
            }
        },
        choice: { _, _ in .contextsOpened })

    static let reports = Command(
        id: "reports", title: "Read stored reports", keys: ["r"], scopes: [.anywhere], aliases: ["reports", "rep"],
        hint: ("reports", 110), unavailable: { $0.pages.top?.thing == .reports ? "These are the stored reports." : nil },
        choice: { _, _ in .opened(.reports) })

    static let search = Command(
        id: "reports.search", title: "Search all reports", keys: [], scopes: [.anywhere],
        arguments: [Command.Argument(name: "words", label: "Words")], aliases: ["find"],
        choice: { _, values in .reportsSearched(values["words"] ?? "") })

    static let jobs = Command(
        id: "jobs", title: "Show work in progress", keys: ["J"], scopes: [.anywhere], aliases: ["jobs"],
        choice: { _, _ in .opened(.jobs) })

    static let audit = Command(
        id: "audit", title: "Show what was changed, by whom, and what came of it", keys: ["A"], scopes: [.anywhere], aliases: ["audit"],
        choice: { _, _ in .opened(.audit) })

    static let theme = Command(
        id: "theme", title: "Change the theme", keys: [], scopes: [.anywhere], risk: .local,
        arguments: [
            Command.Argument(
                name: "theme", label: "Theme", initial: { $0.shared.theme }, values: { $0.shared.options.themes }, isClosed: true)
        ],
        aliases: ["theme", "skin"],
        unavailable: { $0.shared.options.themes.isEmpty ? "No other theme was found in the themes directory." : nil },
        choice: { _, values in values["theme"].map(Choice.themeChosen) })

    static let scenario = Command(
        id: "lab.scenario", title: "Play a scenario in the lab", keys: [], scopes: [.anywhere], risk: .local,
        arguments: [
            Command.Argument(
                name: "scenario", label: "Scenario", initial: { $0.shared.options.scenarios.first ?? "" },
                values: { $0.shared.options.scenarios }, isClosed: true)
        ],
        aliases: ["scenario", "lab"], exists: { !$0.shared.options.scenarios.isEmpty },
        choice: { _, values in values["scenario"].map(Choice.scenarioChosen) })

    static let redraw = Command(
        id: "redraw", title: "Paint the screen again", keys: ["Ctrl-L"], scopes: [.anywhere], choice: { _, _ in .redrawAsked })

    static let suspend = Command(
        id: "suspend", title: "Go to the shell until fg", keys: ["Ctrl-Z"], scopes: [.anywhere], choice: { _, _ in .suspended })

    static let close = Command(
        id: "close", title: "Close the page", keys: ["q", "Ctrl-C"], scopes: [.page], isListed: false, choice: { _, _ in .wentBack })

    static let quit = Command(
        id: "quit", title: "Leave Quarterdeck", keys: ["q", "Ctrl-C"], scopes: [.deck],
        aliases: ["q", "quit", "q!"],
        hint: ("quit", 120), runsAnywhere: true, choice: { _, _ in .quitAsked })
}
