/// Secrets by the name before them, and by the header they stand in.
extension SecretScanner {
    /// What a separator makes of the name before it or the value behind it; how far that goes.
    mutating func mark(_ byte: UInt8, at index: Int) -> Int {
        switch byte {
        case UInt8(ascii: ":"):
            if bytes.has("//", at: index + 1) { return address(at: index) }
            if let next = self.byte(at: index + 1), next.isDigit || next == UInt8(ascii: "*"), let end = passwordFile(at: index) { return end }
            return named(at: index)
        case UInt8(ascii: "="), UInt8(ascii: ">"): return named(at: index)
        case UInt8(ascii: "-"): return flag(at: index)
        case UInt8(ascii: ","): return paired(at: index)
        case UInt8(ascii: "("): return call(at: index)
        // The colon of Chinese and Japanese text (U+FF1A).
        case 0xef: return bytes.has("\u{ff1a}", at: index) ? named(at: index, width: 3) : index
        case UInt8(ascii: "$"):
            guard index >= settled, let (end, kind) = ProviderTokens.shared.match(bytes, at: index, to: line.upperBound) else { return index }
            add(index..<end, kind)
            return end
        default: return dataSource(at: index)
        }
    }

    /// `name=value`, `"name": "value"`, `name: value`, `<name>value</name>`.
    private mutating func named(at separator: Int, width: Int = 1) -> Int {
        guard separator >= settled else { return separator }
        let mark = bytes[separator]
        var (name, quoted) = name(before: separator)
        if mark == UInt8(ascii: ">") {
            if let element = element(before: separator) {
                name = element
            } else if separator > line.lowerBound, bytes[separator - 1] == UInt8(ascii: "-") {
                (name, quoted) = self.name(before: separator - 1)  // token -> …
            } else if name.lowerBound == line.lowerBound || bytes[name.lowerBound - 1] != UInt8(ascii: "<") {
                return separator
            }
        }
        guard !name.isEmpty else { return separator }
        guard
            let (kind, strength) = surely(KeyNames.kind(of: slice(name)), name, quoted) ?? listed(name, at: separator) ?? odbc(name)
                ?? wider(name, quoted: quoted) ?? webKey(name) ?? inner(name)
        else { return separator }
        // `:=`, `==`, `=>`: the value stands behind the second.
        var start = separator + width
        if start < line.upperBound, bytes[start] == UInt8(ascii: "=") || bytes[start] == UInt8(ascii: ">") { start += 1 }
        // LDIF's `userPassword:: …`, base64.
        if mark == UInt8(ascii: ":"), byte(at: start) == mark, byte(at: start + 1) == 32 { start += 1 }
        switch strength {
        case .header: return header(at: start, kind)
        case .cookie: return cookie(at: start, kind)
        case .strong, .weak, .faint: break
        }
        let query = name.lowerBound > line.lowerBound && Marks("?&;").contains(bytes[name.lowerBound - 1])
        let value = SecretValues.value(bytes, at: start, to: line.upperBound) { byte in
            byte == UInt8(ascii: ";") || (query && byte == UInt8(ascii: "&"))
                || (strength != .strong && (byte == UInt8(ascii: "&") || byte == UInt8(ascii: ",")))
        }
        if let braced = braced(value.range) {
            add(braced, kind)
            return braced.upperBound
        }
        let text = slice(value.range)
        guard !text.isEmpty, !SecretValues.isPlaceholder(text) else { return separator }
        switch strength {
        case .weak:
            let seed = query && text.count >= 16 && text.allSatisfy { $0.isUpper || $0.isDigit }  // otpauth://…?secret=BASE32
            // arn:aws:…:secret:name
            if mark == UInt8(ascii: ":"), name.lowerBound > line.lowerBound, bytes[name.lowerBound - 1] == mark, kind == "secret" { return separator }
            guard seed || SecretValues.looksRandom(text) || kind == "password" && SecretValues.looksChosen(text) else { return separator }
        case .faint:
            if let pair = pair(value.range) {
                add(pair, "password")
                return pair.upperBound
            }
            guard SecretValues.isDrawn(text), isOnly(value.range) else { return separator }
        default:
            // `name:12` counts something.
            if !value.quoted, text.count <= 3, text.allSatisfy(\.isDigit) { return separator }
            if !value.quoted, SecretValues.isCode(text, followedBy: byte(at: value.range.upperBound)) { return separator }
            if !value.quoted, !quoted, mark == UInt8(ascii: ":"), isProse(value.range) { return separator }
        }
        // PowerShell's `= ConvertTo-SecureString "…"`: a command, and the value behind it.
        if !value.quoted, mark == UInt8(ascii: "="), text.contains(UInt8(ascii: "-")), text.allSatisfy({ $0.isLetter || $0 == UInt8(ascii: "-") }),
            byte(at: value.range.upperBound) == 32, byte(at: value.range.upperBound + 1)?.isQuote == true
        {
            let behind = SecretValues.value(bytes, at: value.range.upperBound, to: line.upperBound) { _ in false }
            add(behind.range, kind)
            return behind.range.upperBound
        }
        add(value.range, kind)
        return changed(from: value, kind)
    }

