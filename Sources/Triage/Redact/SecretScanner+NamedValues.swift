/// Whether what a name is given is a secret: by the name's strength, and by what else is written so.
extension SecretScanner {
    /// Whether a name that often means something else (`secret`, `auth`, `pass`) is given what looks like a secret by itself.
    func isSecretOfWeakName(_ value: SecretValues.Value, _ name: Range<Int>, _ kind: String, quoted: Bool, query: Bool) -> Bool {
        let text = slice(value.range)
        // service.createToken(user.id(), …)
        // session=<…>, by which mail servers tell connections apart
        if kind == "session", text[0] == UInt8(ascii: "<"), byte(at: value.range.upperBound - 1) == UInt8(ascii: ">") { return false }
        if !value.quoted, text.contains(UInt8(ascii: "(")), SecretValues.isCode(text, followedBy: byte(at: value.range.upperBound)) { return false }
        let isSeed = text.count >= 16 && text.allSatisfy { $0.isUpper || $0.isDigit }  // otpauth://…?secret=BASE32
        let seed = isSeed && (query || isOneTime(name))
        // A key for people to type: groups of capitals and digits.
        let isTyped = kind == "key" && text.count >= 19 && text.contains(UInt8(ascii: "-")) && AwaitedSecret.isCode(text)
        // prod/orders/credentials, where a store keeps it
        let isFolder =
            text.contains(UInt8(ascii: "/")) && text.allSatisfy { $0.isLower || $0.isDigit || Marks("-_/.:").contains($0) }
        return seed || isTyped || kind == "auth" && Base64.isPadded(text)
            || SecretValues.looksRandom(text) && (kind != "auth" || !SecretValues.isWords(text))
            || kind == "password" && SecretValues.looksPassword(text, anySigns: value.quoted)
            || kind == "password" && quoted && value.quoted && SecretValues.looksLikely(text)
            || kind == "secret" && value.quoted && !text.contains(UInt8(ascii: "-")) && !isFolder && SecretValues.looksLikely(text) && !isMember(text)
            || kind == "secret" && SecretValues.looksTyped(text) && !isMember(text)
            || kind == "secret" && value.quoted && text.count >= 16 && !text.contains(where: { $0.isSpace || $0 == UInt8(ascii: "/") })
                && isOptionOfSession(name)
            || kind == "password" && isShortPassword(value.range, of: name)
            || kind == "key" && query && SecretValues.looksMixed(text) && !SecretValues.isWords(text)
    }

    /// `session({ secret: '…' })`: the object is what something is called with that signs or checks what people log in with.
    private func isOptionOfSession(_ name: Range<Int>) -> Bool {
        guard let open = bytes[max(line.lowerBound, name.lowerBound - 160)..<name.lowerBound].lastIndex(of: UInt8(ascii: "{")),
            open > line.lowerBound + 4
        else { return false }
        let end = bytes.trimmed(line.lowerBound..<open).upperBound
        guard bytes[end - 1] == UInt8(ascii: "(") else { return false }
        let words: [StaticString] = ["session", "cookie", "jwt", "csrf", "auth", "sign", "strategy", "hmac"]
        return words.contains { bytes.firstFolded($0, in: max(line.lowerBound, end - 24)..<end) != nil }
    }

    /// Whether even a name that leaves no doubt is given none: a count, a file, code, the beginning of a sentence or of the next field.
    func isNoValue(_ value: SecretValues.Value, _ name: Range<Int>, _ mark: UInt8, _ kind: String, quoted: Bool, at separator: Int) -> Bool {
        let text = slice(value.range)
        // `name:12` counts something.
        if !value.quoted, text.count <= 3, text.allSatisfy(\.isDigit) { return true }
        if !value.quoted, isInTemplate(name) { return true }
        if kind == "key", isFile(text) || text[0] == UInt8(ascii: ".") && text.contains(UInt8(ascii: "/")) { return true }  // where it lies
        if name.count == 3, slice(value.range).contains(UInt8(ascii: "/")), Marks("/~.").contains(text[0]) { return true }  // pwd
        if !value.quoted, SecretValues.isCode(text, followedBy: byte(at: value.range.upperBound)) { return true }
        if !value.quoted, mark == UInt8(ascii: "="), isKeyword(value.range) { return true }
        if !value.quoted, !quoted, mark == UInt8(ascii: "="), byte(at: separator + 1) == 32, isSentence(value.range) { return true }
        if !value.quoted, !quoted, mark == UInt8(ascii: ":"), isProse(value.range) || isNextField(value.range) {
            return kind != "code" || !isAmongCodes(value.range)
        }
        // exec: "askpass": executable file not found
        return !value.quoted && quoted && mark == UInt8(ascii: ":") && isProse(value.range) && isSubject(name)
    }

