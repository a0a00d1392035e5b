/// Base64 (RFC 4648, both alphabets), read leniently: padding may lack.
enum Base64 {
    /// What `text` decodes to; `nil` when it holds anything else, or is only letters and digits of one kind (a hash).
    static func decoded(_ text: Bytes) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(text.count * 3 / 4)
        var buffer: UInt32 = 0, bits = 0
        var kinds = (upper: false, lower: false)
        for byte in text {
            let value: UInt32
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                value = UInt32(byte) - 65
                kinds.upper = true
            case UInt8(ascii: "a")...UInt8(ascii: "z"):
                value = UInt32(byte) - 71
                kinds.lower = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt32(byte) + 4
            case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
            case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
            case UInt8(ascii: "="): continue
            default: return nil
            }
            buffer = buffer << 6 | value
            bits += 6
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(truncatingIfNeeded: buffer >> bits))
            }
        }
        return kinds.upper && kinds.lower ? result : nil
    }
}