    /// `token = "old" -> "new"`, as plans of changes print it: the new one goes as well. Where that ends.
    private mutating func changed(from old: SecretValues.Value, _ kind: String) -> Int {
        let end = old.range.upperBound
        var arrow = end
        while let byte = byte(at: arrow), byte == UInt8(ascii: "\\") || byte.isQuote { arrow += 1 }
        guard old.quoted, bytes.has(" -> ", at: arrow) else { return end }
        let new = SecretValues.value(bytes, at: arrow + 4, to: line.upperBound) { _ in false }
        guard new.quoted, !SecretValues.isPlaceholder(slice(new.range)) else { return end }
        add(new.range, kind)
        return new.range.upperBound
    }

    /// The name that ends before a separator: `API key` counts as one.
    func name(before separator: Int) -> (range: Range<Int>, quoted: Bool) {
        var high = separator
        while high > line.lowerBound, separator - high < 24, bytes[high - 1] == 32 { high -= 1 }
        var quoted = false
        // `PASSWORD ?= …` of make, `+=` of shells.
        if high > line.lowerBound, bytes[high - 1] == UInt8(ascii: "?") || bytes[high - 1] == UInt8(ascii: "+") {
            high -= 1
            while high > line.lowerBound, bytes[high - 1] == 32 { high -= 1 }
        }
        if high > line.lowerBound, bytes[high - 1] == UInt8(ascii: "]") || bytes[high - 1] == UInt8(ascii: ")") {
            // `Secret Access Key [None]:`, `password (prod):`; and PHP's `["password"]`.
            let open = bytes[high - 1] == UInt8(ascii: "]") ? UInt8(ascii: "[") : UInt8(ascii: "(")
            var start = high - 1
            while start > line.lowerBound, high - start < 24, bytes[start - 1] != open { start -= 1 }
            if start > line.lowerBound + 1, bytes[start - 1] == open, bytes[start - 2] == 32,
                KeyNames.kind(of: slice(start..<high - 1).filter { !$0.isQuote && $0 != UInt8(ascii: "\\") }) == nil
            {
                high = start - 2
            } else if open == UInt8(ascii: "[") {
                high -= 1
            }
        }
        while high > line.lowerBound, bytes[high - 1].isQuote || bytes[high - 1] == UInt8(ascii: "\\") {
            quoted = true
            high -= 1
        }
        var low = high
        func isName(_ byte: UInt8) -> Bool { byte.isWord || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte >= 0x80 }
        while low > line.lowerBound, high - low < 64, isName(bytes[low - 1]) { low -= 1 }
        if high - low == 3, bytes.hasFolded("key", at: low), low - 1 > line.lowerBound, bytes[low - 1] == 32, bytes[low - 2].isLetter {
            low -= 1
            while low > line.lowerBound, bytes[low - 1].isLetter { low -= 1 }
        }
        return (low..<high, quoted)
    }

    /// ODBC's `;PWD=…`: alone, `PWD` is a directory.
    private func odbc(_ name: Range<Int>) -> (kind: String, strength: KeyNames.Strength)? {
        guard name.count == 3, bytes.has("PWD", at: name.lowerBound), name.lowerBound > line.lowerBound else { return nil }
        return bytes[name.lowerBound - 1] == UInt8(ascii: ";") ? ("password", .strong) : nil
    }

    /// ODBC's `PWD={a;b}`; `{password}` is a place in a pattern.
    private func braced(_ value: Range<Int>) -> Range<Int>? {
        guard let first = byte(at: value.lowerBound) else { return nil }
        if first == UInt8(ascii: "[") {
            // Go prints a header's values as a list: `X-Token:[…]`.
            let inner = word(at: value.lowerBound + 1)
            return !slice(inner).contains(UInt8(ascii: "]")) && byte(at: inner.upperBound) == UInt8(ascii: "]")
                && SecretValues.looksRandom(slice(inner))
                ? inner : nil
        }
        guard first == UInt8(ascii: "{") else { return nil }
        let rest = value.lowerBound + 1..<line.upperBound
        guard let length = slice(rest).firstIndex(of: UInt8(ascii: "}")), length >= 4 else { return nil }
        let inner = rest.lowerBound..<rest.lowerBound + length
        guard SecretValues.looksChosen(slice(inner)) || SecretValues.looksRandom(slice(inner)) else {
            return slice(inner).contains(UInt8(ascii: ";")) && !slice(inner).contains(UInt8(ascii: ":")) ? inner : nil
        }
        return slice(inner).contains(UInt8(ascii: ":")) ? nil : inner
    }

