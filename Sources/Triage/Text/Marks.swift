/// A few ASCII bytes to look one up among, as `Marks(".:/-").contains(byte)`. A `String` does the same at five times the price, which a
/// scanner pays at every byte of a log.
struct Marks {
    private let text: StaticString

    @inline(__always) init(_ text: StaticString) { self.text = text }

    @inline(__always) func contains(_ byte: UInt8) -> Bool {
        let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        for each in bytes where each == byte { return true }
        return false
    }
}
