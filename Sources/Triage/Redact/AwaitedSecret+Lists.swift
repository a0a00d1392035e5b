/// What opens a list, an object or a section whose lines hold secrets.
extension AwaitedSecret {
    /// `- --password`, `"tokens": [`, `variable "db_password" {`, `[admins]`; nearly all lines are dismissed by their first byte and their last.
    static func opened(by bytes: Bytes, _ text: Range<Int>) -> AwaitedSecret? {
        guard text.count >= 4, text.count <= 200 else { return nil }
        switch bytes[text.upperBound - 1] {
        case UInt8(ascii: "["), UInt8(ascii: ":"):
            if let found = list(bytes, text) { return found }
        case UInt8(ascii: "{"):
            if let found = object(bytes, text) { return found }
        case UInt8(ascii: "]"):
            if sections.contains(where: { $0.utf8CodeUnitCount == text.count && bytes.hasFolded($0, at: text.lowerBound) }) {
                return AwaitedSecret(kind: "password", strength: .weak, form: .section, lines: 40)
            }
        default: break
        }
        switch bytes[text.lowerBound] {
        case UInt8(ascii: "-"), 34, 39: return option(bytes, text)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return numbered(bytes, text)
        default: return nil
        }
    }

    /// What a line says without a log's prefix; a section's head alone would pass for one.
    static func said(_ bytes: Bytes, _ line: Range<Int>, _ content: Range<Int>) -> Range<Int> {
        let text = bytes.trimmed(content)
        guard text.isEmpty, let end = bytes[line].last, end == UInt8(ascii: "]"), let open = bytes[line].lastIndex(of: UInt8(ascii: "[")) else {
            return text
        }
        return open..<line.upperBound
    }

    private static let sections: [StaticString] = [
        "[admins]", "[users]", "[passwords]", "[credentials]", "[logins]", "[basic_auth]", "[passwd]",
    ]

