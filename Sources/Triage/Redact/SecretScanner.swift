/// A stretch of bytes to be replaced.
struct SecretSpan: Equatable {
    var range: Range<Int>
    var kind: String
    /// The private key it is a line of; 0 for everything else.
    var block = 0
}

/// Finds secrets in one line: by the name before them, by their own shape, and by where they stand in URLs and headers.
///
/// One pass over the bytes; what is costly is tried only at the few bytes where a secret can begin.
struct SecretScanner {
    let bytes: Bytes
    let line: Range<Int>
    private(set) var spans: [SecretSpan] = []
    /// Behind the last span: what lies before is settled.
    private var settled: Int

    init(_ bytes: Bytes, line: Range<Int>) {
        self.bytes = bytes
        self.line = line
        settled = line.lowerBound
    }

    /// The secrets of the line, in order, not overlapping.
    mutating func scan() {
        var index = line.lowerBound
        var insideWord = false
        while index < line.upperBound {
            let byte = bytes[index]
            let kind = Self.starts[Int(byte)]
            if kind == Self.plain {
                insideWord = false
                index += 1
                continue
            }
            if kind == Self.word {
                if !insideWord, let end = token(at: index) {
                    index = end
                    insideWord = true
                    continue
                }
                insideWord = true
                index += 1
                continue
            }
            insideWord = false
            index = max(index + 1, mark(byte, at: index))
        }
    }

    private static let plain: UInt8 = 0, word: UInt8 = 1, separator: UInt8 = 2
    private static let starts: [UInt8] = (0...255).map { value in
        let byte = UInt8(value)
        if byte.isWord { return word }
        return "=:->@".utf8.contains(byte) ? separator : plain
    }

    private mutating func add(_ range: Range<Int>, _ kind: String) {
        guard range.lowerBound >= settled, !range.isEmpty else { return }
        spans.append(SecretSpan(range: range, kind: kind))
        settled = range.upperBound
    }

    // MARK: Words

    /// A token that begins at `index`; where it ends.
    private mutating func token(at index: Int) -> Int? {
        guard index >= settled else { return nil }
        if let (end, kind) = ProviderTokens.shared.match(bytes, at: index, to: line.upperBound) {
            add(index..<end, kind)
            return end
        }
        switch bytes[index] {
        case UInt8(ascii: "B"), UInt8(ascii: "b"): return scheme(at: index)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return telegram(at: index)
        default: break
        }
        return wrapped(at: index)
    }

    /// `Bearer …` and `Basic …` wherever they stand.
    private mutating func scheme(at index: Int) -> Int? {
        if bytes.hasFolded("bearer ", at: index) {
            let value = word(at: index + 7)
            guard value.count >= 12, SecretValues.looksRandom(slice(value)) else { return nil }
            add(value, "bearer")
            return value.upperBound
        }
        if bytes.hasFolded("basic ", at: index) {
            let value = word(at: index + 6)
            guard value.count >= 8, let decoded = Base64.decoded(slice(value)), decoded.contains(UInt8(ascii: ":")) else { return nil }
            add(value, "basic-auth")
            return value.upperBound
        }
        return wrapped(at: index)
    }

    /// A Telegram bot's token: its number, a colon, 35 characters.
    private mutating func telegram(at index: Int) -> Int? {
        var colon = index
        while colon < line.upperBound, bytes[colon].isDigit { colon += 1 }
        guard (8...10).contains(colon - index), colon < line.upperBound, bytes[colon] == UInt8(ascii: ":") else {
            return wrapped(at: index)
        }
        let value = word(at: colon + 1)
        guard (33...40).contains(value.count), SecretValues.looksRandom(slice(value)) else { return wrapped(at: index) }
        add(index..<value.upperBound, "telegram")
        return value.upperBound
    }

    /// Base64 that wraps a secret: what it decodes to is looked through the same way.
    private mutating func wrapped(at index: Int) -> Int? {
        let table = ByteClass.table
        var end = index
        while end < line.upperBound, table[Int(bytes[end])] & ByteClass.base64 != 0 { end += 1 }
        guard end - index >= 32, end - index <= 16_384, let decoded = Base64.decoded(slice(index..<end)) else { return nil }
        let printable = decoded.reduce(into: 0) { $0 += $1 >= 32 && $1 < 127 || $1 == 10 || $1 == 13 ? 1 : 0 }
        guard printable == decoded.count else { return nil }
        let secret = decoded.withUnsafeBufferPointer { inner in
            if inner.first("PRIVATE KEY", in: 0..<inner.count) != nil { return true }
            var scanner = SecretScanner(inner, line: 0..<inner.count)
            scanner.scan()
            return !scanner.spans.isEmpty
        }
        guard secret else { return nil }
        add(index..<end, "encoded")
        return end
    }

    // MARK: Marks

