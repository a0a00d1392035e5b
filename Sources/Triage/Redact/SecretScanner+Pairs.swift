/// Names and values that stand beside each other in other ways than by a sign between them: attributes, arguments, elements.
extension SecretScanner {
    /// Names of what holds the value of something named beside it.
    private static let carriers: [StaticString] = [
        "value", "content", "string", "val", "secretvalue", "defaultvalue", "text", "input_value", "parametervalue", "paramvalue", "optionvalue",
    ]

    /// `{"name": "DB_PASSWORD", "value": "…"}`: what a value is by the name beside it, before or behind, or in the line before.
    func listed(_ name: Range<Int>, at separator: Int) -> (kind: String, strength: KeyNames.Strength)? {
        guard name.count >= 3, name.count <= 14 else { return nil }
        if awaited?.form == .object, let awaited, name.count == 7, bytes.has("default", at: name.lowerBound) { return (awaited.kind, .weak) }
        guard Self.carriers.contains(where: { $0.utf8CodeUnitCount == name.count && bytes.hasFolded($0, at: name.lowerBound) }) else { return nil }
        let before = max(line.lowerBound, name.lowerBound - 120)..<name.lowerBound
        if let found = sibling(in: before, last: true) { return found }
        // {"name": "MODE", "value": …}: named, and nothing secret.
        let open = bytes[before].lastIndex(of: UInt8(ascii: "{"))
        if let open, bytes.containsFolded("\"name\"", in: open..<name.lowerBound) { return nil }
        let value = SecretValues.value(bytes, at: separator + 1, to: line.upperBound) { $0 == UInt8(ascii: ",") }
        var behind = value.range.upperBound..<min(line.upperBound, value.range.upperBound + 100)
        if let close = bytes[behind].firstIndex(of: UInt8(ascii: "}")) { behind = behind.lowerBound..<close }
        if let found = sibling(in: behind, last: false) { return found }
        // Spring's `"db.password": {"value": "…"}`.
        var brace = name.lowerBound
        while brace > line.lowerBound, bytes[brace - 1].isQuote || bytes[brace - 1] == 32 || bytes[brace - 1] == UInt8(ascii: "\\") { brace -= 1 }
        if brace > line.lowerBound + 2, bytes[brace - 1] == UInt8(ascii: "{"),
            let colon = bytes[line.lowerBound..<brace - 1].lastIndex(of: UInt8(ascii: ":")),
            brace - colon <= 5, let found = KeyNames.kind(of: slice(self.name(before: colon).range))
        {
            return found
        }
        // <Password><Value>…
        if bytes.has("><", at: name.lowerBound - 2), let open = bytes[line.lowerBound..<name.lowerBound - 1].lastIndex(of: UInt8(ascii: "<")),
            let found = KeyNames.kind(of: slice(open + 1..<name.lowerBound - 2)), found.strength == .strong
        {
            return found
        }
        if let found = enclosing(name) { return found }
        if let awaited, awaited.form == .value || awaited.form == .object || awaited.form == .word && (name.count == 11 || name.count == 5) {
            return (awaited.kind, awaited.strength)
        }
        // The name may stand in the line below, where that is here already.
        guard name.count == 5, line.upperBound < bytes.count, beginsItem(name.lowerBound) else { return nil }
        let below = line.upperBound + 1..<bytes.lineEnd(from: line.upperBound + 1)
        // A dash begins the next item.
        let next = bytes.trimmed(below)
        return below.count < 200 && !next.isEmpty && bytes[next.lowerBound] != UInt8(ascii: "-") ? sibling(in: below, last: false) : nil
    }

    /// The kind of what `name`, `key` or a patch's `path` names within the range.
    private func sibling(in range: Range<Int>, last: Bool) -> (kind: String, strength: KeyNames.Strength)? {
        var found: (kind: String, strength: KeyNames.Strength)?
        var index = range.lowerBound
        while index < range.upperBound {
            let length = bytes.hasFolded("name", at: index) || bytes.hasFolded("path", at: index) ? 4 : bytes.hasFolded("key", at: index) ? 3 : 0
            let isWord = index == line.lowerBound || !bytes[index - 1].isWord || bytes[index - 1].isLower && bytes[index].isUpper
            guard length > 0, isWord else {
                index += 1
                continue
            }
            var low = index + length
            while low < range.upperBound, bytes[low].isQuote || bytes[low].isSpace || Marks(":=\\>").contains(bytes[low]) { low += 1 }
            var high = low
            while high < range.upperBound, bytes[high].isWord || Marks("-./").contains(bytes[high]) { high += 1 }
            // The last part of a path: /prod/db/password
            if let slash = bytes[low..<high].lastIndex(of: UInt8(ascii: "/")) { low = slash + 1 }
            if low > index + length, high > low {
                found = KeyNames.kind(of: slice(low..<high))
                if !last { return found }
            }
            index = max(index + 1, high)
        }
        return found
    }

