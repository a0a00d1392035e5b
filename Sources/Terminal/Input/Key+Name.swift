extension Key {
    /// A key as config and help write it: `a`, `G`, `:`, `Space`, `Enter`, `Ctrl-P`, `Alt-x`, `Shift-Tab`, `F5`, `PgDn`.
    ///
    /// Case does not matter in names and modifiers (`ctrl-p` is `Ctrl-P`); it does in a single character (`g` is not `G`).
    /// `nil` for anything else.
    public init?(name: String) {
        if name.count == 1, let character = name.first {
            self = .character(character)
            return
        }
        let lower = name.lowercased()
        if let named = Self.names.first(where: { $0.name.lowercased() == lower })
            ?? Self.aliases.first(where: { $0.name == lower })
        {
            self = named.key
        } else if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...12).contains(number) {
            self = .function(number)
        } else if lower.hasPrefix("ctrl-"), let character = Self.character(name.dropFirst(5)), character.isASCII {
            self = .control(Character(character.lowercased()))
        } else if lower.hasPrefix("alt-"), let character = Self.character(name.dropFirst(4)) {
            self = .alt(character)
        } else {
            return nil
        }
    }

    /// The name that ``init(name:)`` reads; for what is not pressed (paste, mouse, focus) a word for logs.
    public var name: String {
        if let named = Self.names.first(where: { $0.key == self }) { return named.name }
        return switch self {
        case .character(let character): String(character)
        case .control(let character): "Ctrl-" + (character == " " ? "Space" : character.uppercased())
        case .alt(let character): "Alt-" + (character == " " ? "Space" : character == "\u{7f}" ? "Backspace" : String(character))
        case .function(let number): "F\(number)"
        case .paste: "paste"
        case .mouse: "mouse"
        default: "focus"
        }
    }

    private static func character(_ text: Substring) -> Character? {
        if text.count == 1 { return text.first }
        return switch text.lowercased() {
        case "space": " "
        case "backspace": "\u{7f}"
        default: nil
        }
    }

    private static let names: [(name: String, key: Key)] = [
        ("Space", .character(" ")), ("Enter", .enter), ("Esc", .escape), ("Tab", .tab), ("Shift-Tab", .backTab),
        ("Backspace", .backspace),
        ("Delete", .delete), ("Insert", .insert), ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right),
        ("Home", .home),
        ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown), ("Shift-Up", .shiftUp), ("Shift-Down", .shiftDown),
        ("Shift-Left", .shiftLeft), ("Shift-Right", .shiftRight),
    ]

    private static let aliases: [(name: String, key: Key)] = [
        ("return", .enter), ("escape", .escape), ("backtab", .backTab), ("del", .delete), ("ins", .insert), ("pageup", .pageUp),
        ("pagedown", .pageDown), ("ctrl-i", .tab), ("ctrl-m", .enter), ("ctrl-j", .enter), ("ctrl-h", .backspace),
        ("ctrl-[", .escape),
    ]
}
