/// PEM private keys in one line whose spaces and line ends are escaped, as in addresses and forms:
/// `-----BEGIN%20RSA%20PRIVATE%20KEY-----%0AMIIE…`, `-----BEGIN+PRIVATE+KEY-----`, once more escaped (`%250A`), or with escaped dashes.
enum EscapedKey {
    /// Where they stand, each to the end of what may belong to it; `nil` where there is none.
    static func ranges(in bytes: Bytes, _ line: Range<Int>) -> [Range<Int>]? {
        var ranges: [Range<Int>] = [], start = line.lowerBound
        while let at = bytes.first("BEGIN", in: start..<line.upperBound) {
            start = at + 5
            guard start < line.upperBound, Marks("%+").contains(bytes[start]), let begin = dashes(bytes, before: at, from: line.lowerBound) else {
                continue
            }
            // The label ends with the next dashes.
            let label = start..<min(start + 120, line.upperBound)
            guard let close = [bytes.first("-----", in: label), bytes.first("2D", in: label)].compactMap({ $0 }).min(),
                bytes.first("PRIVATE", in: start..<close) != nil
            else { continue }
            start = end(bytes, close..<line.upperBound)
            ranges.append(begin..<start)
        }
        return ranges.isEmpty ? nil : ranges
    }

    /// Where the dashes begin that stand before `end`, written as they are or escaped; `nil` where there are fewer than two.
    private static func dashes(_ bytes: Bytes, before end: Int, from start: Int) -> Int? {
        var low = end, count = 0
        while low > start, count < 5 {
            if bytes[low - 1] == UInt8(ascii: "-") {
                low -= 1
            } else if low - 3 >= start, bytes.has("2D", at: low - 2) {
                low -= 2
                while low - 2 >= start, bytes.has("25", at: low - 2) { low -= 2 }
                guard low > start, bytes[low - 1] == UInt8(ascii: "%") else { return nil }
                low -= 1
            } else {
                break
            }
            count += 1
        }
        return count >= 2 ? low : nil
    }

    /// Behind the dashes that close the block; where nothing closes it, as far as all belongs to an escaped text.
    private static func end(_ bytes: Bytes, _ range: Range<Int>) -> Int {
        var rest = range.lowerBound
        while rest < range.upperBound, belongs(bytes[rest]) { rest += 1 }
        let body = range.lowerBound..<rest
        guard let mark = bytes.first("-----END", in: body) ?? bytes.first("2DEND", in: body) else { return rest }
        let label = mark + 5..<rest
        guard var index = [bytes.first("---", in: mark + 8..<max(rest, mark + 8)), bytes.first("2D", in: label)].compactMap({ $0 }).min() else {
            return rest
        }
        while index < rest, Marks("-%25D").contains(bytes[index]) { index += 1 }
        return index
    }

    private static func belongs(_ byte: UInt8) -> Bool {
        ByteClass.table[Int(byte)] & ByteClass.base64 != 0 || Marks("%-_.~").contains(byte)
    }
}