    /// `<wsse:Password Type="…">`: the element's name, where attributes stand behind it.
    func element(before end: Int) -> Range<Int>? {
        guard end > line.lowerBound, bytes[end - 1].isQuote else { return nil }
        var low = end - 1
        while low > line.lowerBound, end - low < 200, bytes[low] != UInt8(ascii: "<"), bytes[low] != UInt8(ascii: ">") { low -= 1 }
        guard bytes[low] == UInt8(ascii: "<") else { return nil }
        // <entry key="db.password">
        for mark: StaticString in [" key=", " name="] {
            guard let at = bytes.first(mark, in: low..<end) else { continue }
            let start = at + mark.utf8CodeUnitCount
            let value = SecretValues.value(bytes, at: start, to: end) { _ in false }
            if value.quoted, KeyNames.kind(of: slice(value.range)) != nil { return value.range }
        }
        var high = low + 1
        while high < end, bytes[high].isWord || bytes[high] == UInt8(ascii: ":") || bytes[high] == UInt8(ascii: "-") {
            high += 1
            if bytes[high - 1] == UInt8(ascii: ":") { low = high - 1 }
        }
        return high > low + 1 ? low + 1..<high : nil
    }

    /// Names of two or three words, `Mot de passe :`, `recovery code:`; and those whose type stands behind: `password: String =`.
    func wider(_ name: Range<Int>, quoted: Bool) -> (kind: String, strength: KeyNames.Strength)? {
        guard !quoted, name.lowerBound > line.lowerBound + 2, bytes[name.lowerBound - 1] == 32, slice(name).allSatisfy({ $0.isWord || $0 >= 0x80 })
        else {
            return nil
        }
        // PASS and PWD alone are no passwords, whatever word stands before them.
        if name.count <= 4, slice(name).allSatisfy(\.isUpper), bytes.has("P", at: name.lowerBound) { return nil }
        if name.count <= 5, bytes[name.lowerBound].lowered == UInt8(ascii: "w"), isOfNetwork(name) { return ("password", .weak) }
        var low = name.lowerBound - 1
        if bytes[low - 1] == UInt8(ascii: ":"), bytes[name.lowerBound].isUpper || name.count <= 6,
            Marks("= ").contains(byte(at: name.upperBound) ?? 0)
        {
            let typed = self.name(before: low - 1).range
            return typed.isEmpty ? nil : KeyNames.kind(of: slice(typed)).flatMap { $0.strength == .header ? nil : $0 }
        }
        for _ in 0..<2 {
            let end = low
            while low > line.lowerBound, bytes[low - 1].isWord || bytes[low - 1] >= 0x80 { low -= 1 }
            guard low < end else { return nil }
            if let found = KeyNames.kind(of: slice(low..<name.upperBound)), found.strength != .faint { return found }
            // PASSWORD elastic = …
            if let found = KeyNames.kind(of: slice(low..<end)), found.strength == .strong, bytes[low..<end].allSatisfy(\.isLetter),
                byte(at: name.upperBound) == 32 || byte(at: name.upperBound) == UInt8(ascii: "=")
            {
                return (found.kind, .weak)
            }
            guard low > line.lowerBound, bytes[low - 1] == 32 else { return nil }
            low -= 1
        }
        return nil
    }

    /// `Clé de sécurité WPA`, `Clave WiFi`: the word for a key stands before the network's.
    private func isOfNetwork(_ name: Range<Int>) -> Bool {
        let networks: [StaticString] = ["wpa", "wpa2", "wpa3", "wep", "wifi", "wlan"]
        guard networks.contains(where: { $0.utf8CodeUnitCount == name.count && bytes.hasFolded($0, at: name.lowerBound) }) else { return false }
        let head = max(line.lowerBound, name.lowerBound - 32)..<name.lowerBound
        let words: [StaticString] = ["clé", "cle ", "clave", "chiave", "chave", "sleutel", "schlüssel", "klucz"]
        return words.contains { bytes.firstFolded($0, in: head) != nil }
    }

