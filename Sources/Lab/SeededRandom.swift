/// SplitMix64: small, fast and the same on every machine, so that a world grown from one seed is always the same world.
struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A generator that depends on a text alone: the same name always gets the same identifiers.
    init(_ text: String) {
        // FNV-1a; Swift's own Hasher is seeded anew in every process.
        state = text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, not including, 1.
    mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }

    /// `count` lower-case hexadecimal digits.
    mutating func hex(_ count: Int) -> String { text(count, of: "0123456789abcdef") }

    /// `count` characters as Kubernetes draws them for names: no vowels, nothing easily misread.
    mutating func suffix(_ count: Int) -> String { text(count, of: "bcdfghjklmnpqrstvwxz2456789") }

    /// A version 4 UUID, lower case.
    mutating func uuid() -> String {
        "\(hex(8))-\(hex(4))-4\(hex(3))-\(text(1, of: "89ab"))\(hex(3))-\(hex(12))"
    }

    private mutating func text(_ count: Int, of alphabet: String) -> String {
        let letters = Array(alphabet.utf8)
        let bytes = (0..<count).map { _ in letters[Int(next() % UInt64(letters.count))] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
