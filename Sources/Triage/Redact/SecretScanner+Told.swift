/// Secrets that a sentence or a table tells: "temporary password is …", `DB_PASSWORD   …`, `IDENTIFIED BY '…'`.
extension SecretScanner {
    /// Looks at the word that ends before white space; where the secret ends that it announces.
    mutating func told(at space: Int) -> Int {
        guard space > line.lowerBound + 1, space >= settled else { return space }
        if !spans.isEmpty, let end = alike(at: space) { return end }
        // A column's width between both: any name will do.
        let isCell = bytes[space] == 9 || space + 1 < line.upperBound && (bytes[space + 1] == 32 || bytes[space + 1] == UInt8(ascii: "|"))
        if TellingWords.isEntering(bytes, space), let end = entering(at: space) { return end }
        guard TellingWords.mayEnd(bytes, space) || isCell && KeyNames.mayEndHere(bytes, space) else { return space }
        if ends("by", at: space) {
            return bytes.firstFolded("identified ", in: max(line.lowerBound, space - 60)..<space) != nil ? identified(at: space) : space
        }
        let (name, quoted) = name(before: space)
        guard !quoted, !name.isEmpty else { return space }
        if Marks("=:").contains(byte(at: space + 1) ?? 0) { return space }
        let known = KeyNames.kind(of: slice(name))
        let isPassword =
            known?.kind == "password" && known?.strength == .strong || ends("securestring", at: space) || isShort(name)
            || ends("de passe", at: space) || ends("d'ordine", at: space)
        if isPassword, let end = toldBefore(name) { return end }
        if known != nil || isPassword || isCell && ends("value", at: space), let end = cell(name, at: space) { return end }
        guard isPassword || ends("token", at: space) || ends("secret", at: space) || ends("key", at: space) || ends("_pass", at: space) else {
            return space
        }
        // `config set aws_secret_access_key …`: no word of a sentence is called so.
        if let known, known.strength == .strong, slice(name).contains(where: { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }) {
            let value = SecretValues.value(bytes, at: space, to: line.upperBound) { _ in false }.range
            if value.count >= 12, SecretValues.looksRandom(slice(value)), !SecretValues.isPlaceholder(slice(value)),
                !Marks("([{<").contains(bytes[value.lowerBound]), !slice(value).allSatisfy(\.isHex) || !isBelowDigests
            {
                add(value, known.kind)
                return value.upperBound
            }
        }
        // set psksecret …
        if let known, known.strength == .strong, !isPassword, bytes.has("set ", at: bytes.trimmed(line).lowerBound) {
            let value = SecretValues.value(bytes, at: space, to: line.upperBound) { _ in false }
            if SecretValues.looksLikely(slice(value.range)), !SecretValues.isPlaceholder(slice(value.range)),
                isEndOfMessage(value.range.upperBound + (value.quoted ? 1 : 0))
            {
                add(value.range, known.kind)
                return value.range.upperBound
            }
        }
        let next = word(at: space)
        if next.count >= 12, slice(next).allSatisfy(\.isHex), isBelowDigests { return space }
        let end = isPassword ? password(at: space) : sentence(name, at: space)
        // "db.password resolved from application.yml to …"
        guard end == space, let known, known.strength == .strong, slice(name).contains(where: { Marks("._").contains($0) }) else { return end }
        return toldLater(behind: space, known.kind) ?? space
    }

    /// `IDENTIFIED BY '…'`; Oracle's needs no quotes.
    private mutating func identified(at space: Int) -> Int {
        let value = SecretValues.value(bytes, at: space, to: line.upperBound) { $0 == UInt8(ascii: ";") }
        let text = slice(value.range)
        guard !SecretValues.isPlaceholder(text), value.quoted ? text.count >= 4 : SecretValues.looksPassword(text) else { return space }
        add(value.range, "password")
        // Oracle's REPLACE: the one before.
        let end = value.range.upperBound + (value.quoted ? 1 : 0)
        guard bytes.hasFolded(" replace ", at: end) else { return value.range.upperBound }
        let old = SecretValues.value(bytes, at: min(end + 9, line.upperBound), to: line.upperBound) { $0 == UInt8(ascii: ";") }
        guard SecretValues.looksPassword(slice(old.range)), !SecretValues.isPlaceholder(slice(old.range)) else { return value.range.upperBound }
        add(old.range, "password")
        return old.range.upperBound
    }

    /// As ``told(at:)``, where the line ends with the word.
    mutating func toldAtEnd() {
        guard line.upperBound - line.lowerBound > 16, TellingWords.mayEnd(bytes, line.upperBound) else { return }
        let (name, quoted) = name(before: line.upperBound)
        guard !quoted, let strength = KeyNames.kind(of: slice(name))?.strength else { return }
        if strength == .strong, toldBefore(name) == nil { toldByComment(name) } else if strength == .weak { toldByComment(name, surely: false) }
    }

