/// A share of a small test set, such as an accuracy: with 30 rows one wrong row is 3.3 points, so a value without
/// its interval says little.
public struct Proportion: Sendable, Equatable {
    /// The share, 0...1.
    public let share: Double
    /// Rows it was measured on.
    public let rows: Int

    /// A share of `rows` rows; the share is clamped to 0...1, rows to at least 1.
    public init(share: Double, rows: Int) {
        self.share = min(max(share.isNaN ? 0 : share, 0), 1)
        self.rows = max(1, rows)
    }

    /// The 95% interval by Wilson's score (E. B. Wilson, 1927), which holds for small sets and shares near 0 and 1.
    public var interval: ClosedRange<Double> {
        let z = 1.959964, n = Double(rows)
        let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
        let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
        return max(0, centre - half)...min(1, centre + half)
    }

    /// Whether two shares differ at the 95% level: the two-proportion score test with pooled variance.
    ///
    /// Overlapping intervals alone would be too strict; this is the usual test behind "not significant".
    public func differs(from other: Proportion) -> Bool {
        let n = Double(rows), m = Double(other.rows)
        let pooled = (share * n + other.share * m) / (n + m)
        let deviation = (pooled * (1 - pooled) * (1 / n + 1 / m)).squareRoot()
        guard deviation > 0 else { return false }
        return abs(share - other.share) / deviation > 1.959964
    }
}
