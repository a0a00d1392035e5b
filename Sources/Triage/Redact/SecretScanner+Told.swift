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
        if known != nil || isPassword, let end = cell(name, at: space) { return end }
        guard isPassword || ends("token", at: space) || ends("secret", at: space) || ends("key", at: space) || ends("_pass", at: space) else {
            return space
        }
        // `config set aws_secret_access_key …`: no word of a sentence is called so.
        if let known, known.strength == .strong, slice(name).contains(where: { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }) {
            let value = SecretValues.value(bytes, at: space, to: line.upperBound) { _ in false }.range
            if value.count >= 12, SecretValues.looksRandom(slice(value)), !SecretValues.isPlaceholder(slice(value)) {
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
        return value.range.upperBound
    }

    /// As ``told(at:)``, where the line ends with the word.
    mutating func toldAtEnd() {
        guard line.upperBound - line.lowerBound > 16, TellingWords.mayEnd(bytes, line.upperBound) else { return }
        let (name, quoted) = name(before: line.upperBound)
        if !quoted, KeyNames.kind(of: slice(name))?.strength == .strong, toldBefore(name) == nil { toldByComment(name) }
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
    private func wordStart(before end: Int) -> Int {
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
        let bar = byte(at: low) == UInt8(ascii: "|")
        guard bar || low - space >= 2 || bytes[space] == 9 else { return nil }
        if bar { low += 1 }
        var value = word(at: low)
        // | DB password | `…` |
        if value.isEmpty, let quote = byte(at: low), quote.isQuote || byte(at: low + 1)?.isQuote == true {
            let quotation = SecretValues.value(bytes, at: low, to: line.upperBound) { _ in false }
            if quotation.quoted, !slice(quotation.range).contains(32) { value = quotation.range }
        }
        var behind = value.upperBound
        if let quote = byte(at: behind), quote.isQuote { behind += 1 }
        while let byte = byte(at: behind), byte.isSpace { behind += 1 }
        guard isEndOfMessage(value.upperBound) || byte(at: behind) == UInt8(ascii: "|"), let (kind, strength) = KeyNames.kind(of: slice(name)) else {
            return nil
        }
        let text = slice(value)
        guard !SecretValues.isPlaceholder(text), SecretValues.looksRandom(text) || strength == .strong && SecretValues.looksPassword(text) else {
            return nil
        }
        add(value, kind)
        return value.upperBound
    }

    private static let fillers: Set<String> = [
        "is", "was", "provided", "set", "to", "as", "be", "given", "generated", "created", "issued", "new", "for", "by", "with", "value",
        "user", "admin", "root", "used", "received", "and", "will", "now", "has", "been", "lautet", "ist", "wurde", "es", "est", "string", "hash",
        "mismatch", "expected", "presented", "supplied", "sent", "leaked", "mismatch:",
    ]

    /// "password is …", "the password for the database: …", "is the password still …?": words lead up to a value; where the last of them
    /// is one that says what something is, less of a look is needed.
    private mutating func password(at space: Int) -> Int {
        var index = space, near = true, surely = isSetting(space) || isBehindUser(space), named = false, owned = false
        for count in 0..<10 {
            // dell'utente, d'Anna: an apostrophe within a word
            if byte(at: index) == 39, bytes[index - 1].isLetter, byte(at: index + 1).map({ $0.isLetter || $0 >= 0x80 }) ?? false, count > 0 {
                index += 1
                continue
            }
            if let quote = byte(at: skipped(index)), quote.isQuote {
                // Password for 'https://ada@host': …
                if named, let end = behindQuotation(at: index) {
                    (index, surely, near) = (end, true, true)
                    continue
                }
                if count == 0, name(before: space).range.count == 4, ends("pass", at: space) { return space }
                // OpenVPN's `password "Auth" hunter2`: the realm, and then the password.
                let end = behindWord(at: index)
                if count == 0, byte(at: end) == 32, !Marks("=:-+").contains(byte(at: end + 1) ?? 61) {
                    let last = word(at: end)
                    if bytes.trimmed(last.upperBound..<line.upperBound).isEmpty, SecretValues.looksChosen(slice(last)) {
                        add(last, "password")
                        return last.upperBound
                    }
                }
                return quotedSecret(at: index, surely: owned || count > 2) ?? space
            }
            let word = word(at: index)
            guard !word.isEmpty else { return space }
            var text = slice(word)
            // rootpw --plaintext …
            if count == 0, text.count > 3, text.starts(with: "--".utf8), text.allSatisfy({ $0.isLower || $0 == UInt8(ascii: "-") }) {
                (index, surely) = (word.upperBound, true)
                continue
            }
            // A log's own field, where nothing was said.
            if count > 0, isField(word) { return space }
            // What a sign gives a name is read where the sign stands.
            if count == 0, let first = text.first, Marks("=:+?|&>").contains(first) || first == UInt8(ascii: "-") && text.count == 2, text.count <= 2
            {
                return space
            }
            if count == 0, text.elementsEqual("(".utf8), byte(at: word.upperBound)?.isQuote == true {
                return quotedSecret(at: word.upperBound, surely: true) ?? space
            }
            if count == 0, let secret = enclosed(word) {
                add(secret, "password")
                return secret.upperBound
            }
            let lead = text.last == UInt8(ascii: ":") || text.elementsEqual("=".utf8) || text.elementsEqual("->".utf8)
            if !lead {
                while let last = text.last, Marks(".:?").contains(last) { text = Bytes(rebasing: text.dropLast()) }
                if let first = text.first, first == UInt8(ascii: "(") { return space }
                if isPassword(text, near: near, surely: surely)
                    || surely && SecretValues.looksLikely(text) && isEndOfMessage(word.upperBound) && !SecretValues.isPlaceholder(text)
                {
                    let whole = Marks(".?").contains(bytes[word.upperBound - 1]) && word.upperBound < line.upperBound
                    let secret = word.lowerBound..<(whole ? word.lowerBound + text.count : word.upperBound)
                    add(secret, "password")
                    return secret.upperBound
                }
            }
            let plain = String(decoding: text.prefix(12).prefix { $0 != UInt8(ascii: "-") }.map(\.lowered), as: UTF8.self)
            // "password file: …" says nothing of the password.
            if lead, text.count > 2, byte(at: word.upperBound + 1)?.isQuote != true,
                KeyNames.isOpen(String(decoding: text.dropLast().map(\.lowered), as: UTF8.self))
            {
                return space
            }
            // To pass is what is done with other things as well.
            if count == 0, bytes[space - 1] == UInt8(ascii: "s"), ends("pass", at: space), plain != "is", plain != "was" { return space }
            let isNumber = text.count == 1 && text[0].isDigit || count == 0 && Self.hidings.contains(plain)  // the way it is hidden: `password 7 …`
            // Whom or what it is for may be written in any way.
            guard lead || isNumber || named || text.allSatisfy({ $0.isLetter || $0 >= 0x80 || $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: ",") })
            else { return space }
            surely = lead || isNumber || Self.copulas.contains(plain) || surely && count > 0 && Self.adverbs.contains(plain)
            near = surely || near && !owned && (isNumber || Self.fillers.contains(plain))
            named = Self.owning.contains(plain)
            owned = owned || named
            index = word.upperBound
        }
        return space
    }

    /// A setting's name: it stands first in its line, or is one of Redis's.
    private func isSetting(_ space: Int) -> Bool {
        let name = name(before: space).range
        return ends("requirepass", at: space) || ends("masterauth", at: space)
            || bytes.trimmed(line.lowerBound..<name.lowerBound).isEmpty && name.count >= 6
                && (bytes[name.lowerBound].isLower || slice(name).contains(UInt8(ascii: "_")))
    }

    /// "login ada password …": the word before the last says that a login is told.
    private func isBehindUser(_ space: Int) -> Bool {
        let user = wordStart(before: name(before: space).range.lowerBound)
        let end = bytes.trimmed(line.lowerBound..<user).upperBound
        return [("user" as StaticString), "login", "username", "usr"].contains { ends($0, at: end) }
    }

    /// `password (…)`, `password - …`, `password / …`.
    private func enclosed(_ word: Range<Int>) -> Range<Int>? {
        var secret = word
        if word.count == 1, Marks("-/").contains(bytes[word.lowerBound]) {
            secret = self.word(at: word.upperBound)
        } else if Marks("([").contains(bytes[word.lowerBound]) {
            secret = word.lowerBound + 1..<word.upperBound
        } else {
            return nil
        }
        guard isEndOfMessage(secret.upperBound) || Marks(")]").contains(byte(at: secret.upperBound) ?? 0) else { return nil }
        return SecretValues.looksTyped(slice(secret)) && !SecretValues.isPlaceholder(slice(secret)) && !slice(secret).contains(UInt8(ascii: "="))
            ? secret : nil
    }

    /// What says what something is.
    private static let copulas: Set<String> = [
        "is", "was", "to", "as", "be", "lautet", "ist", "wurde", "es", "est", "é", "è", "jest", "to:", "equals", "equal", "are", "still", "now", "är",
        "er",
        "on", "olan", "—", "–", "→", "⇒", "to", "este", "je", "=", "->", "string", "hash", "auf", "en", "a",
    ]

    /// Words between what says so and what is said.
    private static let adverbs: Set<String> = [
        "now", "currently", "still", "jetzt", "nun", "neu", "ahora", "maintenant", "adesso", "ora", "agora", "nu", "teraz", "just", "simply", "again",
        "actually", "temporarily", "nyní", "теперь", "artık", "désormais", "set", "changed", "reset", "to", "als", "auf",
    ]
    /// Ways in which devices say that a password is hidden.
    private static let hidings: Set<String> = [
        "enc", "sha512", "sha256", "md5", "sha1", "cipher", "irreversible", "encrypted", "plaintext", "plain", "simple", "scrypt", "hash",
        "irreversible",
    ]
    /// What leads to whom or what something is for.
    private static let owning: Set<String> = [
        "for", "key", "by", "of", "de", "del", "di", "da", "do", "für", "fuer", "von", "pour", "para", "per", "voor", "van", "för", "till", "til",
        "dla",
        "для",
        "от", "pro", "na", "für:", "on", "dell", "dello", "della", "des", "du", "av", "user", "account", "utente", "utilisateur", "usuario",
        "usuário",
        "benutzer", "benutzers", "nutzer", "gebruiker", "użytkownika", "uzytkownika", "пользователя", "користувача", "användaren", "användare",
        "brukeren", "bruker", "brugeren", "bruger", "käyttäjän", "uživatele", "uzivatele", "utilizador", "utilizatorului", "felhasználó",
        "konto", "kontos", "compte", "cuenta", "conta",
    ]

    /// `user=ada`, `rows=9830`: a name in small letters and a number or a word.
    private func isField(_ word: Range<Int>) -> Bool {
        guard let equals = slice(word).firstIndex(of: UInt8(ascii: "=")), equals > 1 else { return false }
        let name = slice(word).prefix(equals), value = slice(word).dropFirst(equals + 1)
        return name.allSatisfy { $0.isLower || $0 == UInt8(ascii: "_") } && (value.allSatisfy(\.isDigit) || value.allSatisfy(\.isLower))
    }

    private func isPassword(_ text: Bytes, near: Bool, surely: Bool) -> Bool {
        if SecretValues.isPlaceholder(text) || text.isUUID && !surely || SecretValues.isPath(text) { return false }
        if surely { return SecretValues.looksPassword(text, anySigns: true) && !SecretValues.isCode(text, followedBy: nil) }
        if near {
            return SecretValues.looksChosen(text) || SecretValues.looksRandom(text)
                || SecretValues.isPhrase(text) && !text.contains(UInt8(ascii: "."))
        }
        // Far from the name many things stand that are drawn: names of pods, hosts, times.
        guard text.count <= 64, !text.allSatisfy({ $0.isWord || Marks("-.:/@,").contains($0) }) else {
            return SecretValues.looksMixed(text) && text.allSatisfy { $0.isLetter || $0.isDigit } && SecretValues.looksRandom(text)
        }
        return SecretValues.looksChosen(text, anySigns: false) && text.contains(where: \.isDigit)
    }

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

    /// `token` and `secret` alone, `API key`, `access key`: not `next_token`, and not the key of a cache.
    private func isBareName(_ name: Range<Int>) -> Bool {
        KeyNames.kind(of: slice(name)) != nil || isCipherKey(name)
    }

    private func isToken(_ text: Bytes, nameEnd: Int) -> Bool {
        if SecretValues.isPlaceholder(text) { return false }
        // Names of objects end in a few random letters; a token is random throughout.
        if text.isUUID { return ends("token", at: nameEnd) || ends("secret", at: nameEnd) || ends("geniekey", at: nameEnd) }
        if text.allSatisfy(\.isHex), ends("rsa key", at: nameEnd) || ends("gpg key", at: nameEnd) || ends("dsa key", at: nameEnd) { return false }
        if ends("secret key", at: nameEnd) || ends("setup key", at: nameEnd), text.count >= 16, text.count % 8 == 0,
            text.allSatisfy({ $0.isUpper || (UInt8(ascii: "2")...UInt8(ascii: "7")).contains($0) }), text.contains(where: \.isDigit)
        {
            return true
        }
        return text.count >= 20 && SecretValues.looksRandom(text) && text.allSatisfy { $0.isWord }
            || SecretValues.isDrawn(text) && (!ends("key", at: nameEnd) || ends("fernet key", at: nameEnd) || ends("encryption key", at: nameEnd))
    }

    private func skipped(_ index: Int) -> Int {
        var index = index
        while let byte = byte(at: index), byte == 32 || byte == UInt8(ascii: "\\") && self.byte(at: index + 1)?.isQuote == true { index += 1 }
        return index
    }

    /// `'…'` behind white space: one word of four letters or more.
    private mutating func quotedSecret(at space: Int, surely: Bool = false) -> Int? {
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
