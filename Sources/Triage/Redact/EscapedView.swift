/// A line as it reads behind percent-escapes, JSON's `\u003d` and HTML's `&quot;`, with the place of every byte in the original.
struct EscapedView {
    private(set) var bytes: [UInt8] = []
    /// Where each byte began; one more for the end.
    private var places: [Int] = []

    /// `nil` for a line without escapes that could hide a separator: nearly every one.
    init?(_ line: Bytes, _ range: Range<Int>) {
        guard Self.isNeeded(line, range) else { return nil }
        bytes.reserveCapacity(range.count)
        places.reserveCapacity(range.count + 1)
        var index = range.lowerBound
        while index < range.upperBound {
            places.append(index)
            let (byte, length) = Self.next(line, index, range.upperBound)
            bytes.append(byte)
            index += length
        }
        places.append(range.upperBound)
        // Colours that were written down: \x1b[33m.
        if bytes.contains(0x1b) { (bytes, places) = TerminalEscapes.removed(from: bytes, places) }
    }

    /// Where a stretch of the readable text stands in the original.
    func original(_ range: Range<Int>) -> Range<Int> { places[range.lowerBound]..<places[range.upperBound] }

    private static func isNeeded(_ line: Bytes, _ range: Range<Int>) -> Bool {
        for index in range {
            switch line[index] {
            case UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "\\"): if next(line, index, range.upperBound).1 > 1 { return true }
            default: break
            }
        }
        return false
    }

    /// `%DB_PASSWORD%`: the name of a variable.
    private static func isPlace(_ line: Bytes, _ index: Int, _ end: Int) -> Bool {
        var close = index + 1
        while close < end, close - index < 40, line[close].isUpper || line[close] == UInt8(ascii: "_") { close += 1 }
        return close - index > 3 && close < end && line[close] == UInt8(ascii: "%")
            && !(close + 2 < end && line[close + 1].isHex && line[close + 2].isHex)
    }

    private static let entities: [(StaticString, UInt8)] = [
        ("&quot;", 34), ("&amp;", 38), ("&#39;", 39), ("&#34;", 34), ("&lt;", 60), ("&gt;", 62), ("&#x27;", 39), ("&apos;", 39),
        ("&#61;", 61), ("&#x3d;", 61), ("&#x3D;", 61),
    ]

    /// The byte that stands at `index`, and how many it is written with.
    private static func next(_ line: Bytes, _ index: Int, _ end: Int) -> (UInt8, Int) {
        switch line[index] {
        case UInt8(ascii: "%"):
            if isPlace(line, index, end) { break }
            var start = index + 1
            // %253D is what %3D becomes when it is escaped again.
            while start + 3 < end, line[start] == UInt8(ascii: "2"), line[start + 1] == UInt8(ascii: "5"), line[start + 2].isHex,
                line[start + 3].isHex
            {
                start += 2
            }
            if start + 1 < end, let high = line[start].hexValue, let low = line[start + 1].hexValue {
                let byte = high << 4 | low
                return byte == 10 ? (32, start + 2 - index) : (byte, start + 2 - index)
            }
        case UInt8(ascii: "&"):
            for (text, byte) in entities where index + text.utf8CodeUnitCount <= end && line.has(text, at: index) {
                return (byte, text.utf8CodeUnitCount)
            }
        case UInt8(ascii: "\\"):
            if index + 3 < end, line[index + 1] == UInt8(ascii: "x"), let high = line[index + 2].hexValue, let low = line[index + 3].hexValue {
                let byte = high << 4 | low
                return (byte == 10 ? 32 : byte, 4)
            }
            if index + 5 < end, line.has("\\u00", at: index), let high = line[index + 4].hexValue, let low = line[index + 5].hexValue {
                return (high << 4 | low, 6)
            }
        default: break
        }
        return (line[index], 1)
    }
}
