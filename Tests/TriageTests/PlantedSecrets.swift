/// A shape in which secrets turn up in logs: how to write one, with a secret invented for the occasion.
struct SecretShape: Sendable {
    var name: String
    /// The text, the parts of it that must go, and what of it must stay (the key's name).
    var write: @Sendable (inout Dice) -> (text: String, secrets: [String], kept: String)

    init(_ name: String, _ write: @escaping @Sendable (inout Dice) -> (String, String)) {
        self.init(name, keeps: "", write)
    }
    init(_ name: String, keeps kept: String, _ write: @escaping @Sendable (inout Dice) -> (String, String)) {
        self.name = name
        self.write = { dice in
            let (text, secret) = write(&dice)
            return (text, [secret], kept)
        }
    }
    init(lines name: String, _ write: @escaping @Sendable (inout Dice) -> (String, [String])) {
        self.name = name
        self.write = { dice in
            let (text, secrets) = write(&dice)
            return (text, secrets, "")
        }
    }
}

/// One secret in one log.
struct PlantedSecret {
    var shape: String
    var text: String
    var secrets: [String]
    var kept: String
}

enum PlantedSecrets {
    /// Every second shape was kept aside until the rules were done: figures of both halves stand in docs/threats.md.
    static let tuned = shapes.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    static let aside = shapes.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    static let shapes: [SecretShape] = providers + assignments + commands + addresses + messages + blocks

    /// `each` secrets of every shape, behind the prefixes that logs put before a line.
    static func planted(_ shapes: [SecretShape], each: Int = 18) -> [PlantedSecret] {
        shapes.enumerated().flatMap { place, shape in
            (0..<each).map { number in
                var dice = Dice(UInt64(place * 1000 + number) &+ shape.name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
                let (text, secrets, kept) = shape.write(&dice)
                return PlantedSecret(shape: shape.name, text: prefixed(text, number, &dice), secrets: secrets, kept: kept)
            }
        }
    }

    private static func prefixed(_ text: String, _ number: Int, _ dice: inout Dice) -> String {
        let time = "2026-03-14T02:\(10 + dice.below(50)):\(10 + dice.below(50)).\(dice.digits(7))Z"
        let prefix =
            switch number % 6 {
            case 0: ""
            case 1: "\(time) "
            case 2: "I0314 02:37:05.\(dice.digits(6))       1 server.go:\(dice.digits(3))] "
            case 3: "api-\(dice.below(9))  | "
            case 4: "\u{1b}[36m\(time)\u{1b}[0m \u{1b}[32mDEBUG\u{1b}[0m "
            default: ""
            }
        if number % 6 == 5, !text.contains("\n"), !text.contains("\u{1b}") {
            let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
            return #"{"level":"debug","ts":"\#(time)","msg":"\#(escaped)"}"#
        }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { prefix + $0 }.joined(separator: "\n")
    }
}
