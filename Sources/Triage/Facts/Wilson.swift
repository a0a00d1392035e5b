/// The Wilson score interval of a proportion: honest for the thirty rows of a small test set, where the usual one is not.
struct Wilson: Sendable, Equatable {
    var low: Double, high: Double

    /// The interval for a share of `n` rows at a confidence of 95%.
    init(share: Double, n: Int) {
        let z = 1.959_964, n = Double(max(n, 1)), share = min(max(share, 0), 1)
        let center = (share + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        low = max(0, center - half)
        high = min(1, center + half)
    }

    /// Whether two shares of `n` rows each differ by more than chance explains (two-sided z test, 5%).
    static func differ(_ one: Double, _ other: Double, n: Int) -> Bool {
        guard n > 0 else { return false }
        let pooled = (one + other) / 2
        let error = (pooled * (1 - pooled) * 2 / Double(n)).squareRoot()
        guard error > 0 else { return one != other }
        return abs(one - other) / error > 1.959_964
    }
}
