/// Breaks a block of prose into sentences, each with the citations that stand behind its end.
enum SentenceSplitter {
    /// Their places, in bytes, without white space at their ends.
    static func pieces(_ bytes: [UInt8], _ block: Range<Int>) -> [Range<Int>] {
        var pieces: [Range<Int>] = [], start = block.lowerBound, index = start, isCode = false
        while index < block.upperBound {
            let byte = bytes[index]
            if byte == UInt8(ascii: "`") { isCode.toggle() }
            index += 1
            guard !isCode, byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") else { continue }
            guard let end = end(bytes, after: index, block), !(byte == UInt8(ascii: ".") && isAbbreviation(bytes, start..<index - 1)) else {
                continue
            }
            pieces.append(start..<end)
            start = end
            index = end
        }
        pieces.append(start..<block.upperBound)
        return pieces.map { trimmed(bytes, $0) }.filter { !$0.isEmpty }
    }

    /// The end of a sentence whose full stop stands before `index`: behind closing signs and citations. `nil` where it goes on.
    private static func end(_ bytes: [UInt8], after index: Int, _ block: Range<Int>) -> Int? {
        var end = index
        while end < block.upperBound, "\"'*_)".utf8.contains(bytes[end]) { end += 1 }
        guard end == block.upperBound || bytes[end].isSpace || bytes[end] == UInt8(ascii: "[") else { return nil }
        var next = end
        while true {
            var at = next
            while at < block.upperBound, bytes[at].isSpace { at += 1 }
            guard at + 1 < block.upperBound, bytes[at] == UInt8(ascii: "["), bytes[at + 1].isDigit,
                let close = bytes[at..<block.upperBound].firstIndex(of: UInt8(ascii: "]"))
            else { break }
            next = close + 1
            if next < block.upperBound, bytes[next] == UInt8(ascii: ".") { next += 1 }
            end = next
        }
        var at = end
        while at < block.upperBound, bytes[at].isSpace { at += 1 }
        // A sentence does not begin with a small letter.
        return at < block.upperBound && bytes[at].isLower ? nil : end
    }

    private static let abbreviations: Set<String> = [
        "e.g", "i.e", "vs", "etc", "approx", "ca", "no", "nr", "z.b", "d.h", "u.a", "bzw", "ggf", "evtl", "inkl", "usw", "resp", "st", "cf", "al",
    ]

    private static func isAbbreviation(_ bytes: [UInt8], _ before: Range<Int>) -> Bool {
        var start = before.upperBound
        while start > before.lowerBound, bytes[start - 1].isWord || bytes[start - 1] == UInt8(ascii: ".") { start -= 1 }
        let word = String(decoding: bytes[start..<before.upperBound], as: UTF8.self).lowercased()
        return abbreviations.contains(word) || word.count == 1 && word.allSatisfy(\.isLetter)
    }

    private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound, high = range.upperBound
        while low < high, bytes[low].isSpace { low += 1 }
        while high > low, bytes[high - 1].isSpace { high -= 1 }
        return low..<high
    }
}