    /// What a separator makes of the name before it or the value behind it; how far that goes.
    private mutating func mark(_ byte: UInt8, at index: Int) -> Int {
        switch byte {
        case UInt8(ascii: ":"):
            if bytes.has("//", at: index + 1) { return address(at: index) }
            return named(at: index)
        case UInt8(ascii: "="), UInt8(ascii: ">"): return named(at: index)
        case UInt8(ascii: "-"): return flag(at: index)
        default: return dataSource(at: index)
        }
    }

    /// `name=value`, `"name": "value"`, `name: value`, `<name>value</name>`.
    private mutating func named(at separator: Int) -> Int {
        guard separator >= settled else { return separator }
        let (name, quoted) = name(before: separator)
        guard !name.isEmpty, let (kind, strength) = KeyNames.kind(of: slice(name)) else { return separator }
        let mark = bytes[separator]
        if mark == UInt8(ascii: ">"), name.lowerBound == line.lowerBound || bytes[name.lowerBound - 1] != UInt8(ascii: "<") {
            return separator
        }
        // `:=`, `==`, `=>`: the value stands behind the second.
        var start = separator + 1
        if start < line.upperBound, bytes[start] == UInt8(ascii: "=") || bytes[start] == UInt8(ascii: ">") { start += 1 }
        switch strength {
        case .header: return header(at: start, kind)
        case .cookie: return cookie(at: start, kind)
        case .strong, .weak: break
        }
        let query = name.lowerBound > line.lowerBound && "?&;".utf8.contains(bytes[name.lowerBound - 1])
        let value = SecretValues.value(bytes, at: start, to: line.upperBound) { byte in
            byte == UInt8(ascii: ";") || (query && byte == UInt8(ascii: "&"))
                || (strength == .weak && (byte == UInt8(ascii: "&") || byte == UInt8(ascii: ",")))
        }
        let text = slice(value.range)
        guard !text.isEmpty, !SecretValues.isPlaceholder(text) else { return separator }
        switch strength {
        case .weak: guard SecretValues.looksRandom(text) else { return separator }
        default:
            if !value.quoted, SecretValues.isCode(text, followedBy: byte(at: value.range.upperBound)) { return separator }
            if !value.quoted, !quoted, mark == UInt8(ascii: ":"), isProse(value.range) { return separator }
        }
        add(value.range, kind)
        return value.range.upperBound
    }

    /// The name that ends before a separator: `API key` counts as one.
    private func name(before separator: Int) -> (range: Range<Int>, quoted: Bool) {
        var high = separator
        while high > line.lowerBound, separator - high < 3, bytes[high - 1] == 32 { high -= 1 }
        var quoted = false
        if high > line.lowerBound, bytes[high - 1] == UInt8(ascii: "]") { high -= 1 }
        while high > line.lowerBound, bytes[high - 1].isQuote || bytes[high - 1] == UInt8(ascii: "\\") {
            quoted = true
            high -= 1
        }
        var low = high
        func isName(_ byte: UInt8) -> Bool { byte.isWord || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") }
        while low > line.lowerBound, high - low < 64, isName(bytes[low - 1]) { low -= 1 }
        if high - low == 3, bytes.hasFolded("key", at: low), low - 1 > line.lowerBound, bytes[low - 1] == 32, bytes[low - 2].isLetter {
            low -= 1
            while low > line.lowerBound, bytes[low - 1].isLetter { low -= 1 }
        }
        return (low..<high, quoted)
    }

    /// "password: must be at least …" tells of a password, "password: hunter2" tells it.
    private func isProse(_ value: Range<Int>) -> Bool {
        guard slice(value).allSatisfy({ $0.isLetter || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "'") }) else { return false }
        return byte(at: value.upperBound) == 32 && (byte(at: value.upperBound + 1)?.isLetter ?? false)
    }

