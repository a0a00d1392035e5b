import Foundation

/// A shape of `Fixtures/secrets` written as text: `«hex:32»` is a secret of 32 hexadecimal digits that must go, `‹user›` a
/// word that is none, and `⟦b64 …⟧` wraps what stands within. A literal among the words of a secret belongs to it:
/// `«ghp_ alnum:36»`. `«=»` is the secret before once more.
struct SecretTemplate {
    private let text: [Character]
    private var place = 0
    private var dice: Dice
    private var last = ""

    /// The text with invented values, and the secrets in it.
    static func render(_ text: String, _ dice: inout Dice) -> (text: String, secrets: [String]) {
        var template = SecretTemplate(text: Array(text), dice: dice)
        let result = template.rest(until: nil)
        dice = template.dice
        return result
    }

    private init(text: [Character], dice: Dice) { (self.text, self.dice) = (text, dice) }

    private mutating func rest(until close: Character?) -> (text: String, secrets: [String]) {
        var result = "", secrets: [String] = []
        while place < text.count, text[place] != close {
            let mark = text[place]
            place += 1
            switch mark {
            case "«":
                let secret = made(upTo: "»")
                last = secret
                secrets.append(secret)
                result += secret
            case "‹": result += made(upTo: "›")
            case "⟦":
                let name = String(taken { $0 != " " })
                place += 1
                let inner = rest(until: "⟧")
                let wrapped = Self.wrap(name, inner.text, inner.secrets)
                result += wrapped.text
                secrets += wrapped.secrets
            default: result.append(mark)
            }
        }
        place += 1
        return (result, secrets)
    }

    private mutating func taken(_ belongs: (Character) -> Bool) -> [Character] {
        let start = place
        while place < text.count, belongs(text[place]) { place += 1 }
        return Array(text[start..<min(place, text.count)])
    }

    private static func wrap(_ name: String, _ text: String, _ secrets: [String]) -> (text: String, secrets: [String]) {
        let text = text.replacingOccurrences(of: "\\u0000", with: "\0")
        let parts = name.split(separator: ":")
        switch parts.first {
        case "b64": return (Dice.base64(text), [Dice.base64(text)])
        case "b64url": return (Dice.base64url(text), [Dice.base64url(text)])
        case "plainb64": return (Dice.base64(text), [])
        case "percent": return (Dice.percent(text), secrets.map(Dice.percent))
        case "wrap":
            let encoded = Array(Dice.base64(text)), width = Int(parts[1]) ?? 76
            let lines = stride(from: 0, to: encoded.count, by: width).map { String(encoded[$0..<min($0 + width, encoded.count)]) }
            return (lines.joined(separator: "\n"), lines)
        default: preconditionFailure("\(name) is no way of wrapping")
        }
    }

    private mutating func made(upTo close: Character) -> String {
        let words = String(taken { $0 != close }).split(separator: " ")
        place += 1
        return words.map { value(String($0)) }.joined()
    }

    private mutating func value(_ word: String) -> String {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        let count = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
        if count > 0 { return drawn(String(parts[0]), count) ?? word }
        switch word {
        case "=": return last
        case "esc": return "\u{1b}"
        case "password": return dice.password()
        case "plain": return dice.plainPassword()
        case "plainpct": return Dice.percent(dice.word() + dice.digits(3) + dice.pick(["!", "@", "/", "#"]) + dice.alnum(4))
        case "b64pw": return Dice.base64(dice.plainPassword())
        case "word": return dice.word()
        case "user": return dice.user()
        case "host": return dice.host()
        case "uuid": return dice.uuid()
        case "jwt": return dice.jwt()
        case "id": return dice.digits(4)
        default: return word
        }
    }

    private mutating func drawn(_ kind: String, _ count: Int) -> String? {
        switch kind {
        case "hex": dice.hex(count)
        case "HEX": dice.hex(count).uppercased()
        case "alnum": dice.alnum(count)
        case "lower": dice.lower(count)
        case "UPPER": dice.lower(count).uppercased()
        case "digits": dice.digits(count)
        case "letters": String(dice.alnum(count * 8).lowercased().filter(\.isLetter).prefix(count))
        case "LETTERS": String(dice.alnum(count * 8).filter(\.isLetter).prefix(count))
        case "url": dice.url(count)
        case "base64": dice.base64(count)
        case "base64pct": Dice.percent(dice.base64(count))
        default: nil
        }
    }
}
