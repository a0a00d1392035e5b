/// Passwords that words lead up to: "password is …", "the password for the database: …", `rootpw --plaintext …`.
extension SecretScanner {
    static let fillers: Set<String> = [
        "is", "was", "provided", "set", "to", "as", "be", "given", "generated", "created", "issued", "new", "for", "by", "with", "value",
        "user", "admin", "root", "used", "received", "and", "will", "now", "has", "been", "lautet", "ist", "wurde", "es", "est", "string", "hash",
        "mismatch", "expected", "presented", "supplied", "sent", "leaked", "mismatch:",
    ]

    /// How the words stand to a password that were read so far.
    private struct Lead {
        /// Only words that lead up to a value stood between.
        var near = true
        /// The last says what something is: less of a look is needed.
        var surely: Bool
        /// The last leads to whom or what it is for; one before did.
        var named = false, owned = false
    }

    /// "password is …", "the password for the database: …", "is the password still …?": words lead up to a value; where the last of them
    /// is one that says what something is, less of a look is needed.
    mutating func password(at space: Int) -> Int {
        var index = space, lead = Lead(surely: isSetting(space) || isBehindUser(space))
        for count in 0..<10 {
            // dell'utente, d'Anna: an apostrophe within a word
            if byte(at: index) == 39, bytes[index - 1].isLetter, byte(at: index + 1).map({ $0.isLetter || $0 >= 0x80 }) ?? false, count > 0 {
                index += 1
                continue
            }
            if let quote = byte(at: skipped(index)), quote.isQuote {
                // Password for 'https://ada@host': …
                if lead.named, let end = behindQuotation(at: index) {
                    (index, lead.surely, lead.near) = (end, true, true)
                    continue
                }
                return quotedPassword(at: index, behind: space, isFirst: count == 0, surely: lead.owned || count > 2)
            }
            let word = word(at: index)
            // FOR SYS, SYSTEM AND …
            if word.isEmpty, lead.owned, byte(at: index) == UInt8(ascii: ","), byte(at: index + 1) == 32 {
                index += 1
                continue
            }
            guard !word.isEmpty else { return space }
            if lead.surely, let end = passwordGroups(at: word.lowerBound) { return end }
            // rootpw --plaintext …
            if count == 0, isOptionAlone(word), !isGiven(space) {
                (index, lead.surely) = (word.upperBound, true)
                continue
            }
            if count == 0, let end = firstWord(word, behind: space) { return end }
            // A log's own field, where nothing was said.
            if count > 0, isField(word) { return space }
            // "for sw-core34 is …": whom it is for is no password, whatever it looks like.
            let isOwner = lead.named && (isCopula(behind: word) || isHost(word))
            if !isOwner, let secret = secret(word, lead) {
                add(secret, "password")
                return secret.upperBound
            }
            guard follows(word, behind: space, count: count, &lead) else { return space }
            index = word.upperBound
        }
        return space
    }

    /// `password '…'`; OpenVPN's `password "Auth" "…"`: the realm, and then the password. Where it ends, or `space`.
    private mutating func quotedPassword(at index: Int, behind space: Int, isFirst: Bool, surely: Bool) -> Int {
        if isFirst {
            if name(before: space).range.count == 4, ends("pass", at: space) { return space }
            let end = behindWord(at: index)
            if byte(at: end) == 32, !Marks("=:-+").contains(byte(at: end + 1) ?? 61) {
                let last = SecretValues.value(bytes, at: end, to: line.upperBound) { _ in false }
                let behind = bytes.trimmed(last.range.upperBound + (last.quoted ? 1 : 0)..<line.upperBound)
                if behind.isEmpty || last.quoted && slice(behind).allSatisfy(\.isQuote),
                    SecretValues.looksChosen(slice(last.range), anySigns: last.quoted) || SecretValues.looksTyped(slice(last.range)),
                    !SecretValues.isPlaceholder(slice(last.range))
                {
                    add(last.range, "password")
                    return last.range.upperBound
                }
            }
        }
        return quotedSecret(at: index, surely: surely) ?? space
    }

    /// Whether the name is what another is given: `target=db-password --env …`.
    private func isGiven(_ space: Int) -> Bool {
        let name = name(before: space).range
        return name.lowerBound > line.lowerBound && bytes[name.lowerBound - 1] == UInt8(ascii: "=")
    }