    /// Whether a store's name for a secret stands there, and which version of it; the name may have been taken for the secret's own.
    private func isStored(_ value: Range<Int>, _ name: Range<Int>, _ mark: UInt8) -> Bool {
        let text = slice(value), head = line.lowerBound..<name.lowerBound
        if mark == UInt8(ascii: ":") {
            guard let end = text.firstIndex(where: { !$0.isDigit }) ?? text.indices.last.map({ $0 + 1 }), end > 0, end <= 4,
                end == text.count || text[end] == UInt8(ascii: ",")
            else { return false }
            return bytes.first("-secrets", in: head) != nil
        }
        return text.contains(UInt8(ascii: ":")) && SecretValues.isStored(text, isStore: bytes.first("-secret", in: head) != nil)
    }

    /// Whether the name stands within `{{ … }}`: what it is given without quotes is code.
    private func isInTemplate(_ name: Range<Int>) -> Bool {
        guard let open = bytes.first("{{", in: line.lowerBound..<name.lowerBound) else { return false }
        return bytes.first("}}", in: open..<name.lowerBound) == nil && bytes.first("}}", in: name.upperBound..<line.upperBound) != nil
    }

    /// Whether words stand before the quotation of a name, as where an error tells of what: no member of an object does.
    private func isSubject(_ name: Range<Int>) -> Bool {
        var low = name.lowerBound
        while low > line.lowerBound, bytes[low - 1].isWord || Marks("/.-:~\\").contains(bytes[low - 1]) { low -= 1 }
        guard low > line.lowerBound + 2, bytes[low - 1].isQuote, bytes[low - 2] == 32 else { return false }
        return bytes[low - 3].isLetter || bytes[low - 3] == UInt8(ascii: ":")
    }

    /// Whether what stands there only names a secret, or nothing: a path, a member of something, a check sum, a quote that closes.
    func isOther(_ value: SecretValues.Value, _ name: Range<Int>, _ mark: UInt8, _ kind: String, quoted: Bool) -> Bool {
        let text = slice(value.range)
        if SecretValues.isPath(text), !value.quoted || kind == "key" { return true }
        // --set-secrets=DB_PASSWORD=db-password:latest
        if isStored(value.range, name, mark) { return true }
        if kind == "code",
            text.count > 64 && !(name.lowerBound > line.lowerBound && Marks("?&").contains(bytes[name.lowerBound - 1]))
                || text.reduce(0, { $0 + ($1.isDigit ? 1 : 0) }) < 4 && !AwaitedSecret.isCode(text) && !SecretValues.looksRandom(text)
                    && !isAmongCodes(value.range)
        {
            return true
        }
        // … = var.a, … ? var.a : var.b
        let isAssigned = bytes[value.range.lowerBound - 1] == 32 && (mark == UInt8(ascii: "=") || byte(at: name.upperBound) == 32)
        if !value.quoted, SecretValues.isMemberPath(text, isAssigned: isAssigned) { return true }
        // YAML's *alias, and an &anchor whose value stands below
        if !value.quoted, mark == UInt8(ascii: ":"), Marks("*&").contains(text[0]),
            text.dropFirst().allSatisfy({ $0.isLower || $0 == UInt8(ascii: "_") })
        {
            return true
        }
        // passwd_1:4.13-1.deb: a package and its version
        if !value.quoted, mark == UInt8(ascii: ":"), bytes[name.upperBound - 1].isDigit, SecretValues.isVersion(text) { return true }
        // checksum/secret: …
        if name.lowerBound > line.lowerBound, bytes[name.lowerBound - 1] == UInt8(ascii: "/"), SecretValues.isDigest(text) {
            let marks: [StaticString] = ["checksum", "hash", "digest", "sha256", "sum"]
            return marks.contains { ends($0, at: name.lowerBound - 1) }
        }
        // orders/2024/part-1.parquet, the name of an object
        if kind == "key", !value.quoted, text.contains(UInt8(ascii: "/")), !text.contains(where: \.isUpper),
            SecretValues.isWords(text) || text.contains(46)
        {
            return true
        }
        guard value.quoted, value.range.lowerBound > line.lowerBound else { return false }
        let quote = bytes[value.range.lowerBound - 1]
        if quote == UInt8(ascii: "`"), mark == UInt8(ascii: "="), text.contains(32) { return true }  // a command's output
        if mark == UInt8(ascii: ">"), text.first == 32 { return true }  // '--password <NAME>' cannot be used with '…
        guard quote == 34, !quoted, let first = text.first, first == 32 || Marks(",;)").contains(first) else { return false }
        return isOpen(quote, before: value.range.lowerBound - 1)
    }

