/// PEM private keys: over several lines, each perhaps with a log's prefix, or in one line with escaped line ends.
struct PrivateKeyBlock: Sendable {
    static let kind = "private-key"
    /// How many keys were met.
    private var serial = 0
    private var inside = false
    /// Lines within the block that were none of the key's: other threads write in between.
    private var strangers = 0

    /// Lines of a PuTTY key that are still to come: it says how many.
    private var counted = 0

    /// A key has begun that goes on.
    var isUnderWay: Bool { inside || counted > 0 }

    /// One that has no key under way and numbers its own as no other piece of the text does.
    var skippingSerials: PrivateKeyBlock {
        var next = PrivateKeyBlock()
        next.serial = serial + (1 << 20)
        return next
    }

    /// Where, from `start` on, the next line stands that may begin a key; the end where none does.
    static func mark(in bytes: Bytes, from start: Int) -> Int {
        // Every eighth byte is looked at: a word of eight cannot stand between two of them.
        var index = start + 7
        while index < bytes.count {
            if inMark[Int(bytes[index])] {
                for at in max(start, index - 7)...index {
                    switch bytes[at] {
                    case UInt8(ascii: "-"): if bytes.has("---BEGIN", at: at) || bytes.has("--- BEGIN ", at: at) { return at }
                    case UInt8(ascii: "P"): if bytes.has("Private-Lines", at: at) { return at }
                    case UInt8(ascii: "%"): if bytes.has("%2DBEGIN", at: at) { return at }
                    case UInt8(ascii: "5"): if bytes.has("52DBEGIN", at: at) { return at }
                    default: break
                    }
                }
            }
            index += 8
        }
        return bytes.count
    }

    /// The bytes that the words are made of.
    private static let inMark: [Bool] = (0...255).map { "-BEGIN Private-Lines%25D".utf8.contains(UInt8($0)) }

    /// Forgets an unfinished key: another text begins.
    mutating func leave() { (inside, counted) = (false, 0) }

    /// What of the line belongs to a private key; `nil` when nothing does and the line is to be looked at otherwise.
    mutating func spans(of bytes: Bytes, line: Range<Int>) -> [SecretSpan]? {
        if inside { return continued(bytes, line) }
        if counted > 0 {
            counted -= 1
            return span(Self.lastWord(bytes, line))
        }
        if let mark = bytes.first("Private-Lines: ", in: line) {
            let number = bytes.trimmed(mark + 15..<line.upperBound)
            counted = min(Int(bytes.string(number)) ?? 0, 200)
            if counted > 0 { serial += 1 }
            return nil
        }
        if let escaped = EscapedKey.ranges(in: bytes, line) {
            return escaped.flatMap { range in
                serial += 1
                return span(range)
            }
        }
        guard let begin = Self.begin(bytes, line), let dashes = bytes.first("----", in: begin + 11..<min(begin + 80, line.upperBound)),
            Self.isSecret(bytes, begin..<dashes)
        else { return nil }
        var start = dashes
        while start < line.upperBound, start - dashes < 5, bytes[start] == UInt8(ascii: "-") { start += 1 }
        // A sentence that only says how a key begins.
        if start < line.upperBound, bytes[start].isQuote, !Self.isClosing(bytes, start, line), !Self.goesOn(bytes, behind: start, line) { return nil }
        serial += 1
        if let end = Self.end(bytes, start..<line.upperBound) {
            return span(begin..<Self.behind(bytes, end, line))
        }
        inside = true
        strangers = 0
        // An escaped key cut off by the end of the line is still a key.
        let rest = bytes.trimmed(start..<line.upperBound)
        if rest.count > 256 { inside = false }
        return span(begin..<max(start, rest.upperBound))
    }

    private mutating func continued(_ bytes: Bytes, _ line: Range<Int>) -> [SecretSpan]? {
        if let end = Self.end(bytes, line) {
            inside = false
            return span(end..<Self.behind(bytes, end, line))
        }
        // The key under which the key is encrypted begins with what stands here (RFC 1421).
        if let mark = bytes.first("DEK-Info:", in: line) { return span(bytes.trimmed(mark + 9..<line.upperBound)) }
        var word = Self.cut(bytes, Self.lastWord(bytes, line))
        // … [truncated]
        if !word.isEmpty, word.count < 24, bytes[word.upperBound - 1] == UInt8(ascii: "]") || bytes[word.upperBound - 1] == UInt8(ascii: ")") {
            let before = Self.lastWord(bytes, line.lowerBound..<word.lowerBound)
            if before.count >= 40 { word = before }
        }
        if Self.isKeyText(bytes, word) { return span(word) }
        if let literal = Self.literal(bytes, line) { return span(literal) }
        if bytes.trimmed(line).isEmpty { return [] }
        strangers += 1
        if strangers > 8 { inside = false }
        return nil
    }

    private static func begin(_ bytes: Bytes, _ line: Range<Int>) -> Int? {
        bytes.first("-----BEGIN ", in: line) ?? bytes.first("---- BEGIN ", in: line)
    }

    private static func end(_ bytes: Bytes, _ range: Range<Int>) -> Int? {
        bytes.first("-----END ", in: range) ?? bytes.first("---- END ", in: range)
    }

