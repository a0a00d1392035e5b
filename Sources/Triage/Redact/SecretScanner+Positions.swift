/// Secrets that a place among other words tells, and no name: `CONNECT TO db USER ada USING …`, `.LOGON host/ada,…`,
/// `snmp-server host 10.0.0.1 version 2c …`, `SNODEID=(ada,…)`.
extension SecretScanner {
    /// What the word that ends at `space` puts a secret behind; where that ends.
    mutating func positioned(at space: Int) -> Int? {
        if ends("snmp-server host", at: space) { return trapCommunity(behind: space) }
        if ends(" using", at: space) { return connected(using: space) }
        if ends(" enc", at: space) { return encoded(at: space) }
        if ends("bundle config", at: space) { return bundled(behind: space) }
        if ends("logon", at: space), let end = logon(at: space) { return end }
        return Self.oracleWords.contains { ends($0, at: space) } ? oracleLogon(behind: space) : nil
    }

    // MARK: Databases

    /// `CONNECT TO 'db' USER 'ada' USING '…'` of SQL, `attach to node user ada using …` of Db2.
    private mutating func connected(using space: Int) -> Int? {
        let head = line.lowerBound..<space
        guard let user = bytes.firstFolded(" user ", in: head),
            Self.connecting.contains(where: { bytes.firstFolded($0, in: line.lowerBound..<user) != nil })
        else { return nil }
        let value = SecretValues.value(bytes, at: space, to: line.upperBound) { $0 == UInt8(ascii: ";") }
        let text = slice(value.range)
        // No sentence goes on with a name and this word at once.
        let name = slice(user + 6..<space - 6)
        guard !name.dropFirst().contains(32), !SecretValues.isPlaceholder(text),
            value.quoted
                ? text.count >= 4 && !text.contains(32)
                : (SecretValues.looksLikely(text) || SecretValues.looksShort(text)) && !text.hasFolded("tls", at: 0) && !text.hasFolded("ssl", at: 0)
        else { return nil }
        add(value.range, "password")
        return value.range.upperBound
    }

    private static let connecting: [StaticString] = [
        "connect to ", "attach to ", "backup db ", "backup database ", "restore db ", "restore database ", "activate db ", "activate database ",
    ]

    /// Oracle's programs whose first word is `name/password`, without an address behind it.
    static let oracleWords: [StaticString] = ["sqlplus", "sqlldr", "expdp", "impdp", "sqlcl", "rman target", "disql", "edbplus"]

    /// `sqlplus -s ada/… @script`; what an `@` follows at once is read there.
    private mutating func oracleLogon(behind space: Int) -> Int? {
        var word = word(at: space)
        while !word.isEmpty, bytes[word.lowerBound] == UInt8(ascii: "-") { word = self.word(at: word.upperBound) }
        let text = slice(word)
        guard let slash = text.firstIndex(of: UInt8(ascii: "/")), slash > 0, !text.contains(UInt8(ascii: "@")),
            text.prefix(slash).allSatisfy({ $0.isWord || Marks("$#").contains($0) })
        else { return nil }
        let secret = word.lowerBound + slash + 1..<word.upperBound
        let password = slice(secret)
        guard !password.contains(UInt8(ascii: "/")), !SecretValues.isPlaceholder(password), SecretValues.looksLikely(password),
            !password.contains(UInt8(ascii: ".")) || SecretValues.looksTyped(password)
        else { return nil }
        add(secret, "password")
        return secret.upperBound
    }

    // MARK: Mainframes

    /// `.LOGON host/ada,…` of Teradata, `LOGON ada/…` of TSO, in capitals.
    private mutating func logon(at space: Int) -> Int? {
        let start = space - 5
        guard start == line.lowerBound || !bytes[start - 1].isWord && !Marks("-/").contains(bytes[start - 1]) else { return nil }
        let isTeradata = start > line.lowerBound && bytes[start - 1] == UInt8(ascii: ".")
        var word = word(at: space)
        let text = slice(word)
        guard let slash = text.firstIndex(of: UInt8(ascii: "/")), slash > 0,
            text.prefix(slash).allSatisfy({ $0.isWord || Marks("-.#$@").contains($0) })
        else { return nil }
        while word.count > slash + 2, bytes[word.upperBound - 1] == UInt8(ascii: ";") { word = word.lowerBound..<word.upperBound - 1 }
        let rest = word.lowerBound + slash + 1..<word.upperBound
        if let comma = slice(rest).firstIndex(of: UInt8(ascii: ",")), comma > 0 {
            let secret = rest.lowerBound + comma + 1..<rest.upperBound
            let password = slice(secret)
            guard !SecretValues.isPlaceholder(password), password.count >= 4,
                isTeradata || SecretValues.looksLikely(password) || SecretValues.looksShort(password)
            else { return nil }
            add(secret, "password")
            return secret.upperBound
        }
        guard bytes.has("LOGON", at: start), isHostPassword(slice(rest)) else { return nil }
        add(rest, "password")
        return rest.upperBound
    }

