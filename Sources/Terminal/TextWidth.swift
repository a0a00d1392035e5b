/// How many columns text takes, and what a terminal is given for it.
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
        text.unicodeScalars.map { Cluster(glyph: UInt64($0.value), width: 1) }
    }

    /// Columns that `text` takes.
    public static func columns(_ text: some StringProtocol) -> Int { clusters(text).reduce(0) { $0 + $1.width } }
}
