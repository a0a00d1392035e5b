/// What launchers put before the lines of what they run: `#13 412.7 ` of an image build, `[rank0]: ` of torchrun, `(Worker pid=7) ` of
/// Ray, `[1,0]<stderr>:` of mpirun, `web:test: ` of turbo, `app-1  | ` of compose. What stands behind is what the program said.
enum LinePrefix {
    /// Where the program's own text begins within `range`.
    static func end(_ bytes: Bytes, _ range: Range<Int>) -> Int {
        var low = range.lowerBound
        for _ in 0..<2 {
            let next = skipped(bytes, low, range.upperBound)
            if next == low { break }
            low = next
        }
        return low
    }

    /// A line without it.
    static func bare(_ text: String) -> String {
        guard let first = text.utf8.first, Marks("#[(@").contains(first) || first.isLower else { return text }
        var text = text
        return text.withUTF8 { bytes in
            let low = end(bytes, 0..<bytes.count)
            return String(decoding: bytes[low..<bytes.count], as: UTF8.self)
        }
    }

    private static func skipped(_ bytes: Bytes, _ low: Int, _ high: Int) -> Int {
        guard low + 6 < high else { return low }
        switch bytes[low] {
        case UInt8(ascii: "#"): return step(bytes, low, high)
        case UInt8(ascii: "["):
            if bytes.has("[rank", at: low) || bytes.has("[default", at: low) { return behind("]:", bytes, low, high) }
            if let end = node(bytes, low, high) { return end }
            if bytes[low + 1].isDigit, let end = bytes.first("]<std", in: low..<min(high, low + 16)) { return behind(">:", bytes, end, high) }
            return low
        case UInt8(ascii: "("):
            guard bytes.first("pid=", in: low..<min(high, low + 60)) != nil else { return low }
            return behind(")", bytes, low, high)
        default: return name(bytes, low, high)
        }
    }

    /// `[planner-2] text` of ROS's launch: a name in small letters, a number.
    private static func node(_ bytes: Bytes, _ low: Int, _ high: Int) -> Int? {
        var cursor = low + 1, dash = 0
        while cursor < min(high, low + 64),
            bytes[cursor].isLower || bytes[cursor].isDigit || bytes[cursor] == UInt8(ascii: "_") || bytes[cursor] == UInt8(ascii: "-")
        {
            if bytes[cursor] == UInt8(ascii: "-") { dash = cursor }
            cursor += 1
        }
        guard dash > low + 2, cursor + 1 < high, bytes[cursor] == UInt8(ascii: "]"), bytes[cursor + 1] == 32, cursor > dash + 1, cursor - dash < 4,
            bytes[low + 1].isLower, bytes[(dash + 1)..<cursor].allSatisfy(\.isDigit)
        else { return nil }
        return cursor + 2
    }

    /// `web:lint: text` of turbo, `app-1  | text` of compose.
    private static func name(_ bytes: Bytes, _ low: Int, _ high: Int) -> Int {
        guard bytes[low].isLower || bytes[low] == UInt8(ascii: "@") else { return low }
        let end = min(high, low + 64)
        var cursor = low + 1, colons = 0, digits = false
        while cursor < end {
            let byte = bytes[cursor]
            if byte == UInt8(ascii: ":") {
                // A second colon and a space close the name; the task's begins with a letter.
                if colons > 0 { return cursor + 1 < end && bytes[cursor + 1] == 32 ? cursor + 2 : low }
                guard cursor + 1 < end, bytes[cursor + 1].isLower else { return low }
                colons = 1
            } else if byte == 32 {
                guard colons == 0, digits else { return low }
                while cursor < end, bytes[cursor] == 32 { cursor += 1 }
                return cursor < end && bytes[cursor] == UInt8(ascii: "|") ? cursor + 1 + (cursor + 1 < high && bytes[cursor + 1] == 32 ? 1 : 0) : low
            } else if !(byte.isWord || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "@")) {
                return low
            }
            digits = byte.isDigit
            cursor += 1
        }
        return low
    }

    /// `#13 412.7 text`.
    private static func step(_ bytes: Bytes, _ low: Int, _ high: Int) -> Int {
        var cursor = low + 1
        while cursor < high, bytes[cursor].isDigit { cursor += 1 }
        guard cursor > low + 1, cursor < high, bytes[cursor] == 32 else { return low }
        cursor += 1
        let number = cursor
        while cursor < high, bytes[cursor].isDigit || bytes[cursor] == UInt8(ascii: ".") { cursor += 1 }
        return cursor > number && cursor < high && bytes[cursor] == 32 ? cursor + 1 : low
    }

    private static func behind(_ mark: StaticString, _ bytes: Bytes, _ low: Int, _ high: Int) -> Int {
        guard let found = bytes.first(mark, in: low..<min(high, low + 90)) else { return low }
        let end = found + mark.utf8CodeUnitCount
        return end < high && bytes[end] == 32 ? end + 1 : end
    }
}

extension String {
    /// Whether one of the phrases, written in lower case, stands in it, without regard to case. By bytes: looking up a table for every line
    /// of a log as characters costs ten times as much.
    func hasAny(_ phrases: [StaticString]) -> Bool {
        var text = self
        return text.withUTF8 { bytes in phrases.contains { bytes.containsFolded($0, in: 0..<bytes.count) } }
    }
}