    /// Eight characters at most, capitals with digits or signs among them, as RACF takes them; or a word as people choose elsewhere.
    func isHostPassword(_ text: Bytes) -> Bool {
        guard text.count >= 4, !SecretValues.isPlaceholder(text), !text.allSatisfy(\.isDigit) else { return false }
        if text.count <= 8, text.allSatisfy({ $0.isUpper || $0.isDigit || Marks("#$@").contains($0) }) {
            return text.contains(where: { !$0.isLetter })
        }
        return SecretValues.looksTyped(text)
    }

    /// Commands of RACF, of IBM i and of queue managers: whatever stands in their password's brackets is one.
    private static let hostCommands: [StaticString] = [
        "altuser", "adduser", "alu ", "au ", "crtusrprf", "chgusrprf", "addsvraute", "chgsvraute", "signon", "cesn", "authinfo", "define chl",
        "rmtpwd", "crtlnkw",
    ]
    /// What is put between those brackets, and is none.
    private static let hostValues: [StaticString] = ["*", "&", "no", "yes", "none", "expired", "noexpired", "required", "length", "interval"]

    /// `PASSWORD(…)` of CL and TSO: a name in capitals before the bracket at `open`, or a command's before that.
    mutating func bracketed(at open: Int) -> Int? {
        let name = name(before: open).range
        guard name.upperBound == open, name.lowerBound == line.lowerBound || Marks(" )\"'").contains(bytes[name.lowerBound - 1]),
            let found = KeyNames.kind(of: slice(name)), found.strength == .strong, found.kind == "password"
        else { return nil }
        let isCommand = Self.hostCommands.contains { bytes.containsFolded($0, in: line.lowerBound..<name.lowerBound) }
        guard isCommand || slice(name).allSatisfy({ $0.isUpper }) else { return nil }
        var end = open + 1
        while let byte = byte(at: end), byte != UInt8(ascii: ")"), byte != UInt8(ascii: "("), byte != 32 { end += 1 }
        guard byte(at: end) == UInt8(ascii: ")") else { return nil }
        var secret = open + 1..<end
        let isQuoted = secret.count > 2 && bytes[secret.lowerBound].isQuote && bytes[secret.upperBound - 1] == bytes[secret.lowerBound]
        if isQuoted { secret = secret.lowerBound + 1..<secret.upperBound - 1 }
        let text = slice(secret)
        guard secret.lowerBound >= settled, text.count >= 4, !SecretValues.isPlaceholder(text),
            !Self.hostValues.contains(where: { $0.utf8CodeUnitCount == 1 ? text.has($0, at: 0) : text.hasFolded($0, at: 0) && text.count < 10 }),
            isHostPassword(text) || isCommand && !text.contains(where: { Marks("(),").contains($0) })
        else { return nil }
        add(secret, "password")
        return secret.upperBound
    }

