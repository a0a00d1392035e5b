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

    /// Where, from `start` on, the next line stands that may begin a key; the end where none does.
    static func mark(in bytes: Bytes, from start: Int) -> Int {
        // Every eleventh byte is looked at: a word of eleven cannot stand between two of them.
        var index = start + 10
        while index < bytes.count {
            if inMark[Int(bytes[index])] {
                for back in 0...10 where index - back >= start {
                    if bytes.has("PRIVATE KEY", at: index - back) || bytes.has("Private-Lines", at: index - back) { return index - back }
                }
            }
            index += 11
        }
        return bytes.count
    }

    /// The bytes that the words are made of.
    private static let inMark: [Bool] = (0...255).map { "PRIVATE KEYrivate-Lines".utf8.contains(UInt8($0)) }

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
        guard let begin = bytes.first("-----BEGIN ", in: line),
            let label = bytes.first("PRIVATE KEY", in: begin..<min(begin + 64, line.upperBound)),
            let dashes = bytes.first("-----", in: label..<min(label + 32, line.upperBound))
        else { return nil }
        serial += 1
        let start = dashes + 5
        if let end = bytes.first("-----END ", in: start..<line.upperBound) {
            let mark = bytes.first("KEY-----", in: end..<line.upperBound) ?? end
            return span(begin..<min(mark + 8, line.upperBound))
        }
        inside = true
        strangers = 0
        // An escaped key cut off by the end of the line is still a key.
        let rest = bytes.trimmed(start..<line.upperBound)
        if rest.count > 256 { inside = false }
        return span(begin..<max(start, rest.upperBound))
    }

    private mutating func continued(_ bytes: Bytes, _ line: Range<Int>) -> [SecretSpan]? {
        if let end = bytes.first("-----END ", in: line) {
            inside = false
            let mark =
                bytes.first("KEY-----", in: end..<line.upperBound) ?? bytes.first("-----", in: end + 9..<max(end + 9, line.upperBound))
                ?? end
            return span(end..<min(mark + 8, line.upperBound))
        }
        let word = Self.lastWord(bytes, line)
        if Self.isKeyText(bytes, word) { return span(word) }
        if bytes.trimmed(line).isEmpty { return [] }
        strangers += 1
        if strangers > 8 { inside = false }
        return nil
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

    /// Base64 and nothing else; the last line may be short, an ordinary word at a line's end is not.
    private static func isKeyText(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
        let text = bytes[range]
        guard !text.isEmpty, text.allSatisfy({ ByteClass.table[Int($0)] & ByteClass.base64 != 0 }) else { return false }
        return text.count >= 40 || text.last == UInt8(ascii: "=") || text.contains(where: \.isDigit) && text.contains(where: \.isUpper)
    }
}
