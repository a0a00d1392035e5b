/// A text that is looked for in lines: the same for log, reader and reports, so that all find the same.
///
/// Upper and lower case of ASCII letters are the same unless the query has an upper case letter (as in vi's `smartcase`).
public struct TextSearch: Sendable, Hashable {
    /// What is looked for.
    public let query: String
    private let needle: [UInt8]
    private let foldsCase: Bool

    /// A search; `nil` for an empty query, which would match everywhere.
    public init?(_ query: String) {
        guard !query.isEmpty else { return nil }
        self.query = query
        foldsCase = !query.utf8.contains { (0x41...0x5a).contains($0) }
        needle = Array(query.utf8)
    }

    /// Whether a line holds it.
    public func matches(_ text: some StringProtocol) -> Bool {
        TextWidth.withUTF8(text) { next(in: $0, from: 0) != nil }
    }

    /// Whether a line of bytes holds it.
    public func matches(utf8 bytes: UnsafeBufferPointer<UInt8>) -> Bool { next(in: bytes, from: 0) != nil }

    /// The columns where it stands in a line, from left to right, without overlaps.
    public func columns(in text: some StringProtocol) -> [Range<Int>] {
        TextWidth.withUTF8(text) { bytes in
            var found: [Range<Int>] = []
            var scanner = ClusterScanner(bytes)
            var column = 0
            /// The column of a byte: clusters that hold it are walked over once.
            func reach(_ offset: Int) -> Int {
                while scanner.offset < offset, let cluster = scanner.next() { column += cluster.width }
                return column
            }
            var start = 0
            while let match = next(in: bytes, from: start) {
                let first = reach(match)
                found.append(first..<max(first + 1, reach(match + needle.count)))
                start = match + needle.count
            }
            return found
        }
    }

    /// The first line at or after `start` (before or at it when `backwards`) that holds it, going round at the end.
    ///
    /// - Parameters:
    ///   - count: how many lines there are.
    ///   - line: the text of a line.
    public func line(from start: Int, backwards: Bool = false, count: Int, _ line: (Int) -> String) -> Int? {
        guard count > 0 else { return nil }
        for step in 0..<count {
            let index = ((start + (backwards ? -step : step)) % count + count) % count
            if matches(line(index)) { return index }
        }
        return nil
    }

    private func next(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard start + needle.count <= bytes.count else { return nil }
        for offset in start...bytes.count - needle.count where equal(bytes, offset) { return offset }
        return nil
    }

    private func equal(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
        for (index, wanted) in needle.enumerated() {
            var byte = bytes[offset + index]
            if foldsCase, (0x41...0x5a).contains(byte) { byte |= 0x20 }
            if byte != wanted { return false }
        }
        return true
    }
}

extension Canvas {
    /// Sets off each match in a line that was written at `x`, `y`.
    public mutating func highlight(_ search: TextSearch?, in text: some StringProtocol, x: Int, y: Int) {
        guard let search else { return }
        for range in search.columns(in: text) {
            ground(Rect(x: x + range.lowerBound, y: y, width: range.count, height: 1), .match)
        }
    }
}
