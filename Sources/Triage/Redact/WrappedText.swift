import Host

/// Base64 that was broken into lines (RFC 2045: 76, PEM: 64, but any width): what the lines say together is looked through.
///
/// Lines that are here already are read ahead, so that the whole block goes; what was handed out before the secret came by, when
/// a stream is read line by line, cannot be taken back.
struct WrappedText: Sendable {
    /// The block's text so far, still encoded; empty outside of a block.
    private var carry: [UInt8] = []
    private var isSecret = false
    /// The block's lines that were read ahead end here, as a place in the piece at hand.
    private var readTo = 0

    /// A block has begun that may go on.
    var isUnderWay: Bool { !carry.isEmpty }

    /// The piece at hand ends: places in it mean nothing any more.
    mutating func turn() { readTo = 0 }

    mutating func leave() { (carry, isSecret, readTo) = ([], false, 0) }

    /// The line's part of a secret block; `nil` when it is none of one.
    ///
    /// - Parameter all: the text with what is here of the line that comes next.
    mutating func span(in bytes: Bytes, line: Range<Int>, _ patterns: [LinePattern], all: Bytes) -> SecretSpan? {
        let line = !line.isEmpty && bytes[line.lowerBound] == UInt8(ascii: "{") ? LogPrefix.inner(bytes, line) ?? line : line
        guard Self.mayBe(bytes, line, begun: !carry.isEmpty), let word = Self.word(bytes, line, begun: !carry.isEmpty) else {
            if !carry.isEmpty { leave() }
            return nil
        }
        if line.lowerBound >= readTo, !isSecret {
            let begins = carry.isEmpty
            carry += bytes[word]
            var index = bytes.lineEnd(from: line.upperBound) + 1, lines = 1
            while index < bytes.count, lines < 400 {
                let next = index..<bytes.lineEnd(from: index)
                guard let more = Self.word(bytes, LogPrefix.inner(bytes, next) ?? next, begun: true) else { break }
                carry += bytes[more]
                index = next.upperBound + 1
                lines += 1
            }
            readTo = index
            // The rest of a key whose beginning was cut off.
            let end = all.trimmed(LogPrefix.skipped(all, min(index, all.count)..<all.lineEnd(from: min(index, all.count))))
            if begins, all.has("-----END ", at: end.lowerBound), all.first("PRIVATE KEY", in: end) != nil {
                isSecret = true
                return SecretSpan(range: word, kind: PrivateKeyBlock.kind)
            }
            if begins, !carry.withUnsafeBufferPointer({ Base64.beginsPrintable($0, at: 0) }) {
                leave()
                return nil
            }
            isSecret = holdsSecret(patterns)
            if carry.count > 8192 { carry.removeFirst((carry.count - 8192) & ~3) }
        }
        return isSecret ? SecretSpan(range: word, kind: "encoded") : nil
    }

    private func holdsSecret(_ patterns: [LinePattern]) -> Bool {
        carry.withUnsafeBufferPointer { encoded in
            guard let text = Base64.decoded(encoded) else { return false }
            let odd = text.reduce(into: 0) { $0 += $1 >= 32 && $1 != 127 || $1 == 10 || $1 == 13 || $1 == 9 ? 0 : 1 }
            return odd == 0 && text.withUnsafeBufferPointer { SecretScanner.holdsSecret($0, patterns) }
        }
    }

    /// Whether the line ends as such a line does: three bytes are looked at.
    private static func mayBe(_ bytes: Bytes, _ line: Range<Int>, begun: Bool) -> Bool {
        var high = line.upperBound
        if high > line.lowerBound, bytes[high - 1] == 13 { high -= 1 }
        guard high - line.lowerBound >= (begun ? 4 : 40) else { return false }
        let table = ByteClass.table
        let isBase64 = { (back: Int) in table[Int(bytes[high - back])] & ByteClass.base64 != 0 }
        return isBase64(1) && (begun || isBase64(20) && isBase64(39) && isBase64(11) && isBase64(30))
    }

    /// The base64 that is all of the line but a log's prefix; lines within a block may be short.
    private static func word(_ bytes: Bytes, _ line: Range<Int>, begun: Bool) -> Range<Int>? {
        let text = bytes.trimmed(line)
        let table = ByteClass.table
        var low = text.upperBound
        while low > text.lowerBound, table[Int(bytes[low - 1])] & ByteClass.base64 != 0 { low -= 1 }
        guard text.upperBound - low >= (begun ? 4 : 40), AwaitedSecret.isPrefix(bytes, text.lowerBound..<low) else { return nil }
        return low..<text.upperBound
    }
}