    private func isOptionAlone(_ word: Range<Int>) -> Bool {
        word.count > 3 && bytes.has("--", at: word.lowerBound) && slice(word).allSatisfy { $0.isLower || $0 == UInt8(ascii: "-") }
    }

    /// What the word that follows at once settles: a sign that gives a value is read where it stands, brackets and dashes hold the value.
    private mutating func firstWord(_ word: Range<Int>, behind space: Int) -> Int? {
        let text = slice(word)
        if let first = text.first, Marks("=:+?|&>").contains(first) || first == UInt8(ascii: "-") && text.count == 2, text.count <= 2 { return space }
        if text.elementsEqual("(".utf8), byte(at: word.upperBound)?.isQuote == true {
            return quotedSecret(at: word.upperBound, surely: true) ?? space
        }
        guard let secret = enclosed(word) else { return nil }
        add(secret, "password")
        return secret.upperBound
    }

    /// Whether the word ends in a sign that a value follows.
    private func isSign(_ text: Bytes) -> Bool {
        text.last == UInt8(ascii: ":") || text.elementsEqual("=".utf8) || text.elementsEqual("->".utf8)
    }

    /// The part of the word that is the password.
    private func secret(_ word: Range<Int>, _ lead: Lead) -> Range<Int>? {
        var text = slice(word)
        guard !isSign(text) else { return nil }
        while let last = text.last, Marks(".:?").contains(last) { text = Bytes(rebasing: text.dropLast()) }
        if let first = text.first, first == UInt8(ascii: "(") { return nil }
        guard
            isPassword(text, near: lead.near, surely: lead.surely)
                || lead.surely && (SecretValues.looksLikely(text) || SecretValues.looksShort(text)) && isEndOfMessage(word.upperBound)
                    && !SecretValues.isPlaceholder(text)
        else { return nil }
        let whole = Marks(".?").contains(bytes[word.upperBound - 1]) && word.upperBound < line.upperBound
        return word.lowerBound..<(whole ? word.lowerBound + text.count : word.upperBound)
    }

