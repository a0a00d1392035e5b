/// Where a value that is written with quotes ends: shells, SQL and YAML each have their way to put a quote into a quotation.
enum ValueEnds {
    /// Where the content begins and ends that is quoted at `open`, behind so many backslashes; to `end` where nothing closes it.
    static func quoted(_ bytes: Bytes, at open: Int, escapes: Int, to end: Int) -> Range<Int> {
        let quote = bytes[open]
        var low = open + 1
        // A quotation within one: 'export X='"'"'…'"'"'', 'export X='\''…'\'''.
        if escapes == 0, let inner = reopened(bytes, at: open, end) {
            low = open + inner
            var high = low
            while high < end {
                if bytes[high] == quote, reopened(bytes, at: high, end) == inner { return low..<high }
                high += 1
            }
            low = open + 1
        }
        // """…""" of TOML and Python.
        if escapes == 0, low + 1 < end, bytes[low] == quote, bytes[low + 1] == quote { low += 2 }
        var high = low
        while high < end {
            if bytes[high] == quote, backslashes(bytes, before: high, from: low) <= escapes {
                guard escapes == 0, let further = goesOn(bytes, at: high, from: low, end) else { break }
                high += further
                continue
            }
            high += 1
        }
        return low..<(high < end ? max(low, high - escapes) : end)
    }

    /// How long a quote is that is put into a quotation by leaving it: `'"'"'`, `'\''`, `"'"'"`.
    private static func reopened(_ bytes: Bytes, at index: Int, _ end: Int) -> Int? {
        if index + 5 <= end, bytes.has("'\"'\"'", at: index) || bytes.has("\"'\"'\"", at: index) { return 5 }
        return index + 4 <= end && bytes.has("'\\''", at: index) ? 4 : nil
    }

    /// How far the quotation goes on behind the quote at `index`; `nil` when that closes it.
    private static func goesOn(_ bytes: Bytes, at index: Int, from low: Int, _ end: Int) -> Int? {
        if let length = reopened(bytes, at: index, end) { return length }
        // SQL's and YAML's doubled quote: not one that closes and one that opens something else.
        guard index > low, index + 2 < end, bytes[index + 1] == bytes[index], !bytes[index + 2].isSpace, !Marks(",;)]}:=").contains(bytes[index + 2])
        else { return nil }
        return 2
    }

    private static func backslashes(_ bytes: Bytes, before index: Int, from low: Int) -> Int {
        var count = 0
        while index - count > low, bytes[index - count - 1] == UInt8(ascii: "\\") { count += 1 }
        return count
    }

    /// Whether an escape of the NUL stands there that parts the variables of a process: `\0NAME=`, `\x00`.
    static func isNul(_ bytes: Bytes, at index: Int) -> Bool {
        bytes.has("\\x00", at: index)
            || bytes.has("\\0", at: index) && (index + 2 >= bytes.count || !bytes[index + 2].isDigit && !bytes[index + 2].isLower)
    }

    /// Whether a mark-up element begins or ends at the `<`.
    static func isTag(_ bytes: Bytes, at index: Int, _ end: Int) -> Bool {
        guard index + 1 < end else { return false }
        let next = bytes[index + 1]
        if next == UInt8(ascii: "/") { return true }
        guard next.isLetter || next == UInt8(ascii: "!") else { return false }
        var close = index + 2
        while close < end, close - index < 60, bytes[close] != UInt8(ascii: ">"), bytes[close] != UInt8(ascii: "<") { close += 1 }
        // <br>, <a href="…">: letters, and attributes where a space stands.
        return close < end && bytes[close] == UInt8(ascii: ">")
            && (bytes[index + 1..<close].allSatisfy { $0.isLetter || $0 == UInt8(ascii: "/") } || bytes[index..<close].contains(32))
    }
}
