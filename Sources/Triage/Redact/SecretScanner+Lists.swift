/// Secrets that stand in a list, or in an object, behind a name that tells them all.
extension SecretScanner {
    /// What names say that hardly any line holds.
    func seldom(_ name: Range<Int>, at separator: Int) -> (kind: String, strength: KeyNames.Strength)? {
        if let found = several(name, at: separator) ?? ofPair(name) ?? member(at: separator, name) { return found }
        if name.count == 1 { return queried(name, at: separator) }
        if name.count == 6, ends("ordine", at: name.upperBound), ends("d'", at: name.lowerBound) || ends("d\u{2019}", at: name.lowerBound) {
            return ("password", .strong)
        }
        // Elasticsearch's: the key with its name, in base64.
        if name.count == 7, bytes.has("encoded", at: name.lowerBound), bytes.first("api_key", in: line) != nil { return ("key", .weak) }
        return bytes[separator] == UInt8(ascii: "=") ? assigned(at: separator) : nil
    }

    /// `?u=ada&p=hunter2`: the password beside the name of an address's parameters.
    private func queried(_ name: Range<Int>, at separator: Int) -> (kind: String, strength: KeyNames.Strength)? {
        guard bytes[separator] == UInt8(ascii: "="), bytes[name.lowerBound] == UInt8(ascii: "p"), name.lowerBound > line.lowerBound,
            Marks("?&").contains(bytes[name.lowerBound - 1])
        else { return nil }
        let users: [StaticString] = ["?u=", "&u=", "&login=", "?login="]
        return users.contains { bytes.first($0, in: line) != nil } ? ("password", .begun) : nil
    }

    /// `Login incorrect: [ada/hunter2]` of RADIUS servers.
    mutating func attempt(_ name: Range<Int>, at colon: Int) -> Int? {
        guard bytes.has(": [", at: colon), name.count <= 9, name.lowerBound > line.lowerBound + 5,
            ends("login ", at: name.lowerBound) || ends("invalid ", at: name.lowerBound)
        else { return nil }
        return pairBehind(colon + 1)
    }

    /// Whether a colon parts no name from its value: a shell's `${NAME:?message}`, PAM's `pam_unix(passwd:chauthtok)`.
    func isNoPair(_ name: Range<Int>, at colon: Int) -> Bool {
        guard name.lowerBound > line.lowerBound + 1 else { return false }
        if byte(at: colon + 1) == UInt8(ascii: "?"), bytes.has("${", at: name.lowerBound - 2) { return true }
        guard bytes[name.lowerBound - 1] == UInt8(ascii: "("), bytes[name.lowerBound - 2].isWord else { return false }
        var end = colon + 1
        while let byte = byte(at: end), byte.isLower || byte == UInt8(ascii: "_") { end += 1 }
        return end > colon + 1 && byte(at: end) == UInt8(ascii: ")")
    }

    /// `"unseal_keys_b64": […]`, `tokens: […]`: what each would be, where the name is that of several and a list begins behind it.
    func several(_ name: Range<Int>, at separator: Int) -> (kind: String, strength: KeyNames.Strength)? {
        guard name.count >= 5, bytes[name.upperBound - 1].lowered == UInt8(ascii: "s") || bytes[name.upperBound - 1].isDigit else { return nil }
        let isList = byte(at: separator + 1) == UInt8(ascii: "[") || bytes.has(" [", at: separator + 1)
        guard isList || bytes[separator] == UInt8(ascii: "=") || byte(at: separator + 1) == 32, let found = KeyNames.several(slice(name)) else {
            return nil
        }
        return isList || ["key", "token", "secret", "password"].contains(found.kind) ? (found.kind, .faint) : nil
    }

    /// `APP_KEYS=…,…`: what stands behind the first, as it was drawn; where the last ends.
    mutating func further(behind end: Int, _ kind: String) -> Int {
        var end = end
        while byte(at: end) == UInt8(ascii: ",") {
            var next = end + 1
            while byte(at: next) == 32 { next += 1 }
            guard let word = item(at: next), isKey(slice(word)) else { break }
            add(word, kind)
            end = word.upperBound
        }
        return end
    }

    /// Whether one of several keys was drawn: by its looks, or as base64 that is padded.
    func isKey(_ text: Bytes) -> Bool {
        SecretValues.isDrawn(text)
            || text.count >= 20 && text.last == UInt8(ascii: "=") && Base64.isPadded(text)
    }

    /// `app->secrets(['…', '…'])`: the function is called as several of them are.
    mutating func passed(at open: Int) -> Int? {
        guard let found = KeyNames.several(slice(name(before: open).range)), found.strength == .strong || found.strength == .weak else { return nil }
        return listed(values: open + 1, found.kind)
    }

