/// A source of uniform random numbers in `0..<1`, for jitter. Passed in, so that a test can fix it.
public struct RandomSource: Sendable {
    private let next: @Sendable () -> Double

    /// A source that calls `next` for each number.
    public init(_ next: @escaping @Sendable () -> Double) { self.next = next }

    /// The system's generator.
    public static let system = RandomSource { Double.random(in: 0..<1) }

    /// The next number, at least 0 and below 1.
    public func callAsFunction() -> Double { next() }
}
