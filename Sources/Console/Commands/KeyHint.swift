/// How a key is shown in hints, where columns are few.
enum KeyHint {
    /// `⏎` for Enter, `^P` for Ctrl-P, other names as they are.
    static func short(_ name: String) -> String {
        switch name {
        case "Enter": "⏎"
        case "Up": "↑"
        case "Down": "↓"
        case "Left": "←"
        case "Right": "→"
        default: name.hasPrefix("Ctrl-") ? "^" + name.dropFirst(5) : name
        }
    }
}