    /// "password: must be at least …" tells of a password, "password: hunter2" tells it.
    func isProse(_ value: Range<Int>) -> Bool {
        guard slice(value).allSatisfy({ $0.isLetter || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "'") }) else { return false }
        return byte(at: value.upperBound) == 32 && (byte(at: value.upperBound + 1)?.isLetter ?? false)
    }

    /// `Authorization: Bearer …`; an unknown scheme's token as well.
    mutating func header(at start: Int, _ kind: String) -> Int {
        var value = SecretValues.value(bytes, at: start, to: line.upperBound) { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "&") }
        if value.quoted || byte(at: value.range.upperBound) == 32 {
            let rest = value.quoted ? value.range : value.range.lowerBound..<line.upperBound
            let first = word(at: rest.lowerBound, to: rest.upperBound)
            let isScheme = first.count <= 20 && slice(first).allSatisfy { $0.isLetter || $0 == UInt8(ascii: "-") || $0.isDigit }
            if isScheme, byte(at: first.upperBound) == 32, first.upperBound < rest.upperBound {
                value.range = word(at: first.upperBound + 1, to: rest.upperBound)
                if let end = parameters(value.range) { return end }
                let secret = slice(value.range)
                guard !SecretValues.isPlaceholder(secret), secret.count >= 6 else { return start }
                add(value.range, bytes.hasFolded("basic", at: first.lowerBound) ? "basic-auth" : "bearer")
                return value.range.upperBound
            }
        }
        let secret = slice(value.range)
        guard !SecretValues.isPlaceholder(secret), SecretValues.looksRandom(secret) else { return start }
        add(value.range, kind)
        return value.range.upperBound
    }

    /// `Digest username="a", response="…"`, `AWS4-HMAC-SHA256 Credential=…, Signature=…`: what of the parameters is secret.
    private mutating func parameters(_ first: Range<Int>) -> Int? {
        guard let equals = slice(first).firstIndex(of: UInt8(ascii: "=")), equals > 0,
            slice(first).prefix(equals).allSatisfy({ $0.isLetter || $0 == UInt8(ascii: "_") })
        else { return nil }
        let behind = first.lowerBound + equals + 1
        // `dGVzdA==` is no parameter: behind its sign nothing stands, and no quote.
        guard let next = byte(at: behind), next != UInt8(ascii: "="), behind < first.upperBound || next.isQuote || next == UInt8(ascii: "\\")
        else { return nil }
        var index = first.lowerBound
        while index < line.upperBound {
            guard bytes[index] == UInt8(ascii: "="), index >= settled else {
                index += 1
                continue
            }
            let name = slice(name(before: index).range)
            let isSecret = [
                "token", "response", "signature", "credential", "key", "mac", "oauth_signature", "oauth_token", "oauth_consumer_key", "nonce",
            ].contains {
                $0.utf8.elementsEqual(name.map(\.lowered))
            }
            guard isSecret else {
                index += 1
                continue
            }
            let value = SecretValues.value(bytes, at: index + 1, to: line.upperBound) { $0 == UInt8(ascii: ",") }
            // What stands behind a slash is the scope: date, region, service.
            let end = slice(value.range).firstIndex(of: UInt8(ascii: "/")).flatMap { $0 < 40 ? value.range.lowerBound + $0 : nil }
            let secret =
                value.range.lowerBound..<(bytes.hasFolded("credential", at: index - 10) ? end ?? value.range.upperBound : value.range.upperBound)
            if secret.count >= 6, !SecretValues.isPlaceholder(slice(secret)) { add(secret, "bearer") }
            index = max(index + 1, value.range.upperBound)
        }
        return line.upperBound
    }

    /// `Cookie: a=b; c=d`: to the end of the line, or of the quotation it stands in.
    private mutating func cookie(at start: Int, _ kind: String) -> Int {
        var low = start
        while low < line.upperBound, bytes[low] == 32 || bytes[low].isQuote || bytes[low] == UInt8(ascii: "\\") { low += 1 }
        var high = low
        while high < line.upperBound, bytes[high] != UInt8(ascii: "'"), bytes[high] != UInt8(ascii: "\""), bytes[high] != 13 { high += 1 }
        let value = bytes.trimmed(low..<high)
        // A cookie is name=value; anything else under that name is talk about cookies.
        let first = word(at: low)
        if !slice(first).contains(UInt8(ascii: "=")), first.count >= 16, SecretValues.looksRandom(slice(first)), isOnly(first) {
            add(first, kind)  // Erlang's
            return first.upperBound
        }
        guard value.count >= 8, slice(value).contains(UInt8(ascii: "=")), !SecretValues.isPlaceholder(slice(value)) else { return start }
        add(value, kind)
        return value.upperBound
    }
}
