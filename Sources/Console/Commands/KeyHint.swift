/// How a key is shown in hints, where columns are few.
enum KeyHint {
    /// `⏎` for Enter, `^P` for Ctrl-P, other names as they are.
    /// - Parameter plain: whether the terminal has ASCII only: its sign for `⏎` could not be told from Ctrl's.
    static func short(_ name: String, plain: Bool = false) -> String {
        switch name {
        case _ where plain && !name.hasPrefix("Ctrl-"): name
        case "Enter": "⏎"
        case "Up": "↑"
        case "Down": "↓"
        case "Left": "←"
        case "Right": "→"
        default: name.hasPrefix("Ctrl-") ? "^" + name.dropFirst(5) : name
        }
    }
}
