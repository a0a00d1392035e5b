/// Secrets that a sentence or a table tells: "temporary password is …", `DB_PASSWORD   …`, `IDENTIFIED BY '…'`.
extension SecretScanner {
    /// Looks at the word that ends before white space; where the secret ends that it announces.
    mutating func told(at space: Int) -> Int {
        guard space > line.lowerBound, space >= settled else { return space }
        switch bytes[space - 1].lowered {
        case UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "y"), UInt8(ascii: "s"), UInt8(ascii: "w"),
            UInt8(ascii: "h"), UInt8(ascii: "k"), UInt8(ascii: "r"), UInt8(ascii: "g"):
            break
        default: return space
        }
        if let end = entering(at: space) ?? alike(at: space) { return end }
        if ends("by", at: space) { return ends("identified by", at: space) ? quotedSecret(at: space) : space }
        let isPassword =
            ["password", "passwd", "passphrase", "passcode", "bindpw", "rootpw", "passwort", "kennwort", "securestring", "psk"].contains {
                (word: StaticString) in
                ends(word, at: space)
            } || ends("requirepass", at: space) || ends("masterauth", at: space)
        guard isPassword || ends("token", at: space) || ends("secret", at: space) || ends("key", at: space) || ends("_pass", at: space) else {
            return space
        }
        let (name, quoted) = name(before: space)
        guard !quoted, !name.isEmpty else { return space }
        if let end = cell(name, at: space) { return end }
        // `config set aws_secret_access_key …`: no word of a sentence is called so.
        if let known = KeyNames.kind(of: slice(name)), known.strength == .strong,
            slice(name).contains(where: { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") })
        {
            let value = word(at: space)
            if value.count >= 12, SecretValues.looksRandom(slice(value)), !SecretValues.isPlaceholder(slice(value)) {
                add(value, known.kind)
                return value.upperBound
            }
        }
        return sentence(name, at: space, isPassword: isPassword)
    }

    func ends(_ word: StaticString, at end: Int) -> Bool {
        end - word.utf8CodeUnitCount >= line.lowerBound && bytes.hasFolded(word, at: end - word.utf8CodeUnitCount)
    }

    /// `NAME   value` and `| name | value |`: two columns, the value alone in its own.
    private mutating func cell(_ name: Range<Int>, at space: Int) -> Int? {
        var low = space
        while let byte = byte(at: low), byte == 32 || byte == 9 { low += 1 }
        let bar = byte(at: low) == UInt8(ascii: "|")
        guard bar || low - space >= 2 || bytes[space] == 9 else { return nil }
        if bar { low += 1 }
        let value = word(at: low)
        var behind = value.upperBound
        while let byte = byte(at: behind), byte.isSpace { behind += 1 }
        guard behind == line.upperBound || bytes[behind] == UInt8(ascii: "|"), let (kind, strength) = KeyNames.kind(of: slice(name)) else {
            return nil
        }
        let text = slice(value)
        guard !SecretValues.isPlaceholder(text), SecretValues.looksRandom(text) || strength == .strong && SecretValues.looksChosen(text) else {
            return nil
        }
        add(value, kind)
        return value.upperBound
    }

    private static let fillers: Set<String> = [
        "is", "was", "provided", "set", "to", "as", "be", "given", "generated", "created", "issued", "new", "for", "by", "with", "value",
        "user", "admin", "root", "used", "received", "and", "will", "now", "has", "been", "lautet", "ist", "wurde", "es", "est", "string", "hash",
    ]

    /// "password is X", "API key provided: X", "password 'X'": only words that lead up to a value may stand between.
    private mutating func sentence(_ name: Range<Int>, at space: Int, isPassword: Bool) -> Int {
        guard isPassword || isBareName(name) else { return space }
        let kind = isPassword ? "password" : ends("key", at: space) ? "key" : ends("secret", at: space) ? "secret" : "token"
        var index = space, anything = false, named = false
        for _ in 0..<8 {
            if let quote = byte(at: skipped(index)), quote.isQuote {
                if isPassword { return quotedSecret(at: index, surely: named) }
                let value = SecretValues.value(bytes, at: index, to: line.upperBound) { _ in false }
                guard value.quoted, isSecret(slice(value.range), isPassword: false, nameEnd: space), index == space || !named else { return space }
                add(value.range, kind)
                return value.range.upperBound
            }
            let word = word(at: index)
            guard !word.isEmpty else { return space }
            let lead = bytes[word.upperBound - 1] == UInt8(ascii: ":")
            var text = slice(word)
            while let last = text.last, last == UInt8(ascii: ".") || last == UInt8(ascii: ":") { text = Bytes(rebasing: text.dropLast()) }
            if !lead, isSecret(text, isPassword: isPassword, nameEnd: space) {
                add(word.lowerBound..<word.lowerBound + text.count, kind)
                return word.upperBound
            }
            if text.count == 1, text[0].isDigit {
                index = word.upperBound  // the way it is hidden: `password 7 …`
                continue
            }
            let plain = String(decoding: text.prefix(12).map(\.lowered), as: UTF8.self)
            guard lead || anything || Self.fillers.contains(plain) else { return space }
            if plain == "for" || plain == "by" { named = true }
            anything = plain == "for" || plain == "by"
            index = word.upperBound
        }
        return space
    }

    /// `token` and `secret` alone, `API key`, `access key`: not `next_token`, and not the key of a cache.
    private func isBareName(_ name: Range<Int>) -> Bool {
        KeyNames.kind(of: slice(name)) != nil
    }

    private func isSecret(_ text: Bytes, isPassword: Bool, nameEnd: Int) -> Bool {
        if SecretValues.isPlaceholder(text) { return false }
        if isPassword { return SecretValues.looksChosen(text) || SecretValues.looksRandom(text) }
        // Names of objects end in a few random letters; a token is random throughout.
        if text.isUUID { return ends("token", at: nameEnd) || ends("secret", at: nameEnd) }
        if text.allSatisfy(\.isHex), ends("rsa key", at: nameEnd) || ends("gpg key", at: nameEnd) || ends("dsa key", at: nameEnd) { return false }
        return text.count >= 20 && SecretValues.looksRandom(text) && text.allSatisfy { $0.isWord }
            || SecretValues.isDrawn(text) && !ends("key", at: nameEnd)
    }

    private func skipped(_ index: Int) -> Int {
        var index = index
        while let byte = byte(at: index), byte == 32 || byte == UInt8(ascii: "\\") && self.byte(at: index + 1)?.isQuote == true { index += 1 }
        return index
    }

    /// `'…'` behind white space: one word of four letters or more.
    private mutating func quotedSecret(at space: Int, surely: Bool = false) -> Int {
        let value = SecretValues.value(bytes, at: space, to: line.upperBound) { _ in false }
        let text = slice(value.range)
        guard value.quoted, text.count >= 4, !text.contains(32), !SecretValues.isPlaceholder(text), !text.contains(UInt8(ascii: "/")),
            !surely || SecretValues.looksChosen(text) || SecretValues.looksRandom(text)
        else {
            return space
        }
        add(value.range, "password")
        return value.range.upperBound
    }
}
