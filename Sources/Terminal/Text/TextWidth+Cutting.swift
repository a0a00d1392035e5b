extension TextWidth {
    /// Where text that is too long loses its columns.
    public enum Cut: Sendable { case end, middle }

    /// Where text stands in a space wider than itself.
    public enum Alignment: Sendable { case left, right, centre }

    /// `text` in at most `columns` columns: what is too long loses its end, or its middle, to a `…`.
    ///
    /// ```swift
    /// TextWidth.truncated("iris-classifier-7c9d8f6b5-x2lq7", to: 16, at: .middle)   // "iris-cla…6b5-x2lq7" in 16 columns
    /// ```
    public static func truncated(_ text: some StringProtocol, to columns: Int, at cut: Cut = .end) -> String {
        withUTF8(text) { bytes in
            guard columns > 0 else { return "" }
            // A byte never takes more than one column, apart from tabs and the like, which take one too.
            if bytes.count <= columns || self.columns(utf8: bytes) <= columns { return String(decoding: bytes, as: UTF8.self) }
            let tail = cut == .end ? 0 : (columns - 1) / 2
            let head = columns - 1 - tail
            return prefix(of: bytes, columns: head) + "…" + (tail > 0 ? suffix(of: bytes, columns: tail) : "")
        }
    }

    /// `text` in exactly `columns` columns: cut when too long, spaces added when too short.
    public static func padded(
        _ text: some StringProtocol, to columns: Int, _ alignment: Alignment = .left, cut: Cut = .end
    ) -> String {
        guard columns > 0 else { return "" }
        let fitting = truncated(text, to: columns, at: cut)
        let missing = columns - self.columns(fitting)
        guard missing > 0 else { return fitting }
        let before =
            switch alignment {
            case .left: 0
            case .right: missing
            case .centre: missing / 2
            }
        return String(repeating: " ", count: before) + fitting + String(repeating: " ", count: missing - before)
    }

    /// The longest beginning of the text that fits, in whole clusters.
    public static func prefix(_ text: Substring, columns: Int) -> Substring {
        let bytes = withUTF8(text) { prefixLength(of: $0, columns: columns) }
        return text[..<text.utf8.index(text.startIndex, offsetBy: bytes)]
    }

    private static func prefix(of bytes: UnsafeBufferPointer<UInt8>, columns: Int) -> String {
        String(decoding: bytes[..<prefixLength(of: bytes, columns: columns)], as: UTF8.self)
    }

    private static func prefixLength(of bytes: UnsafeBufferPointer<UInt8>, columns: Int) -> Int {
        var scanner = ClusterScanner(bytes)
        var used = 0
        var end = 0
        while let cluster = scanner.next(), used + cluster.width <= columns {
            used += cluster.width
            end = scanner.offset
        }
        return end
    }

    /// The longest end of the text that fits.
    private static func suffix(of bytes: UnsafeBufferPointer<UInt8>, columns: Int) -> String {
        var remaining = self.columns(utf8: bytes)
        var scanner = ClusterScanner(bytes)
        while remaining > columns, let cluster = scanner.next() { remaining -= cluster.width }
        return String(decoding: bytes[scanner.offset...], as: UTF8.self)
    }
}
