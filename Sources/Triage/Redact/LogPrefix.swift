/// What logs put before a line: a time, a level, klog's place, a container's name.
enum LogPrefix {
    /// The line without it, and without white space at its end.
    static func skipped(_ bytes: Bytes, _ line: Range<Int>) -> Range<Int> {
        var low = line.lowerBound
        var high = line.upperBound
        while high > low, bytes[high - 1] == 13 || bytes[high - 1] == 32 { high -= 1 }
        if low < high, bytes[low] == UInt8(ascii: "{"), let inner = inner(bytes, low..<high) { return inner }
        for _ in 0..<6 {
            var end = low
            while end < high, !bytes[end].isSpace { end += 1 }
            guard end > low, let next = behind(bytes, low..<end, high) else { break }
            low = min(next, high)
        }
        return low..<high
    }

    /// What stands in `{"log":"…\n","stream":…}`, as Docker keeps each line: its escapes stay.
    static func inner(_ bytes: Bytes, _ line: Range<Int>) -> Range<Int>? {
        for mark: StaticString in ["{\"log\":\"", "{\"log\": \""] where bytes.has(mark, at: line.lowerBound) {
            let open = line.lowerBound + mark.utf8CodeUnitCount - 1
            let content = ValueEnds.quoted(bytes, at: open, escapes: 0, to: line.upperBound)
            var high = content.upperBound
            while high - 2 >= content.lowerBound, bytes.has("\\n", at: high - 2) || bytes.has("\\r", at: high - 2) { high -= 2 }
            return content.lowerBound..<high
        }
        return nil
    }

    /// Where the line goes on when `word` belongs to a prefix.
    private static func behind(_ bytes: Bytes, _ word: Range<Int>, _ high: Int) -> Int? {
        let first = bytes[word.lowerBound]
        if word.count >= 8, first.isDigit, bytes[word].allSatisfy({ $0.isDigit || Marks("TZ:.,+-/").contains($0) }),
            bytes[word].contains(UInt8(ascii: ":"))
        {
            return word.upperBound + 1
        }
        // A date before a time, BuildKit's step and its seconds, a thread's name in brackets.
        if word.count == 10, first.isDigit, word.upperBound + 5 < high, bytes[word.upperBound + 1].isDigit,
            bytes[word.upperBound + 3] == UInt8(ascii: ":"),
            bytes[word].allSatisfy({ $0.isDigit || Marks("-/.").contains($0) })
        {
            return word.upperBound + 1
        }
        if first == UInt8(ascii: "#"), word.count >= 2, word.count <= 5, bytes[word].dropFirst().allSatisfy(\.isDigit) {
            var end = word.upperBound + 1
            while end < high, bytes[end].isDigit || bytes[end] == UInt8(ascii: ".") { end += 1 }
            return end > word.upperBound + 1 && end < high && bytes[end] == 32 ? end + 1 : nil
        }
        if first == UInt8(ascii: "["), bytes[word.upperBound - 1] == UInt8(ascii: "]"), word.count <= 40, word.lowerBound > 0,
            bytes[word.lowerBound - 1] == 32, bytes[word].dropFirst().dropLast().allSatisfy({ $0.isWord || Marks("-.:/").contains($0) })
        {
            return word.upperBound + 1
        }
        if word.count == 5, Marks("IWEF").contains(first), bytes[word.lowerBound + 1].isDigit, bytes[word.lowerBound + 4].isDigit,
            let bracket = bytes.first("]", in: word.upperBound..<min(high, word.upperBound + 100))
        {
            return bracket + 2
        }
        // CRI's `stdout F`, kubectl's `[pod/api/app]`.
        if word.count == 6, bytes.has("stdout", at: word.lowerBound) || bytes.has("stderr", at: word.lowerBound), word.upperBound + 3 <= high,
            bytes[word.upperBound + 2] == 32
        {
            return word.upperBound + 3
        }
        if first == UInt8(ascii: "["), bytes.has("[pod/", at: word.lowerBound), bytes[word.upperBound - 1] == UInt8(ascii: "]") {
            return word.upperBound + 1
        }
        // syslog's `Mar 11 19:50:52 host name[12]:`.
        if word.count == 3, first.isUpper, let colon = bytes.first("]: ", in: word.upperBound..<min(high, word.upperBound + 80)),
            bytes.has(":", at: word.upperBound + 6) || bytes.has(":", at: word.upperBound + 5)
        {
            return colon + 3
        }
        let levels: [StaticString] = ["DEBUG", "INFO", "WARN", "WARNING", "ERROR", "TRACE"]
        if levels.contains(where: { $0.utf8CodeUnitCount == word.count && bytes.has($0, at: word.lowerBound) }) {
            return word.upperBound + (bytes.has("  [", at: word.upperBound) ? 2 : 1)
        }
        var bar = word.upperBound
        while bar < high, bytes[bar] == 32 { bar += 1 }
        // Compose: `api-1  | …`.
        let isContainer = word.count > 2 && bytes[word.upperBound - 1].isDigit && bytes[word.upperBound - 2] == UInt8(ascii: "-")
        return isContainer && bar < high && bytes[bar] == UInt8(ascii: "|") ? bar + 2 : nil
    }
}
