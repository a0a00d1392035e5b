/// How a line of a log is shown to the model: as it is, but without what costs tokens and says nothing.
enum ShownLine {
    /// Longest line shown whole, in bytes; of a longer one beginning and end, and how much lacks. Lines this long are
    /// minified data, where dropping all would lose the one error in it.
    static let longest = 1200

    /// Runs of white space shortened (an indentation up to eight stays), control characters gone, no CR.
    static func text(_ bytes: Bytes, _ range: Range<Int>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(min(range.count, longest + 64))
        let shown = range.count > longest ? range.lowerBound..<range.lowerBound + 800 : range
        append(bytes, shown, to: &result)
        if range.count > longest {
            result += " … (\(range.count - 1100) bytes left out) … ".utf8
            append(bytes, range.upperBound - 300..<range.upperBound, to: &result)
        }
        return String(decoding: result, as: UTF8.self)
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
            guard "=-_+*~# |".utf8.contains(byte) else { return false }
            index += 1
        }
        return true
    }
}
