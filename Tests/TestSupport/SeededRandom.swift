/// Random numbers that are the same in every run (Knuth's MMIX), so that what failed once can be looked at again.
public struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    /// A sequence of its own for every seed.
    public init(_ seed: UInt64) { state = seed }

    /// The next 64 bits; the generator keeps no other state.
    public mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 33
    }
}