    /// `Authorization: Bearer …`; an unknown scheme's token as well.
    private mutating func header(at start: Int, _ kind: String) -> Int {
        var value = SecretValues.value(bytes, at: start, to: line.upperBound) { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "&") }
        if value.quoted || byte(at: value.range.upperBound) == 32 {
            let rest = value.quoted ? value.range : value.range.lowerBound..<line.upperBound
            let first = word(at: rest.lowerBound, to: rest.upperBound)
            let isScheme = first.count <= 20 && slice(first).allSatisfy { $0.isLetter || $0 == UInt8(ascii: "-") || $0.isDigit }
            if isScheme, byte(at: first.upperBound) == 32, first.upperBound < rest.upperBound {
                value.range = word(at: first.upperBound + 1, to: rest.upperBound)
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

    /// `Cookie: a=b; c=d`: to the end of the line, or of the quotation it stands in.
    private mutating func cookie(at start: Int, _ kind: String) -> Int {
        var low = start
        while low < line.upperBound, bytes[low] == 32 || bytes[low].isQuote || bytes[low] == UInt8(ascii: "\\") { low += 1 }
        var high = low
        while high < line.upperBound, bytes[high] != UInt8(ascii: "'"), bytes[high] != UInt8(ascii: "\""), bytes[high] != 13 { high += 1 }
        let value = bytes.trimmed(low..<high)
        // A cookie is name=value; anything else under that name is talk about cookies.
        guard value.count >= 8, slice(value).contains(UInt8(ascii: "=")), !SecretValues.isPlaceholder(slice(value)) else { return start }
        add(value, kind)
        return value.upperBound
    }

    /// `--password hunter2`, `"--token", "…"`, `-u name:password`.
    private mutating func flag(at index: Int) -> Int {
        guard index == line.lowerBound || bytes[index - 1].isSpace || bytes[index - 1].isQuote, index >= settled else { return index }
        if bytes.has("-u ", at: index) || bytes.has("--user ", at: index) {
            let value = word(at: index + (bytes[index + 1] == UInt8(ascii: "u") ? 3 : 7))
            guard let colon = slice(value).firstIndex(of: UInt8(ascii: ":")), colon > 0, colon + 1 < value.count else { return index }
            let secret = value.lowerBound + colon + 1..<value.upperBound
            guard !slice(secret).allSatisfy(\.isDigit), !SecretValues.isPlaceholder(slice(secret)) else { return index }  // uid:gid
            add(secret, "password")
            return secret.upperBound
        }
        guard bytes.has("--", at: index) else { return index }
        var end = index + 2
        while end < line.upperBound, bytes[end].isWord || bytes[end] == UInt8(ascii: "-") { end += 1 }
        guard let (kind, strength) = KeyNames.kind(of: slice(index + 2..<end)), let next = byte(at: end) else { return end }
        var start = end
        if next.isQuote {
            start += 1
            while let byte = byte(at: start), byte == 32 || byte == UInt8(ascii: ",") { start += 1 }
        } else if next != 32 {
            return end
        }
        let value = SecretValues.value(bytes, at: start, to: line.upperBound) { _ in false }
        let text = slice(value.range)
        guard !text.isEmpty, text[0] != UInt8(ascii: "-"), !SecretValues.isPlaceholder(text) else { return end }
        // What follows a flag is its value, except in a help text: "--token string   the token".
        guard
            SecretValues.looksRandom(text) || strength == .strong && !isProse(value.range) || bytes.has("http", at: value.range.lowerBound)
        else { return end }
        add(value.range, kind)
        return value.range.upperBound
    }

    /// `scheme://name:password@host`, `https://token@host`.
    private mutating func address(at colon: Int) -> Int {
        let start = colon + 3
        var end = start, at: Int?
        while end < line.upperBound {
            let byte = bytes[end]
            if byte.isSpace || byte.isQuote || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { break }
            if byte == UInt8(ascii: "@") { at = end }
            if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#"), at == nil,
                !slice(end..<line.upperBound).prefix(64).contains(UInt8(ascii: "@"))
            {
                break
            }
            end += 1
        }
        guard let at else { return start }
        let user = start..<at
        if let split = slice(user).firstIndex(of: UInt8(ascii: ":")) {
            let secret = start + split + 1..<at
            if !SecretValues.isPlaceholder(slice(secret)) { add(secret, "url-password") }
        } else if user.count >= 16, SecretValues.looksRandom(slice(user)) {
            add(user, "url-password")
        }
        return at
    }

    /// Go's MySQL addresses: `name:password@tcp(host)/base`.
    private mutating func dataSource(at index: Int) -> Int {
        guard bytes.has("@tcp(", at: index) || bytes.has("@unix(", at: index) else { return index }
        var low = index
        while low > settled, !bytes[low - 1].isSpace, !bytes[low - 1].isQuote, bytes[low - 1] != UInt8(ascii: "=") { low -= 1 }
        guard let split = slice(low..<index).firstIndex(of: UInt8(ascii: ":")) else { return index }
        add(low + split + 1..<index, "url-password")
        return index
    }

    // MARK: Reading

    private func slice(_ range: Range<Int>) -> Bytes { Bytes(rebasing: bytes[range]) }
    private func byte(at index: Int) -> UInt8? { index < line.upperBound ? bytes[index] : nil }

    /// To the next white space, quote or delimiter.
    private func word(at start: Int, to end: Int? = nil) -> Range<Int> {
        let end = end ?? line.upperBound
        var low = min(start, end)
        while low < end, bytes[low] == 32 { low += 1 }
        var high = low
        while high < end, !bytes[high].isSpace, !bytes[high].isQuote, bytes[high] != UInt8(ascii: "<") { high += 1 }
        while high > low, ",;)]}\\".utf8.contains(bytes[high - 1]) { high -= 1 }
        return low..<high
    }
}