    /// Whether the line speaks of one-time passwords before the name.
    func isOneTime(_ name: Range<Int>) -> Bool {
        let words: [StaticString] = ["otp", "2fa", "mfa", "authenticator"]
        let head = max(line.lowerBound, name.lowerBound - 60)..<name.upperBound
        return words.contains { bytes.firstFolded($0, in: head) != nil }
    }

    /// Base32 of what one-time passwords are made with.
    func isSeed(_ text: Bytes, _ name: Range<Int>) -> Bool {
        guard ends("seed", at: name.upperBound) || ends("totp", at: name.upperBound) || ends("otp", at: name.upperBound), text.count >= 16 else {
            return false
        }
        return text.allSatisfy { $0.isUpper || (UInt8(ascii: "2")...UInt8(ascii: "7")).contains($0) || $0 == UInt8(ascii: "=") }
            && text.contains(where: \.isDigit)
    }

    /// What a name says, or, where that is little, what it says with the words before it.
    func surely(_ found: (kind: String, strength: KeyNames.Strength)?, _ name: Range<Int>, _ quoted: Bool) -> (
        kind: String, strength: KeyNames.Strength
    )? {
        guard let found, found.strength == .faint else { return found }
        return wider(name, quoted: quoted) ?? found
    }

    /// Hadoop's `fs.azure.account.key.NAME.blob…`: the secret's name stands before what it is for.
    func inner(_ name: Range<Int>) -> (kind: String, strength: KeyNames.Strength)? {
        guard name.count >= 12 else { return nil }
        let marks: [StaticString] = [".key.", ".secret.", ".password.", ".token.", "-token.", "-password."]
        return marks.contains { bytes.first($0, in: name) != nil } ? ("key", .faint) : nil
    }

    /// `login=ada:hunter2`: the password of the two.
    func pair(_ value: Range<Int>) -> Range<Int>? {
        guard let colon = slice(value).firstIndex(of: UInt8(ascii: ":")), colon > 1,
            slice(value).prefix(colon).allSatisfy({ $0.isWord || Marks("-.+").contains($0) }),
            slice(value).prefix(colon).contains(where: \.isLetter)
        else { return nil }
        let secret = value.lowerBound + colon + 1..<value.upperBound
        let isDigest = secret.count >= 32 && slice(secret).allSatisfy(\.isHex)
        return SecretValues.looksPassword(slice(secret), anySigns: false) && !isDigest && !slice(secret).isUUID
            && !slice(secret).contains(UInt8(ascii: ":")) ? secret : nil
    }

    private static let cipherBlocks: [StaticString] = ["crypt", "cipher", "jwt", "hmac", "session", "signing", "cookie"]

    /// Whether the line begins with the name, and the one above opens what is named for a cipher: `'crypt' => [`, `encryption:`.
    private func isBelowCipher(_ name: Range<Int>) -> Bool {
        guard line.lowerBound > 8, bytes[line.lowerBound..<name.lowerBound].allSatisfy({ $0.isSpace || $0.isQuote }) else { return false }
        var low = line.lowerBound - 1
        while low > 0, line.lowerBound - low < 80, bytes[low - 1] != 10 { low -= 1 }
        let above = bytes.trimmed(low..<line.lowerBound - 1)
        guard let last = bytes[above].last, Marks("[{(:").contains(last) else { return false }
        return Self.cipherBlocks.contains { bytes.firstFolded($0, in: above) != nil }
    }

