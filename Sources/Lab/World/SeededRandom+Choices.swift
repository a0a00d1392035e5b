extension SeededRandom {
    /// A number from 0 up to, not including, `bound`.
    mutating func next(below bound: Int) -> Int { bound <= 1 ? 0 : Int(next() % UInt64(bound)) }

    /// One of `choices`, which must not be empty.
    mutating func pick<T>(_ choices: [T]) -> T { choices[next(below: choices.count)] }

    /// A 40-digit commit id that begins with `prefix` and is the same every time.
    static func sha(_ prefix: String) -> String {
        var random = SeededRandom("commit " + prefix)
        return String(prefix.prefix(40)) + random.hex(max(0, 40 - prefix.count))
    }
}