    /// Behind the dashes that close a block whose last line begins at `end`.
    private static func behind(_ bytes: Bytes, _ end: Int, _ line: Range<Int>) -> Int {
        var index = min(end + 9, line.upperBound)
        while index < line.upperBound, bytes[index] != UInt8(ascii: "-") { index += 1 }
        while index < line.upperBound, bytes[index] == UInt8(ascii: "-") { index += 1 }
        return index
    }

    /// Whether a quote behind a block's first line ends a string of code that the next line goes on with: `"-----BEGIN …-----" +`.
    private static func isClosing(_ bytes: Bytes, _ quote: Int, _ line: Range<Int>) -> Bool {
        bytes[bytes.trimmed(quote + 1..<line.upperBound)].allSatisfy { !$0.isLetter }
    }

    /// Whether the key's text stands behind that quote as further strings of code, in this line or in the next.
    private static func goesOn(_ bytes: Bytes, behind quote: Int, _ line: Range<Int>) -> Bool {
        let next = min(line.upperBound + 1, bytes.count)
        return literal(bytes, quote..<line.upperBound) != nil || literal(bytes, next..<bytes.lineEnd(from: next)).map { $0.count >= 40 } ?? false
    }

    /// A line's longest stretch of Base64, where a string of code holds nothing else: `"MIIE…\n" +`, `'MIIE…',`, `<< "MIIE…"`.
    private static func literal(_ bytes: Bytes, _ line: Range<Int>) -> Range<Int>? {
        var longest = line.lowerBound..<line.lowerBound, index = line.lowerBound
        while index < line.upperBound {
            var end = index
            while end < line.upperBound, ByteClass.table[Int(bytes[end])] & ByteClass.base64 != 0 { end += 1 }
            if end - index > longest.count { longest = index..<end }
            index = end + 1
        }
        guard longest.count >= 4, isKeyText(bytes, longest) else { return nil }
        // A string may go on over lines itself: the escape at its line's end stands alone.
        let opens = longest.lowerBound > line.lowerBound && bytes[longest.lowerBound - 1].isQuote
        let closes = longest.upperBound < line.upperBound && (bytes[longest.upperBound].isQuote || bytes[longest.upperBound] == UInt8(ascii: "\\"))
        let behind = bytes.trimmed(longest.upperBound..<line.upperBound)
        let isAlone =
            behind.count > 1 && bytes[behind].allSatisfy { Marks("\\nr").contains($0) } && bytes.trimmed(line).lowerBound == longest.lowerBound
        return opens && closes || isAlone || longest.count >= 40 && (opens || closes) ? longest : nil
    }

    /// What a block's label says is open to everybody; all else is taken for secret.
    private static func isSecret(_ bytes: Bytes, _ label: Range<Int>) -> Bool {
        if bytes.first("PRIVATE", in: label) != nil { return true }
        let open: [StaticString] = ["CERT", "PUBLIC", "CRL", "PARAMETERS", "REQUEST", "SIGN", "MESSAGE", "PKCS7", "CMS", "ARMOR", "X509", "PATCH"]
        if open.contains(where: { bytes.first($0, in: label) != nil }) { return false }
        let known: [StaticString] = ["KEY", "SECRET", "SEED", "TOKEN", "PASSWORD", "JWT", "CREDENTIAL", "Static key", "PASSPHRASE"]
        return known.contains { bytes.first($0, in: label) != nil }
    }

    private func span(_ range: Range<Int>) -> [SecretSpan] {
        range.isEmpty ? [] : [SecretSpan(range: range, kind: Self.kind, block: serial)]
    }

    private static func lastWord(_ bytes: Bytes, _ range: Range<Int>) -> Range<Int> {
        let trimmed = bytes.trimmed(range)
        var low = trimmed.upperBound
        while low > trimmed.lowerBound, !bytes[low - 1].isSpace { low -= 1 }
        return low..<trimmed.upperBound
    }

    /// Without the dots of a line that was cut off.
    static func cut(_ bytes: Bytes, _ word: Range<Int>) -> Range<Int> {
        var high = word.upperBound
        if high - word.lowerBound > 16, bytes.has("\u{2026}", at: high - 3) { high -= 3 }
        while high - word.lowerBound > 16, bytes[high - 1] == UInt8(ascii: ".") { high -= 1 }
        return word.lowerBound..<high
    }

    /// Base64 and nothing else; the last line may be short, an ordinary word at a line's end is not.
    private static func isKeyText(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
        let text = bytes[range]
        guard !text.isEmpty, text.allSatisfy({ ByteClass.table[Int($0)] & ByteClass.base64 != 0 || Marks("-_.").contains($0) }) else { return false }
        if text.count == 5, text.first == UInt8(ascii: "=") { return true }  // OpenPGP's check sum.
        if text.count >= 16, text.allSatisfy(\.isHex) || text.count >= 24 && text.allSatisfy({ $0.isUpper || $0.isDigit }) { return true }
        if text.count >= 40 || text.last == UInt8(ascii: "=") || text.contains(where: \.isDigit) && text.contains(where: \.isUpper) { return true }
        // What is left for the last line: capitals within it, or what no word holds.
        return text.count >= 8 && text.dropFirst().contains(where: \.isUpper) && text.contains(where: \.isLower)
    }
}