    /// "… is the new password", "use … as the password": where nothing follows the word.
    mutating func toldBefore(_ name: Range<Int>) -> Int? {
        guard isEndOfMessage(name.upperBound) || Marks(".,;!").contains(byte(at: name.upperBound) ?? 0) || bytes.has(" for ", at: name.upperBound)
        else { return nil }
        var index = name.lowerBound
        for _ in 0..<5 {
            let low = wordStart(before: index)
            let word = slice(bytes.trimmed(low..<index))
            guard !word.isEmpty, word.allSatisfy(\.isLetter) else { return nil }
            index = low
            if word.elementsEqual("is".utf8) || word.elementsEqual("as".utf8) {
                let value = quoted(endingAt: bytes.trimmed(line.lowerBound..<index).upperBound, from: line.lowerBound)
                let isQuoted = value.lowerBound > line.lowerBound && bytes[value.lowerBound - 1].isQuote
                let verb = wordStart(before: value.lowerBound - (isQuoted ? 1 : 0))
                let isUsed = [("use" as StaticString), "try", "enter", "using", "with"].contains {
                    ends($0, at: bytes.trimmed(verb..<value.lowerBound - (isQuoted ? 1 : 0)).upperBound)
                }
                guard value.lowerBound >= settled, SecretValues.looksTyped(slice(value)) || isUsed && SecretValues.looksLikely(slice(value)),
                    !SecretValues.isPlaceholder(slice(value))
                else {
                    return nil
                }
                add(value, "password")
                return name.upperBound
            }
        }
        return nil
    }

    /// Where the word begins that ends before `end`, and the white space there.
    func wordStart(before end: Int) -> Int {
        var low = end
        while low > line.lowerBound, bytes[low - 1].isSpace { low -= 1 }
        while low > line.lowerBound, !bytes[low - 1].isSpace, !bytes[low - 1].isQuote { low -= 1 }
        return low
    }

    /// "the db pw is …", "user: ada pass: …": short names of passwords, in small letters.
    private func isShort(_ name: Range<Int>) -> Bool {
        name.count == 2 && bytes.has("pw", at: name.lowerBound) || name.count == 4 && bytes.has("pass", at: name.lowerBound)
            || name.count == 3 && bytes.has("pwd", at: name.lowerBound) || ends("parola", at: name.upperBound) || ends("clave", at: name.upperBound)
    }

    func ends(_ word: StaticString, at end: Int) -> Bool {
        end - word.utf8CodeUnitCount >= line.lowerBound && bytes.hasFolded(word, at: end - word.utf8CodeUnitCount)
    }

    /// `NAME   value` and `| name | value |`: two columns, the value alone in its own.
    private mutating func cell(_ name: Range<Int>, at space: Int) -> Int? {
        var low = space
        while let byte = byte(at: low), byte == 32 || byte == 9 { low += 1 }
        let isDrawn = bytes.has("\u{2502}", at: low) && low + 4 < line.upperBound
        let bar = isDrawn || byte(at: low) == UInt8(ascii: "|")
        guard bar || low - space >= 2 || bytes[space] == 9 else { return nil }
        if bar { low += isDrawn ? 3 : 1 }
        var value = word(at: low)
        // | DB password | `…` |
        if value.isEmpty, let quote = byte(at: low), quote.isQuote || byte(at: low + 1)?.isQuote == true {
            let quotation = SecretValues.value(bytes, at: low, to: line.upperBound) { _ in false }
            if quotation.quoted, !slice(quotation.range).contains(32) { value = quotation.range }
        }
        var behind = value.upperBound
        if let quote = byte(at: behind), quote.isQuote { behind += 1 }
        while let byte = byte(at: behind), byte.isSpace { behind += 1 }
        guard isEndOfMessage(value.upperBound) || byte(at: behind) == UInt8(ascii: "|") || bytes.has("\u{2502}", at: behind),
            let (kind, strength) = KeyNames.kind(of: slice(name)) ?? (bar ? ofTable(name) : nil)
        else { return nil }
        let text = slice(value)
        guard !SecretValues.isPlaceholder(text), SecretValues.looksRandom(text) || strength == .strong && SecretValues.looksPassword(text),
            !text.allSatisfy(\.isHex) || !isBelowDigests
        else { return nil }
        add(value, kind)
        return value.upperBound
    }

    /// A row `value` of a table that the rows above say tells a token: what `tokenid` is the name of.
    private func ofTable(_ name: Range<Int>) -> (kind: String, strength: KeyNames.Strength)? {
        guard name.count == 5, bytes.hasFolded("value", at: name.lowerBound) else { return nil }
        let above = max(0, line.lowerBound - 400)..<line.lowerBound
        return bytes.containsFolded("tokenid", in: above) || bytes.containsFolded("token_id", in: above) ? ("token", .weak) : nil
    }
    /// Whether a table's head a few lines above calls its values digests: `NAME  DIGEST  CREATED AT`.
    private var isBelowDigests: Bool { bytes.first(" DIGEST ", in: max(0, line.lowerBound - 600)..<line.lowerBound) != nil }

