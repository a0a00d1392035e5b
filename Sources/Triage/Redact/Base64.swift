/// Base64 (RFC 4648, both alphabets), read leniently: padding may lack.
enum Base64 {
    /// Whether the first six bytes that the text decodes to are printable: nearly every word is dismissed by this.
    static func beginsPrintable(_ bytes: Bytes, at index: Int) -> Bool {
        guard index + 8 <= bytes.count, let head = decoded(Bytes(rebasing: bytes[index..<index + 8]), anyCase: true) else { return false }
        return head.allSatisfy { $0 >= 32 && $0 < 127 || $0 == 10 || $0 == 13 || $0 == 9 }
    }

    /// Whether it is text of a full length that mixes what Base64 does, as a pair of a name and a password in it would be.
    static func isPadded(_ text: Bytes) -> Bool {
        text.count >= 16 && text.count % 4 == 0 && text.allSatisfy { ByteClass.table[Int($0)] & ByteClass.base64 != 0 }
            && !SecretValues.isWords(text) && text.contains(where: \.isUpper) && text.contains(where: \.isLower) && text.contains(where: \.isDigit)
    }

    /// Whether it is the base64 of printable text.
    static func isText(_ text: Bytes) -> Bool {
        beginsPrintable(text, at: 0) && decoded(text)?.allSatisfy { $0 >= 32 && $0 < 127 || $0 == 10 || $0 == 13 || $0 == 9 } ?? false
    }

    /// The text of some bytes, without padding.
    static func encoded(_ bytes: [UInt8]) -> [UInt8] {
        let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        var buffer: UInt32 = 0, bits = 0
        for byte in bytes {
            (buffer, bits) = (buffer << 8 | UInt32(byte), bits + 8)
            while bits >= 6 {
                bits -= 6
                result.append(signs[Int(buffer >> UInt32(bits) & 63)])
            }
            buffer &= 0xff
        }
        if bits > 0 { result.append(signs[Int(buffer << UInt32(6 - bits) & 63)]) }
        return result
    }

    /// What `text` decodes to; `nil` when it holds anything else, or is only letters and digits of one kind (a hash).
    static func decoded(_ text: Bytes, anyCase: Bool = false) -> [UInt8]? {
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
        return anyCase || kinds.upper && kinds.lower ? result : nil
    }
}
