/// Every command there is, from the table of its field, its pane, or its page. Nothing is listed that cannot be done yet.
public enum Registry {
    /// All commands, in the order of help and docs.
    public static let all: [Command] =
        ActionCommands.all + OperationCommands.all + ListCommands.all + ScreenCommands.all
        + panes.flatMap { $0.commands } + pageTypes.flatMap { $0.commands }

    private static let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

    /// A command by its id.
    public static func command(_ id: String) -> Command? { byID[id] }

    /// A command by a word typed after `:`, exactly as listed.
    static func command(alias: String) -> Command? { all.first { $0.aliases.contains(alias) } }
}