    /// "API key provided: …", "token …": only words that lead up to a value may stand between.
    private mutating func sentence(_ name: Range<Int>, at space: Int) -> Int {
        guard isBareName(name) else { return space }
        let kind = ends("key", at: space) ? "key" : ends("secret", at: space) ? "secret" : "token"
        var index = space, anything = false, named = false
        for _ in 0..<8 {
            if let quote = byte(at: skipped(index)), quote.isQuote {
                let value = SecretValues.value(bytes, at: index, to: line.upperBound) { _ in false }
                guard value.quoted, isToken(slice(value.range), nameEnd: space), index == space || !named else { return space }
                add(value.range, kind)
                return value.range.upperBound
            }
            let word = word(at: index)
            guard !word.isEmpty else { return space }
            let lead = bytes[word.upperBound - 1] == UInt8(ascii: ":")
            var text = slice(word)
            while let last = text.last, last == UInt8(ascii: ".") || last == UInt8(ascii: ":") { text = Bytes(rebasing: text.dropLast()) }
            // token claims: sub=82f67e46-…: a field of its own.
            if isPair(text) { return space }
            // "Refreshed the token for tenant 82f67e46-…": whose it is.
            if named, text.isUUID { return space }
            if !lead, isToken(text, nameEnd: space) {
                add(word.lowerBound..<word.lowerBound + text.count, kind)
                return word.upperBound
            }
            let plain = String(decoding: text.prefix(12).map(\.lowered), as: UTF8.self)
            guard lead || anything || Self.fillers.contains(plain) || text.count == 1 && text[0].isDigit else { return space }
            if plain == "for" || plain == "by" { named = true }
            anything = plain == "for" || plain == "by"
            index = word.upperBound
        }
        return space
    }

    /// `sub=82f67e46-…`: not the padding of what was drawn.
    private func isPair(_ text: Bytes) -> Bool {
        guard let sign = text.firstIndex(of: UInt8(ascii: "=")), sign >= 2, sign <= 20, text.dropFirst(sign).contains(where: { $0 != text[sign] })
        else { return false }
        return text.prefix(sign).allSatisfy { $0.isLower || $0 == UInt8(ascii: "_") }
    }

    /// `token` and `secret` alone, `API key`, `access key`: not `next_token`, and not the key of a cache.
    private func isBareName(_ name: Range<Int>) -> Bool {
        KeyNames.kind(of: slice(name)) != nil || isCipherKey(name)
    }

    private func isToken(_ text: Bytes, nameEnd: Int) -> Bool {
        if SecretValues.isPlaceholder(text) { return false }
        // Names of objects end in a few random letters; a token is random throughout.
        if text.isUUID { return ends("token", at: nameEnd) || ends("secret", at: nameEnd) || ends("geniekey", at: nameEnd) }
        if text.allSatisfy(\.isHex), ends("rsa key", at: nameEnd) || ends("gpg key", at: nameEnd) || ends("dsa key", at: nameEnd) { return false }
        if ends("secret key", at: nameEnd) || ends("setup key", at: nameEnd), text.count >= 16,
            text.allSatisfy({ $0.isUpper || (UInt8(ascii: "2")...UInt8(ascii: "7")).contains($0) }),
            text.count >= 24 || text.count % 8 == 0 && text.contains(where: \.isDigit)
        {
            return true
        }
        return text.count >= 20 && SecretValues.looksRandom(text) && text.allSatisfy { $0.isWord }
            || SecretValues.isDrawn(text) && (!ends("key", at: nameEnd) || ends("fernet key", at: nameEnd) || ends("encryption key", at: nameEnd))
    }

    func skipped(_ index: Int) -> Int {
        var index = index
        while let byte = byte(at: index), byte == 32 || byte == UInt8(ascii: "\\") && self.byte(at: index + 1)?.isQuote == true { index += 1 }
        return index
    }

    /// `'…'` behind white space: one word of four letters or more.
    mutating func quotedSecret(at space: Int, surely: Bool = false) -> Int? {
        let value = SecretValues.value(bytes, at: space, to: line.upperBound) { _ in false }
        let text = slice(value.range)
        guard value.quoted, text.count >= 4, !text.contains(32) || SecretValues.isPhrase(text), !SecretValues.isPlaceholder(text),
            !text.contains(UInt8(ascii: "/")) || SecretValues.looksChosen(text, anySigns: true) && !SecretValues.isPath(text),
            bytes[value.range.lowerBound - 1] != UInt8(ascii: "`") || text.firstIndex(of: 34).map({ $0 == 0 || text[$0 - 1] != 58 }) ?? true,  // tags
            !surely || SecretValues.looksChosen(text) || SecretValues.looksRandom(text) || SecretValues.isPhrase(text)
        else {
            return nil
        }
        add(value.range, "password")
        return changed(from: value, "password")
    }
}