    /// `SNODEID=(ada,…)` of Connect:Direct; `PASSWORD=(old,new)` of a job's card.
    mutating func nodeLogin(at open: Int) -> Int? {
        guard open > line.lowerBound + 6, bytes[open - 1] == UInt8(ascii: "="), ends("nodeid", at: open - 1),
            let close = bytes[open..<line.upperBound].firstIndex(of: UInt8(ascii: ")"))
        else { return nil }
        var start = open + 1, end: Int?
        for part in slice(open + 1..<close).split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            let range = bytes.trimmed(start..<start + part.count)
            if start > open + 1, range.count >= 4, !SecretValues.isPlaceholder(slice(range)), bytes[range.lowerBound] != UInt8(ascii: "&") {
                add(range, "password")
                end = range.upperBound
            }
            start += part.count + 1
        }
        return end
    }

    // MARK: Devices and files

    /// What may stand between a trap's receiver and the community: `traps version 2c …`.
    private static let trapWords: Set<String> = ["traps", "trap", "informs", "version", "1", "2c", "2", "v1", "v2c", "community", "0", "7"]

    /// `snmp-server host 10.0.0.1 traps version 2c …`: the community, which is none in version 3.
    private mutating func trapCommunity(behind space: Int) -> Int? {
        var index = word(at: space).upperBound
        for _ in 0..<6 {
            let value = SecretValues.value(bytes, at: index, to: line.upperBound) { _ in false }
            let text = slice(value.range)
            guard !text.isEmpty else { return nil }
            if !value.quoted, Self.trapWords.contains(String(decoding: text.prefix(10).map(\.lowered), as: UTF8.self)) {
                index = value.range.upperBound
                continue
            }
            if text.elementsEqual("vrf".utf8) || text.elementsEqual("use-vrf".utf8) || text.elementsEqual("udp-port".utf8) {
                index = word(at: value.range.upperBound).upperBound
                continue
            }
            guard !SecretValues.isPlaceholder(text), SecretValues.looksLikely(text) || SecretValues.looksShort(text), text[0] != UInt8(ascii: "3")
            else {
                return nil
            }
            add(value.range, "password")
            return value.range.upperBound
        }
        return nil
    }

    /// `set psksecret ENC …` of FortiGates: base64 to the end of the line.
    private mutating func encoded(at space: Int) -> Int? {
        guard bytes.has("ENC", at: space - 3), bytes.has("set ", at: said(before: space).lowerBound) else { return nil }
        let value = word(at: space)
        guard value.count >= 16, SecretValues.looksRandom(slice(value)), isEndOfMessage(value.upperBound) else { return nil }
        add(value, "secret")
        return value.upperBound
    }

    /// `bundle config gems.example.com ada:…`
    private mutating func bundled(behind space: Int) -> Int? {
        var word = word(at: space)
        while !word.isEmpty, bytes[word.lowerBound] == UInt8(ascii: "-") || slice(word).elementsEqual("set".utf8) {
            word = self.word(at: word.upperBound)
        }
        guard slice(word).contains(UInt8(ascii: ".")) else { return nil }
        return bundlePart(self.word(at: word.upperBound))
    }

    /// Bundler's `BUNDLE_GEMS__EXAMPLE__COM: "ada:…"`: the name is a host's, two of its lines a dot.
    mutating func bundleHost(_ name: Range<Int>, at separator: Int) -> Int? {
        guard name.count > 12, bytes.has("BUNDLE_", at: name.lowerBound), bytes.first("__", in: name) != nil else { return nil }
        return bundlePart(SecretValues.value(bytes, at: separator + 1, to: line.upperBound) { _ in false }.range)
    }

    /// What stands behind the colon, or all where none stands and it was drawn.
    private mutating func bundlePart(_ value: Range<Int>) -> Int? {
        let text = slice(value)
        guard !text.isEmpty, !SecretValues.isPlaceholder(text), !text.contains(UInt8(ascii: "/")) else { return nil }
        let colon = text.firstIndex(of: UInt8(ascii: ":"))
        let secret = colon.map { value.lowerBound + $0 + 1..<value.upperBound } ?? value
        guard secret.lowerBound >= settled, secret.count >= 6,
            // No port has six digits.
            colon != nil && secret.lowerBound > value.lowerBound + 1
                || SecretValues.looksRandom(slice(secret))
        else { return nil }
        add(secret, "password")
        return secret.upperBound
    }

    /// Exim's `client_send = : ada : …` and `^ada^…`: the last of the parts.
    mutating func eximLogin(_ name: Range<Int>, at equals: Int) -> Int? {
        guard name.count == 11, bytes.has("client_send", at: name.lowerBound) else { return nil }
        let value = SecretValues.value(bytes, at: equals + 1, to: line.upperBound) { _ in false }
        let text = value.quoted ? value.range : bytes.trimmed(equals + 1..<line.upperBound)
        let mark = slice(text).contains(UInt8(ascii: ":")) ? UInt8(ascii: ":") : UInt8(ascii: "^")
        guard let last = slice(text).lastIndex(of: mark), last > 1 else { return nil }
        let secret = bytes.trimmed(text.lowerBound + last + 1..<text.upperBound)
        guard secret.count >= 4, !SecretValues.isPlaceholder(slice(secret)),
            !slice(secret).contains(UInt8(ascii: "$")) || !slice(secret).contains(UInt8(ascii: "{"))
        else { return nil }
        add(secret, "password")
        return secret.upperBound
    }

    /// `password........................…`, `Password . . . . : …`: dots lead from a name to its value.
    mutating func led(at dot: Int) -> Int? {
        let named = bytes.trimmed(line.lowerBound..<dot).upperBound
        guard dot >= settled, dot - named <= 1, KeyNames.mayEndHere(bytes, named) else { return nil }
        var end = dot, dots = 0
        while let byte = byte(at: end), byte == UInt8(ascii: ".") || byte == 32 && bytes.has(" .", at: end) {
            if byte != 32 { dots += 1 }
            end += 1
        }
        guard dots >= 4, let (kind, strength) = KeyNames.kind(of: slice(name(before: named).range)), strength == .strong || strength == .weak else {
            return nil
        }
        while let byte = byte(at: end), byte == 32 || byte == UInt8(ascii: ":") { end += 1 }
        let value = SecretValues.value(bytes, at: end, to: line.upperBound) { _ in false }
        let text = slice(value.range)
        guard !SecretValues.isPlaceholder(text), isEndOfMessage(value.range.upperBound + (value.quoted ? 1 : 0)),
            SecretValues.looksRandom(text) || strength == .strong && (SecretValues.looksLikely(text) || SecretValues.looksShort(text))
        else { return nil }
        add(value.range, kind)
        return value.range.upperBound
    }
}
