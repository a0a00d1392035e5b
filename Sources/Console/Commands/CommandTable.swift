/// The table of commands as text: for `quarterdeck commands`, and for `docs/commands.md`, which a test compares with it.
public enum CommandTable {
    /// Aligned columns for a terminal: id, keys, where, title.
    public static func text(keymap: Keymap = .standard) -> String {
        let rows = Registry.all.map { [$0.id, keys(of: $0, keymap), place(of: $0), $0.title] }
        let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let padded = (0..<3).map { row[$0] + String(repeating: " ", count: widths[$0] - row[$0].count) }
            return (padded + [row[3]]).joined(separator: "  ")
        }.joined(separator: "\n") + "\n"
    }

    /// The page `docs/commands.md`.
    public static func markdown(keymap: Keymap = .standard) -> String {
        var text = """
            # Commands

            Made from the table in `Sources/Console/Commands` by `quarterdeck commands --markdown`; do not edit it by hand.
            Keys can be changed under `[keys]` in `config.toml`, by a command's id.

            | id | keys | after `:` | where | what it does |
            | --- | --- | --- | --- | --- |

            """
        for command in Registry.all {
            let names = keymap.keys(of: command.id).map { "`\($0)`" }.joined(separator: " ")
            let aliases = command.aliases.map { "`\($0)`" }.joined(separator: " ")
            text += "| `\(command.id)` | \(names) | \(aliases) | \(place(of: command)) | \(title(of: command)) |\n"
        }
        return text
    }

    private static func keys(of command: Command, _ keymap: Keymap) -> String {
        keymap.keys(of: command.id).joined(separator: " ")
    }

    private static func place(of command: Command) -> String { command.scopes.map(\.words).joined(separator: ", ") }

    /// The title, with what is asked for and what it may do.
    private static func title(of command: Command) -> String {
        var text = command.title
        if !command.arguments.isEmpty { text += " (asks for: \(command.arguments.map { $0.label.lowercased() }.joined(separator: ", ")))" }
        if command.risk == .asks { text += "; sends redacted evidence to the model, if one is configured" }
        return text.replacing("|", with: "\\|")
    }
}
