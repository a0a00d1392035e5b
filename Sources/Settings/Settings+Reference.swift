extension Settings {
    /// Every key with its type, default and meaning, as Markdown: `docs/configuration.md`.
    public static var reference: String {
        var text = """
            # Configuration

            `config.toml` is looked for at `--config`, then at `QUARTERDECK_CONFIG`, then at `quarterdeck/config.toml` in the XDG
            configuration directory (`~/.config`). [config.example.toml](../config.example.toml) holds every key with the values of
            the reference platform; `quarterdeck check` says everything that is wrong with a file at once, by line.

            Secrets never stand in the file. A *secret reference* is `"env:NAME"`, `"file:PATH"` or `"cmd:PROGRAM ARGUMENTS"` (no
            shell; quotes keep words together; ten seconds). Relative paths stand beside the file, and `~/` is the home directory.
            Durations are `"500ms"`, `"15s"`, `"2m"`, `"1h"`, `"1d"` or seconds; sizes `"64KiB"`, `"64MiB"`, `"1GiB"` or bytes.

            This page is made from the table that reads the file (`Settings+Fields.swift`).

            """
        var rows: [String] = []
        func flush() {
            guard !rows.isEmpty else { return }
            text += "\n| key | type | default | meaning |\n| --- | --- | --- | --- |\n" + rows.joined(separator: "\n") + "\n"
            rows = []
        }
        for key in SettingKey.all {
            switch key.type {
            case "table", "array of tables":
                flush()
                let title = key.type == "table" ? "[\(key.path)]" : "[[\(key.path.replacing("[]", with: ""))]]"
                text += "\n## `\(title)`\n\n\(key.doc)\n"
            default:
                let standard = key.standard.map { "`\($0)`" } ?? (key.isRequired ? "required" : "")
                rows.append("| `\(key.path)` | \(key.type) | \(standard) | \(key.doc) |")
            }
        }
        flush()
        return text
    }
}
