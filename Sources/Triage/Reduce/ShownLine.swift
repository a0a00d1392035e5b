/// How a line of a log is shown to the model: as it is, but without what costs tokens and says nothing.
enum ShownLine {
    /// Longest line shown whole, in bytes: about the thousand tokens of the smallest budget. A longer one (minified code, a
    /// dump) could be shown by no small budget at all, and may be the one that holds the error: of it beginning and end are shown, and how
    /// much lacks between. No other line is ever cut.
    static let longest = 3000
    private static let head = 800, tail = 300

    /// Runs of white space shortened (an indentation up to eight stays), control characters gone, no CR.
    static func text(_ bytes: Bytes, _ range: Range<Int>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(min(range.count, longest + 64))
        if range.count > longest {
            let (first, last) = ends(bytes, range)
            append(bytes, first, to: &result)
            result += " … (\(range.count - first.count - last.count) bytes left out) … ".utf8
            append(bytes, last, to: &result)
        } else {
            append(bytes, range, to: &result)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Most tokens that the line costs as shown.
    static func tokens(_ bytes: Bytes, _ range: Range<Int>) -> Int {
        guard range.count > longest else { return Tokens.of(bytes, range) }
        let (first, last) = ends(bytes, range)
        return Tokens.of(bytes, first) + Tokens.of(bytes, last) + 20
    }

    /// What is shown of a line too long, cut where no character is torn.
    private static func ends(_ bytes: Bytes, _ range: Range<Int>) -> (Range<Int>, Range<Int>) {
        var first = range.lowerBound + head, last = range.upperBound - tail
        while first > range.lowerBound, bytes[first] & 0xc0 == 0x80 { first -= 1 }
        while last < range.upperBound, bytes[last] & 0xc0 == 0x80 { last += 1 }
        return (range.lowerBound..<first, last..<range.upperBound)
    }

    private static func append(_ bytes: Bytes, _ range: Range<Int>, to result: inout [UInt8]) {
        var spaces = 0, isStart = true
        for byte in bytes[range] {
            if byte == 32 || byte == 9 {
                spaces += byte == 9 ? 4 : 1
                continue
            }
            guard byte >= 32, byte != 127 else { continue }
            if spaces > 0 { result += [UInt8](repeating: 32, count: min(spaces, isStart ? 8 : 1)) }
            spaces = 0
            isStart = false
            result.append(byte)
        }
    }

    /// Whether the line only draws a rule (`├────┼────┤`, `======`).
    static func isRule(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
        guard range.count > 3 else { return false }
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if byte == 0xe2, index + 2 < range.upperBound, bytes[index + 1] == 0x94 || bytes[index + 1] == 0x95 {
                // The bars of a table's blank cells count as drawing, too.
                index += 3
                continue
            }
            guard Marks("=-_+*~# |").contains(byte) else { return false }
            index += 1
        }
        return true
    }
}