    /// Whether a password may still follow behind the word, and how the words lead up to it then.
    private func follows(_ word: Range<Int>, behind space: Int, count: Int, _ lead: inout Lead) -> Bool {
        var text = slice(word)
        let isSign = isSign(text)
        if !isSign {
            while let last = text.last, Marks(".:?").contains(last) { text = Bytes(rebasing: text.dropLast()) }
            if let first = text.first, first == UInt8(ascii: "(") { return false }
        }
        let plain = String(decoding: text.prefix(12).prefix { $0 != UInt8(ascii: "-") }.map(\.lowered), as: UTF8.self)
        // "password file: …" says nothing of the password.
        if isSign, text.count > 2, byte(at: word.upperBound + 1)?.isQuote != true,
            KeyNames.isOpen(String(decoding: text.dropLast().map(\.lowered), as: UTF8.self))
        {
            return false
        }
        // "3 incorrect password attempts by …"
        if count == 0, plain.hasPrefix("attempt") { return false }
        // To pass is what is done with other things as well.
        if count == 0, bytes[space - 1] == UInt8(ascii: "s"), ends("pass", at: space), plain != "is", plain != "was" { return false }
        // The way it is hidden: `password 7 …`, `password manager plaintext …`; the registry's types.
        let isNumber =
            text.count == 1 && text[0].isDigit || count == 0 && Self.hidings.contains(plain) || count <= 3 && plain == "plaintext"
            || text.count > 5 && text.has("REG_", at: 0) && text.allSatisfy { $0.isUpper || $0 == UInt8(ascii: "_") }
        // Whom or what it is for may be written in any way.
        guard
            isSign || isNumber || lead.named
                || text.allSatisfy({ $0.isLetter || $0 >= 0x80 || $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: ",") })
        else { return false }
        lead.surely = isSign || isNumber || Self.copulas.contains(plain) || lead.surely && count > 0 && Self.adverbs.contains(plain)
        lead.near = lead.surely || lead.near && !lead.owned && (isNumber || Self.fillers.contains(plain))
        lead.named = Self.owning.contains(plain)
        lead.owned = lead.owned || lead.named
        return true
    }

    /// `sw-core15`, `db-2.example.net`: small letters, figures and what parts a host's name.
    private func isHost(_ word: Range<Int>) -> Bool {
        slice(word).contains(where: { Marks("-.").contains($0) }) && slice(word).allSatisfy { $0.isLower || $0.isDigit || Marks("-.").contains($0) }
    }

    /// "… is", "… was": the next word says what something is.
    private func isCopula(behind word: Range<Int>) -> Bool {
        let next = self.word(at: word.upperBound), text = slice(next)
        return ["is", "was", "ist", "lautet", "est", "es", "jest", "are", "now", "="].contains { $0.utf8.elementsEqual(text) }
            && !bytes.trimmed(next.upperBound..<line.upperBound).isEmpty
    }

    /// What a setting's value follows that is named behind it: `ENV DB_PASSWORD …`, `setx …`, `fastcgi_param …`, fish's `set -gx …`.
    private static let setters: [StaticString] = ["env", "setenv", "setx", "_param", "set -x", "set -gx", "set -ux", "set -lx", "d-i", "debconf-set"]
    /// Lines of devices that hold passwords, however short.
    private static let deviceLines: [StaticString] = ["neighbor ", "username ", "enable ", "peer ", "local-user "]

    /// A setting's name: it stands first in its line, or behind what sets it, or is one of Redis's.
    private func isSetting(_ space: Int) -> Bool {
        let name = name(before: space).range
        if ends("requirepass", at: space) || ends("masterauth", at: space) { return true }
        let head = said(before: name.lowerBound)
        if head.isEmpty { return name.count >= 6 && (bytes[name.lowerBound].isLower || slice(name).contains(UInt8(ascii: "_")) || isCamel(name)) }
        if Self.setters.contains(where: { ends($0, at: head.upperBound) }),
            slice(name).contains(UInt8(ascii: "_")) || bytes.has("d-i ", at: head.lowerBound)
        {
            return true
        }
        if Self.deviceLines.contains(where: { bytes.hasFolded($0, at: head.lowerBound) }) { return true }
        // mysql-server/root_password password …
        let before = self.name(before: head.upperBound).range
        if slice(before).contains(UInt8(ascii: "_")) || slice(before).contains(UInt8(ascii: "-")),
            KeyNames.kind(of: slice(before))?.strength == .strong
        {
            return true
        }
        return isCommand("mysqladmin", before: name.lowerBound) || isCommand("mariadb-admin", before: name.lowerBound)
    }

    /// What is said before `end`, without a log's prefix: of a shipper's object, what stands in its message.
    func said(before end: Int) -> Range<Int> {
        let head = line.lowerBound..<end
        if !head.isEmpty, bytes[line.lowerBound] == UInt8(ascii: "{") {
            for mark: StaticString in ["\"msg\":\"", "\"message\":\"", "\"log\":\"", "\"message\": \""] {
                if let at = bytes.first(mark, in: head) { return bytes.trimmed(at + mark.utf8CodeUnitCount..<end) }
            }
        }
        return bytes.trimmed(LogPrefix.skipped(bytes, head))
    }

    /// `AuthLDAPBindPassword`: words run together, which no sentence begins with.
    private func isCamel(_ name: Range<Int>) -> Bool { name.count >= 10 && slice(name).reduce(0) { $0 + ($1.isUpper ? 1 : 0) } >= 2 }

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
            // test_password (accounts.tests.TokenTests)
            if slice(secret).contains(UInt8(ascii: ".")), slice(secret).allSatisfy({ $0.isLetter || Marks("._").contains($0) }) { return nil }
        } else {
            return nil
        }
        guard isEndOfMessage(secret.upperBound) || Marks(")]").contains(byte(at: secret.upperBound) ?? 0), !SecretValues.isVersion(slice(secret))
        else {
            return nil
        }
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
        guard name.allSatisfy({ $0.isLower || $0 == UInt8(ascii: "_") }) else { return false }
        // Of an address, or of a host.
        let isPlace = value.contains { Marks("@.").contains($0) } && value.allSatisfy { $0.isLower || $0.isDigit || Marks("@.-_+").contains($0) }
        return value.allSatisfy(\.isDigit) || value.allSatisfy(\.isLower) || isPlace
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
}
