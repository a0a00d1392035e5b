extension Settings {
    /// Every key with its type, default and meaning, as Markdown: the body of `docs/configuration.md`.
    public static var reference: String {
        var text = ""
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
