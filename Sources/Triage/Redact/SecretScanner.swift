import Host

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
    /// Something stands outside of the spans that may be an escape: see ``EscapedView``.
    private(set) var hasEscapes = false, hasBackslash = false
    /// Behind the last span: what lies before is settled.
    private(set) var settled: Int

    /// What the line before announced, for a `value` that stands alone.
    let awaited: AwaitedSecret?

    /// Patterns of one's own, looked for in what is decoded here.
    let patterns: [LinePattern]

    init(_ bytes: Bytes, line: Range<Int>, awaited: AwaitedSecret? = nil, patterns: [LinePattern] = []) {
        self.patterns = patterns
        self.bytes = bytes
        self.awaited = awaited
        self.line = line
        settled = line.lowerBound
    }

    /// The secrets of the line, in order, not overlapping.
    mutating func scan() {
        var index = line.lowerBound
        var insideWord = false
        let starts = Self.starts
        while index < line.upperBound {
            let byte = bytes[index]
            let kind = starts[Int(byte)]
            if kind == Self.plain {
                if byte == UInt8(ascii: "."), index + 3 < line.upperBound,
                    bytes[index + 1] == byte || bytes[index + 1] == 32 && bytes[index + 2] == byte,
                    let end = led(at: index)
                {
                    index = end
                    insideWord = false
                    continue
                }
                // Redis repeats commands as `"AUTH" "…"`.
                // Letters that ASCII has not end words as well.
                let isBehind = insideWord || index > line.lowerBound && bytes[index - 1] >= 0x80
                let next = !isBehind ? index : byte.isSpace ? told(at: index) : byte.isQuote ? said(at: index) : index
                insideWord = false
                index = max(index + 1, next)
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
            if kind == Self.escape {
                hasEscapes = true
                if byte == UInt8(ascii: "\\") {
                    hasBackslash = true
                    if let end = parted(at: index) {
                        index = end
                        continue
                    }
                }
                index += 1
                continue
            }
            index = max(index + 1, mark(byte, at: index))
        }
        if insideWord {
            toldAtEnd()
        } else if let last = bytes[line].last, last == UInt8(ascii: "*") || last == 13 {
            toldBetweenStars()
        }
        if spans.contains(where: { $0.kind == "aws-key" || $0.kind == "alibaba-key" || $0.kind == "google-id" }) { companions() }
    }

    /// Beside the public half of a pair of keys stands the other one, whatever parts them.
    private mutating func companions() {
        var found: [SecretSpan] = []
        var index = line.lowerBound
        while index < line.upperBound {
            var end = index
            while end < line.upperBound, ByteClass.table[Int(bytes[end])] & ByteClass.base64 != 0 { end += 1 }
            let word = index..<end
            if word.count >= 30, !spans.contains(where: { $0.range.overlaps(word) }), SecretValues.looksRandom(slice(word)),
                !slice(word).allSatisfy(\.isHex),
                word.lowerBound == line.lowerBound || bytes[word.lowerBound - 1] != UInt8(ascii: "%")
            {
                found.append(SecretSpan(range: word, kind: "token"))
            }
            index = max(index + 1, end)
        }
        if !found.isEmpty { spans = (spans + found).sorted { $0.range.lowerBound < $1.range.lowerBound } }
    }

    private static let plain: UInt8 = 0, word: UInt8 = 1, separator: UInt8 = 2, escape: UInt8 = 3
    private static let starts: [UInt8] = (0...255).map { value in
        let byte = UInt8(value)
        if byte.isWord { return word }
        if Marks("%&\\").contains(byte) { return escape }
        return byte == 0xef || Marks("=:->@$,(<").contains(byte) ? separator : plain
    }

    mutating func add(_ range: Range<Int>, _ kind: String) {
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
        if let (end, kind) = ProviderTokens.marked(bytes, at: index, to: line.upperBound) {
            add(index..<end, kind)
            return end
        }
        if index > line.lowerBound, bytes[index - 1] == UInt8(ascii: "*"), let end = hashed(at: index) { return end }
        switch bytes[index] {
        case UInt8(ascii: "m"): if let end = hashed(at: index) { return end }
        case UInt8(ascii: "B"), UInt8(ascii: "b"):
            // https://api.telegram.org/bot…/
            if bytes.has("bot", at: index), byte(at: index + 3)?.isDigit == true, let end = telegram(at: index + 3) { return end }
            return scheme(at: index)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return telegram(at: index)
        case UInt8(ascii: "e"), UInt8(ascii: "p"), UInt8(ascii: "h"):
            if let end = piped(at: index) { return end }
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

    /// BitLocker's recovery password: eight groups of six digits.
    private mutating func recoveryKey(at index: Int) -> Int? {
        let end = index + 55
        guard end <= line.upperBound, byte(at: end).map({ !$0.isWord && $0 != UInt8(ascii: "-") }) ?? true,
            slice(index..<end).enumerated().allSatisfy({ $0.offset % 7 == 6 ? $0.element == UInt8(ascii: "-") : $0.element.isDigit })
        else { return nil }
        add(index..<end, "code")
        return end
    }

    /// A Telegram bot's token: its number, a colon, 35 characters.
    private mutating func telegram(at index: Int) -> Int? {
        if byte(at: index + 6) == UInt8(ascii: "-"), byte(at: index + 48) == UInt8(ascii: "-"), let end = recoveryKey(at: index) { return end }
        var colon = index
        while colon < line.upperBound, bytes[colon].isDigit { colon += 1 }
        guard (8...10).contains(colon - index), colon < line.upperBound, bytes[colon] == UInt8(ascii: ":") else {
            return wrapped(at: index)
        }
        var value = colon + 1..<colon + 1
        while let byte = byte(at: value.upperBound), byte.isWord || byte == UInt8(ascii: "-") { value = value.lowerBound..<value.upperBound + 1 }
        guard (33...40).contains(value.count), SecretValues.looksRandom(slice(value)) else { return wrapped(at: index) }
        add(index..<value.upperBound, "telegram")
        return value.upperBound
    }

    /// Base64 that wraps a secret: what it decodes to is looked through the same way.
    private mutating func wrapped(at index: Int) -> Int? {
        let table = ByteClass.table
        var end = index
        while end < line.upperBound, table[Int(bytes[end])] & ByteClass.base64 != 0 { end += 1 }
        guard end - index >= 20 else { return drawn(at: index) }
        // Azure's keys: 64 bytes, and no digest, which would say so.
        // One that begins with a sign begins before the word.
        let isSigned =
            index > settled && Marks("/+").contains(bytes[index - 1])
            && (index - 1 == line.lowerBound || table[Int(bytes[index - 2])] & ByteClass.base64 == 0)
        let start = isSigned ? index - 1 : index
        if end - start == 88, bytes.has("==", at: end - 2), start == line.lowerBound || !Marks("-:/+").contains(bytes[start - 1]),
            SecretValues.looksRandom(slice(index..<end)), bytes.first("DNSKEY", in: line) == nil, bytes.first("RRSIG", in: line) == nil,
            DrawnTokens.isSecretAlone(bytes, start, line),
            !Base64.isText(slice(start..<end))
        {
            add(start..<end, "azure-secret")
            return end
        }
        guard end - index <= 16_384,
            Base64.beginsPrintable(bytes, at: index) || end - index < 200 && bytes.has("AUTH ", at: index - 11) || bytes.has("resp=", at: index - 5),
            let decoded = Base64.decoded(slice(index..<end))
        else { return drawn(at: index) }
        // SASL's PLAIN (RFC 4616): two NULs part the name from the password.
        let nulls = decoded.reduce(into: 0) { $0 += $1 == 0 ? 1 : 0 }
        let printable = decoded.reduce(into: nulls == 2 ? 2 : 0) { $0 += $1 >= 32 && $1 < 127 || $1 == 10 || $1 == 13 || $1 == 9 ? 1 : 0 }
        guard printable == decoded.count else {
            // A token that begins as JSON does, and goes on with what is signed or encrypted.
            if end - index >= 60, bytes.has("eyJ", at: index), !bytes.has("base64,", at: index - 7) {
                add(index..<end, "token")
                return end
            }
            return drawn(at: index)
        }
        if nulls == 2 {
            add(index..<end, "basic-auth")
            return end
        }
        let secret = decoded.withUnsafeBufferPointer { inner in
            Self.holdsSecret(inner, patterns)
        }
        guard secret else { return nil }
        add(index..<end, "encoded")
        return end
    }

    /// Whether a text that was decoded holds a secret, in any of its lines.
    static func holdsSecret(_ text: Bytes, _ patterns: [LinePattern]) -> Bool {
        if text.first("PRIVATE KEY", in: 0..<text.count) != nil { return true }
        if patterns.contains(where: { !$0.matches(in: text, range: 0..<text.count).isEmpty }) { return true }
        var awaited: AwaitedSecret?
        var start = 0
        while start < text.count {
            let end = text.lineEnd(from: start)
            var scanner = SecretScanner(text, line: start..<end, awaited: awaited, patterns: patterns)
            scanner.scan()
            if !scanner.spans.isEmpty || awaited?.span(in: text, line: start..<end) != nil { return true }
            awaited = AwaitedSecret(after: text, line: start..<end, content: start..<end, spans: [])
            start = end + 1
        }
        return false
    }

    private mutating func drawn(at index: Int) -> Int? {
        guard let end = DrawnTokens.match(bytes, at: index, line: line) else { return nil }
        add(index..<end, "token")
        return end
    }

    // MARK: Reading

    func slice(_ range: Range<Int>) -> Bytes { Bytes(rebasing: bytes[range]) }
    func byte(at index: Int) -> UInt8? { index < line.upperBound ? bytes[index] : nil }

    /// To the next white space, quote or delimiter.
    func word(at start: Int, to end: Int? = nil) -> Range<Int> {
        let end = end ?? line.upperBound
        var low = min(start, end)
        while low < end, bytes[low] == 32 { low += 1 }
        var high = low
        while high < end, !bytes[high].isSpace, !bytes[high].isQuote {
            if bytes[high] == UInt8(ascii: "<"), ValueEnds.isTag(bytes, at: high, end) { break }
            high += 1
        }
        while high > low, Marks(",;)]}\\").contains(bytes[high - 1]) { high -= 1 }
        return low..<high
    }
}