    /// The secret parts of a JSON Web Key (RFC 7517); `"key"` beside the name of its user.
    func webKey(_ name: Range<Int>) -> (kind: String, strength: KeyNames.Strength)? {
        guard name.count <= 8, name.lowerBound > line.lowerBound else { return nil }
        // .NET writes keys as elements.
        if bytes[name.lowerBound - 1] == UInt8(ascii: "<") {
            let parts: [StaticString] = ["D", "P", "Q", "DP", "DQ", "InverseQ"]
            guard parts.contains(where: { $0.utf8CodeUnitCount == name.count && bytes.has($0, at: name.lowerBound) }),
                bytes.first("<Modulus>", in: line) != nil || bytes.trimmed(line).lowerBound == name.lowerBound - 1
            else { return nil }
            return ("private-key", .faint)
        }
        if name.count == 3, bytes.has("key", at: name.lowerBound), isBelowCipher(name) { return ("key", .faint) }
        guard name.count <= 3, bytes[name.lowerBound - 1].isQuote else { return nil }
        let text = slice(name)
        if text.map(\.lowered).elementsEqual("key".utf8) {
            let head = line.lowerBound..<name.lowerBound
            let words: [StaticString] = ["user", "jwt", "sign", "crypt", "cipher", "secret", "hmac", "credential"]
            return words.contains { bytes.firstFolded($0, in: head) != nil } ? ("key", .weak) : nil
        }
        let parts: [StaticString] = ["d", "k", "p", "q", "dp", "dq", "qi"]
        guard parts.contains(where: { $0.utf8CodeUnitCount == name.count && bytes.has($0, at: name.lowerBound) }),
            bytes.first("kty", in: line) != nil
        else { return nil }
        return ("private-key", .weak)
    }

    /// `'DB_PASSWORD', 'hunter2'`: a quoted name, a comma, a quoted value.
    mutating func paired(at comma: Int) -> Int {
        let isTerm = byte(at: comma + 1) == 34 || bytes.has(" \"", at: comma + 1)
        guard comma >= settled, comma > line.lowerBound,
            bytes[comma - 1].isQuote || bytes.has(" <<", at: comma + 1) || bytes.has("<<\"", at: comma + 1) || isTerm
                || Marks("Dd").contains(bytes[comma - 1])
        else { return comma }
        if bytes[comma - 1] == UInt8(ascii: "]") { return comma }  // a list ends
        var (name, quoted) = name(before: comma)
        if isTerm, !quoted { quoted = name.lowerBound > line.lowerBound && bytes[name.lowerBound - 1] == UInt8(ascii: "{") }
        // DB_PASSWORD,hunter2 of a list that has no head.
        let isBinary = bytes.has("<<\"", at: comma + 1)
        if !quoted, !isTerm, !isBinary, !bytes.has(" <<", at: comma + 1), let found = KeyNames.kind(of: slice(name)), found.strength == .strong,
            slice(name).contains(UInt8(ascii: "_"))
        {
            let value = word(at: comma + 1)
            guard value.lowerBound == comma + 1, SecretValues.looksTyped(slice(value)), isEndOfMessage(value.upperBound) else { return comma }
            add(value, found.kind)
            return value.upperBound
        }
        // Erlang's `{default_pass, <<"…">>}` needs no quotes around the name.
        guard quoted || isBinary || bytes.has(" <<\"", at: comma + 1), let (kind, strength) = KeyNames.kind(of: slice(name)), strength != .faint,
            strength != .cookie
        else { return comma }
        let start = bytes.has(" <<", at: comma + 1) ? comma + 4 : isBinary ? comma + 3 : comma + 1
        let value = SecretValues.value(bytes, at: start, to: line.upperBound) { _ in false }
        let text = slice(value.range)
        // The next member's name.
        guard value.quoted, !SecretValues.isPlaceholder(text), byte(at: value.range.upperBound + 1) != UInt8(ascii: ":") else { return comma }
        if strength == .header { return header(at: comma + 1, kind) }
        guard SecretValues.looksRandom(text) || strength == .strong && SecretValues.looksPassword(text) else { return comma }
        add(value.range, kind)
        return value.range.upperBound
    }

    /// Whether nothing stands before but an item's dash and a log's prefix.
    private func beginsItem(_ start: Int) -> Bool {
        var low = start
        while low > line.lowerBound,
            bytes[low - 1] == 32 || bytes[low - 1] == UInt8(ascii: "-") || bytes[low - 1].isQuote || bytes[low - 1] == UInt8(ascii: "{")
        { low -= 1 }
        return AwaitedSecret.isPrefix(bytes, line.lowerBound..<low)
    }

    /// Whether the value is all there is: not a word of a path or a sentence.
    func isOnly(_ value: Range<Int>) -> Bool {
        guard let next = byte(at: value.upperBound) else { return true }
        return next.isSpace || next.isQuote || Marks(",;)&]}<\\").contains(next)
    }
}