    /// `tokens:`, `"keys": [`, `api_keys = [`: the name is that of several.
    private static func list(_ bytes: Bytes, _ text: Range<Int>) -> AwaitedSecret? {
        var high = text.upperBound
        while high > text.lowerBound, bytes[high - 1].isQuote || bytes[high - 1].isSpace || Marks("[:=").contains(bytes[high - 1]) { high -= 1 }
        guard high < text.upperBound, bytes[high..<text.upperBound].contains(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") }),
            let (name, _) = word(bytes, before: high, from: text.lowerBound), let found = KeyNames.several(name),
            ["password", "key", "token", "secret"].contains(found.kind)
        else { return nil }
        return AwaitedSecret(kind: found.kind, strength: found.kind == "password" ? .strong : .weak, form: .list, lines: 80)
    }

    /// `"db_password": {`, `variable "db_password" {`: a `value` or `default` follows.
    private static func object(_ bytes: Bytes, _ text: Range<Int>) -> AwaitedSecret? {
        var high = text.upperBound - 1
        var signed = false
        while high > text.lowerBound, bytes[high - 1].isQuote || bytes[high - 1].isSpace || Marks(":=").contains(bytes[high - 1]) {
            if Marks(":=").contains(bytes[high - 1]) { signed = true }
            high -= 1
        }
        guard let (name, low) = word(bytes, before: high, from: text.lowerBound) else { return nil }
        // tokens {
        if signed || low == text.lowerBound, let found = KeyNames.several(name), ["password", "key", "token", "secret"].contains(found.kind) {
            return AwaitedSecret(kind: found.kind, strength: .weak, form: .members, lines: 24)
        }
        guard let found = KeyNames.kind(of: name), found.strength == .strong || found.strength == .weak else { return nil }
        let isVariable = Self.blocks.contains { bytes.has($0, at: text.lowerBound) && low == text.lowerBound + $0.utf8CodeUnitCount + 1 }
        guard signed || isVariable else { return nil }
        return AwaitedSecret(kind: found.kind, strength: .weak, form: .object, lines: 8)
    }

    /// `1) "requirepass"` as Redis prints what it was asked for: the next number's is what the name is given.
    private static func numbered(_ bytes: Bytes, _ text: Range<Int>) -> AwaitedSecret? {
        guard let low = behindNumber(bytes, text), bytes[low] == 34, bytes[text.upperBound - 1] == 34, text.upperBound - low > 4,
            let found = KeyNames.kind(of: Bytes(rebasing: bytes[low + 1..<text.upperBound - 1])), found.strength == .strong || found.strength == .weak
        else { return nil }
        return AwaitedSecret(kind: found.kind, strength: found.strength, form: .item, lines: 1)
    }

    /// Behind `12) `.
    private static func behindNumber(_ bytes: Bytes, _ text: Range<Int>) -> Int? {
        let digits = bytes[text].prefix { $0.isDigit }.count, low = text.lowerBound + digits
        return digits > 0 && digits < 6 && bytes.has(") ", at: low) && low + 2 < text.upperBound ? low + 2 : nil
    }

    private static let blocks: [StaticString] = ["variable ", "output ", "parameter ", "secret "]

    /// An option alone in its line, as an item of a list: the next item is what it is given.
    private static func option(_ bytes: Bytes, _ text: Range<Int>) -> AwaitedSecret? {
        var low = text.lowerBound, high = text.upperBound
        if bytes.has("- ", at: low) { low = bytes.trimmed(low + 2..<high).lowerBound }
        while low < high, bytes[low].isQuote { low += 1 }
        while high > low, bytes[high - 1].isQuote || bytes[high - 1] == UInt8(ascii: ",") { high -= 1 }
        guard high - low > 3, low > text.lowerBound, bytes[low] == UInt8(ascii: "-"),
            bytes[low..<high].allSatisfy({ $0.isWord || $0 == UInt8(ascii: "-") }), let found = KeyNames.kind(of: Bytes(rebasing: bytes[low..<high])),
            found.strength == .strong || found.strength == .weak
        else { return nil }
        return AwaitedSecret(kind: found.kind, strength: found.strength, form: .item, lines: 1)
    }

    private static func word(_ bytes: Bytes, before high: Int, from start: Int) -> (name: Bytes, low: Int)? {
        var low = high
        while low > start, high - low < 64, bytes[low - 1].isWord || Marks("-.").contains(bytes[low - 1]) { low -= 1 }
        return high - low >= 4 ? (Bytes(rebasing: bytes[low..<high]), low) : nil
    }

    /// Whether the line belongs to what was opened: that goes on behind it.
    func goesOn(behind bytes: Bytes, _ content: Range<Int>) -> Bool {
        let text = bytes.trimmed(content)
        guard lines > 1, let first = text.isEmpty ? nil : bytes[text.lowerBound] else { return lines > 1 && form != .list }
        switch form {
        case .list: return first == UInt8(ascii: "-") || first.isQuote || first == UInt8(ascii: "#") || first.isWord && !bytes[text].contains(32)
        case .section: return first != UInt8(ascii: "[")
        case .object, .members: return !Marks("}$").contains(first)
        default: return false
        }
    }

    /// Where the value begins of a line `agent = "…"`; `nil` where the name says that it is none: an identifier, how long something lasts.
    private func named(in bytes: Bytes, _ text: Range<Int>) -> Int? {
        guard let sign = bytes[text].firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }) else { return nil }
        var low = text.lowerBound, high = sign
        while low < high, bytes[low].isQuote { low += 1 }
        while high > low, bytes[high - 1].isQuote || bytes[high - 1] == 32 { high -= 1 }
        guard high - low >= 2, bytes[low..<high].allSatisfy({ $0.isWord || $0 == UInt8(ascii: "-") }) else { return nil }
        let name = String(decoding: bytes[low..<high].map(\.lowered), as: UTF8.self)
        let last = name.split { $0 == "_" || $0 == "-" }.last.map(String.init) ?? name
        return KeyNames.isOpen(last) || name.hasSuffix("id") ? nil : sign + 1
    }

    private func isHost(_ text: Bytes) -> Bool {
        text.contains(UInt8(ascii: ".")) && text.allSatisfy { $0.isLower || $0.isDigit || Marks("-.:").contains($0) }
    }

    /// The secret of a line that belongs to what was opened.
    func member(in bytes: Bytes, _ text: Range<Int>) -> SecretSpan? {
        var low = text.lowerBound
        if form == .members {
            guard let value = named(in: bytes, text) else { return nil }
            low = value
        } else if let behind = Self.behindNumber(bytes, text), form == .item {
            low = behind
        } else if form == .section {
            guard let equals = bytes[text].firstIndex(of: UInt8(ascii: "=")), equals > low, bytes[low].isLetter else { return nil }
            low = equals + 1
        } else if bytes.has("- ", at: low) {
            low = bytes.trimmed(low + 2..<text.upperBound).lowerBound
        } else if !text.isEmpty, !bytes[low].isQuote {
            return nil
        }
        let value = SecretValues.value(bytes, at: low, to: text.upperBound) { $0 == UInt8(ascii: ",") }
        let secret = Bytes(rebasing: bytes[value.range])
        let behind = value.range.upperBound + (value.quoted ? 1 : 0)
        guard !secret.isEmpty, !SecretValues.isPlaceholder(secret), !SecretValues.isPath(secret), behind <= text.upperBound,
            form == .section || bytes[behind..<text.upperBound].allSatisfy({ Marks(",] ").contains($0) })
        else { return nil }
        let isSecret: Bool
        switch form {
        case .section:
            // com.example.Driver2 is a name.
            let isName = secret.contains(UInt8(ascii: ".")) && secret.allSatisfy { $0.isWord || $0 == UInt8(ascii: ".") }
            isSecret = SecretValues.looksTyped(secret) && !isName && !secret.contains { Marks("/:").contains($0) }
        case .item:
            isSecret =
                secret[0] != UInt8(ascii: "-")
                && (strength == .strong
                    ? SecretValues.looksLikely(secret) || value.quoted && SecretValues.isPhrase(secret) : SecretValues.looksRandom(secret))
        default:
            isSecret =
                form == .members && secret.isUUID
                    || kind == "password"
                ? SecretValues.looksPassword(secret) && bytes.first("://", in: value.range) == nil && !isHost(secret)
                : SecretValues.isDrawn(secret) || SecretValues.looksRandom(secret) && SecretValues.looksMixed(secret) && !SecretValues.isWords(secret)
        }
        return isSecret ? SecretSpan(range: value.range, kind: kind) : nil
    }
}