    /// `passwords: ["…", "…"]`: each that looks as one; where the last ends.
    mutating func listed(values start: Int, _ kind: String, several: Bool = false) -> Int? {
        var index = start, end: Int?
        while byte(at: index) == 32 { index += 1 }
        guard byte(at: index) == UInt8(ascii: "[") else { return nil }
        while byte(at: index + 1) == 32 { index += 1 }
        guard byte(at: index + 1)?.isQuote == true || several else { return nil }
        index += 1
        while let quote = byte(at: index), quote != UInt8(ascii: "]") {
            guard quote.isQuote else {
                if several, quote.isWord, let word = item(at: index) {
                    if SecretValues.isDrawn(slice(word)) || kind == "password" && SecretValues.looksTyped(slice(word)) {
                        add(word, kind)
                        end = word.upperBound
                    }
                    index = word.upperBound
                } else {
                    index += 1
                }
                continue
            }
            let content = ValueEnds.quoted(bytes, at: index, escapes: 0, to: line.upperBound)
            let text = slice(content)
            if !text.isEmpty, !SecretValues.isPlaceholder(text),
                kind == "password" || kind == "credential" && end == nil && bytes[start..<content.lowerBound].contains(UInt8(ascii: ","))
                    ? SecretValues.looksPassword(text) : SecretValues.looksRandom(text)
            {
                add(content, kind)
                end = content.upperBound
            }
            index = content.upperBound + 1
        }
        return end
    }

    /// A list's item that stands without quotes.
    private func item(at start: Int) -> Range<Int>? {
        var end = start
        while let byte = byte(at: end), !Marks(",]").contains(byte), !byte.isSpace { end += 1 }
        return end > start ? start..<end : nil
    }

    /// `"db_password": {"type": "string", "value": "…"}`: the object that the value stands in is named so.
    func enclosing(_ name: Range<Int>) -> (kind: String, strength: KeyNames.Strength)? {
        var index = name.lowerBound
        let limit = max(line.lowerBound, index - 200)
        while index > limit, bytes[index - 1] != UInt8(ascii: "{") {
            if bytes[index - 1] == UInt8(ascii: "}") { return nil }
            index -= 1
        }
        guard index > limit else { return nil }
        index -= 1
        while index > limit, bytes[index - 1].isSpace { index -= 1 }
        guard index > limit + 2, bytes[index - 1] == UInt8(ascii: ":") || bytes[index - 1] == UInt8(ascii: "="),
            let found = KeyNames.kind(of: slice(self.name(before: index - 1).range)), found.strength == .strong || found.strength == .weak
        else { return nil }
        return (found.kind, .weak)
    }

    /// `"tokens": {"agent": "…"}`: what was drawn, in an object that is named for several.
    private func member(at colon: Int, _ name: Range<Int>) -> (kind: String, strength: KeyNames.Strength)? {
        guard bytes[colon] == UInt8(ascii: ":"), !ends("id", at: name.upperBound),
            byte(at: colon + 1)?.isQuote == true || byte(at: colon + 2)?.isQuote == true
        else { return nil }
        let value = SecretValues.value(bytes, at: colon + 1, to: line.upperBound) { _ in false }.range
        guard value.count >= 20, slice(value).isUUID || SecretValues.isDrawn(slice(value)) else { return nil }
        var index = name.lowerBound
        let limit = max(line.lowerBound, index - 300)
        while index > limit, bytes[index - 1] != UInt8(ascii: "{") {
            if bytes[index - 1] == UInt8(ascii: "}") { return nil }
            index -= 1
        }
        guard index > limit + 3 else { return nil }
        index -= 1
        while index > limit, bytes[index - 1].isSpace { index -= 1 }
        guard index > limit + 2, bytes[index - 1] == UInt8(ascii: ":"), let found = KeyNames.several(slice(self.name(before: index - 1).range)) else {
            return nil
        }
        return (found.kind, .strong)
    }

    /// Keys of a pair that both open the same: `"primaryKey": "…="`, and the name of a key that its value follows.
    func ofPair(_ name: Range<Int>) -> (kind: String, strength: KeyNames.Strength)? {
        guard name.count >= 10, ends("primarykey", at: name.upperBound) || ends("primary_key", at: name.upperBound) else { return nil }
        var start = name.upperBound
        while let byte = byte(at: start), byte.isQuote || byte.isSpace || Marks(":=").contains(byte) { start += 1 }
        let value = word(at: start)
        return value.count >= 40 && bytes[value.upperBound - 1] == UInt8(ascii: "=") ? ("key", .faint) : nil
    }
}