    /// Whether codes of the same length stand behind it, in letters and digits: then it is one that holds no digit.
    private func isAmongCodes(_ value: Range<Int>) -> Bool {
        guard value.count >= 8, slice(value).allSatisfy(\.isLower) || slice(value).allSatisfy(\.isUpper) else { return false }
        let next = word(at: byte(at: value.upperBound) == UInt8(ascii: ",") ? value.upperBound + 1 : value.upperBound)
        return next.count == value.count && AwaitedSecret.isCode(slice(next))
    }

    /// `= await client.Fetch(…)`, `= table.Column<string>(…)`: how code goes on.
    private func isKeyword(_ value: Range<Int>) -> Bool {
        let words: [StaticString] = ["await", "new", "yield", "typeof", "async"]
        if byte(at: value.upperBound) == 32, words.contains(where: { $0.utf8CodeUnitCount == value.count && bytes.has($0, at: value.lowerBound) }) {
            return true
        }
        return byte(at: value.upperBound) == UInt8(ascii: "<") && slice(value).contains(UInt8(ascii: "."))
            && slice(value).allSatisfy { $0.isLetter || $0 == UInt8(ascii: ".") }
    }

    /// Go's `{Password: Mode:on}`: nothing stands there, and the next field follows.
    private func isNextField(_ value: Range<Int>) -> Bool {
        guard let colon = slice(value).firstIndex(of: UInt8(ascii: ":")), colon > 1, bytes[value.lowerBound].isUpper else { return false }
        return slice(value).prefix(colon).allSatisfy(\.isLetter) && bytes.first("{", in: line.lowerBound..<value.lowerBound) != nil
    }

    /// `client-key: me.pem`
    private func isFile(_ text: Bytes) -> Bool {
        guard text.count <= 40, let dot = text.lastIndex(of: UInt8(ascii: ".")), dot > 0, text.count - dot <= 5 else { return false }
        return ["pem", "key", "crt", "p12", "jks", "pfx", "json", "pub", "txt"].contains { $0.utf8.elementsEqual(text.dropFirst(dot + 1)) }
    }

    /// process.env.JWT_SECRET, cfg.auth.Secret(): code, not a value.
    private func isMember(_ text: Bytes) -> Bool {
        if SecretValues.isCode(text, followedBy: nil) { return true }
        return text.contains(UInt8(ascii: ".")) && text.allSatisfy { $0.isLetter || Marks("_.$?!()[]").contains($0) }
    }

    /// "password = classic PAT with …": small words, and more of them.
    private func isSentence(_ value: Range<Int>) -> Bool {
        let second = word(at: value.upperBound), third = word(at: second.upperBound)
        return slice(value).allSatisfy(\.isLower) && [second, third].allSatisfy { !$0.isEmpty && slice($0).allSatisfy(\.isLetter) }
    }

    /// "password: must be at least …" tells of a password, "password: hunter2" tells it.
    func isProse(_ value: Range<Int>) -> Bool {
        guard !SecretValues.isPhrase(slice(value)), slice(value).allSatisfy({ $0.isLetter || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "'") })
        else { return false }
        if slice(value).dropFirst().contains(where: \.isUpper), SecretValues.looksPassword(slice(value)) { return false }
        return byte(at: value.upperBound) == 32 && (byte(at: value.upperBound + 1)?.isLetter ?? false)
    }
}
