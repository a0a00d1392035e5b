/// How many columns text takes, and what a terminal is given for it.
///
/// Terminals disagree on joined emoji, flags, skin tones and variation selectors, so none is ever sent: each grapheme
/// cluster is mapped to cells on whose width all agree (``ClusterScanner`` says how).
public enum TextWidth {
    /// A grapheme cluster mapped to what one or two cells can hold.
    public struct Cluster: Sendable, Equatable {
        /// Base and marks, packed as in ``Cell/glyph``.
        public var glyph: UInt64
        /// 1 or 2 columns.
        public var width: Int
    }

    /// The cells' contents for `text`, in order.
    public static func clusters(_ text: some StringProtocol) -> [Cluster] {
        withUTF8(text) { bytes in
            var scanner = ClusterScanner(bytes)
            var result: [Cluster] = []
            result.reserveCapacity(bytes.count)
            while let cluster = scanner.next() { result.append(cluster) }
            return result
        }
    }

    /// Columns that `text` takes.
    public static func columns(_ text: some StringProtocol) -> Int { withUTF8(text) { columns(utf8: $0) } }

    /// Columns that UTF-8 bytes take; malformed ones count as a replacement character each.
    public static func columns(utf8 bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var scanner = ClusterScanner(bytes)
        var columns = 0
        while let cluster = scanner.next() { columns += cluster.width }
        return columns
    }

    /// Columns of one scalar that stands alone: 0 for marks and invisible ones, else 1 or 2.
    public static func columns(of scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return scalar.value == 0xad ? 0 : 1 }
        if ClusterScanner.isInvisible(scalar.value) || WidthTable.contains(scalar.value, WidthTable.zero) { return 0 }
        return isWide(scalar.value) ? 2 : 1
    }

    /// Whether the base of a packed glyph fills two columns.
    static func isWide(_ scalar: UInt32) -> Bool { scalar >= 0x1100 && WidthTable.contains(scalar, WidthTable.wide) }

    /// Calls `body` with the text's bytes in one piece, without copying where the text has them so.
    static func withUTF8<Result>(_ text: some StringProtocol, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
        var copy = String(text)
        return copy.withUTF8(body)
    }
}
