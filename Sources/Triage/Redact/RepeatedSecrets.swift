/// Secrets that were recognised somewhere by their name, to be replaced wherever else they stand, and in whatever form: all of them in
/// one pass.
struct RepeatedSecrets: Sendable {
    /// Secrets and their tags, the longest first.
    private let known: [(secret: [UInt8], tag: [UInt8])]
    /// The first of those that begin with two bytes, plus one; 0 for none.
    private var heads = [UInt16](repeating: 0, count: 1 << 16)
    /// For each the next that begins with the same two bytes, plus one.
    private var next: [UInt16]

    /// - Parameter secrets: with their tags, each of two bytes at least; 8,000 of them at most.
    init(_ secrets: [(secret: [UInt8], tag: [UInt8])]) {
        var known = secrets
        for (secret, tag) in secrets { known += Self.forms(of: secret).map { ($0, tag) } }
        known.sort {
            $0.secret.count > $1.secret.count || $0.secret.count == $1.secret.count && $0.tag.lexicographicallyPrecedes($1.tag)
        }
        self.known = known
        next = [UInt16](repeating: 0, count: known.count)
        for (place, pair) in known.enumerated().reversed() {
            let head = Int(pair.secret[0]) << 8 | Int(pair.secret[1])
            next[place] = heads[head]
            heads[head] = UInt16(place + 1)
        }
    }

    /// How else the secret is written: escaped for an address (RFC 3986) or a JSON string, in base64, and what it is when it is base64
    /// itself. Only forms that are like no ordinary word.
    static func forms(of secret: [UInt8]) -> [[UInt8]] {
        guard secret.count >= 8, secret.count <= 256 else { return [] }
        var forms: [[UInt8]] = []
        let isPlain = secret.allSatisfy { $0.isWord || Marks("-.~").contains($0) }
        if !isPlain {
            let digits = Array("0123456789ABCDEF".utf8), small = Array("0123456789abcdef".utf8)
            for (digits, kept) in [(digits, ""), (digits, "/"), (digits, "!*'()"), (small, "")] {
                forms.append(
                    secret.flatMap { byte in
                        byte.isWord || Marks("-.~").contains(byte) || kept.utf8.contains(byte)
                            ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
                    })
            }
            forms.append(secret.flatMap { $0 == 34 || $0 == UInt8(ascii: "\\") ? [UInt8(ascii: "\\"), $0] : [$0] })
        }
        forms.append(Base64.encoded(secret))
        let decoded = secret.count >= 12 ? secret.withUnsafeBufferPointer { Base64.decoded($0) } : nil
        if let decoded, decoded.count >= 8, decoded.allSatisfy({ $0 > 32 && $0 < 127 }), !decoded.allSatisfy(\.isLower) { forms.append(decoded) }
        return Set(forms).subtracting([secret]).sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// The text with every one of them replaced; the same array where none stands.
    func replaced(in text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [], copied = 0
        text.withUnsafeBufferPointer { bytes in
            var index = 0
            while index + 1 < bytes.count {
                let head = heads[Int(bytes[index]) << 8 | Int(bytes[index + 1])]
                guard head > 0, let found = match(bytes, at: index, from: Int(head)) else {
                    index += 1
                    continue
                }
                if copied == 0, index > 0 { result.reserveCapacity(bytes.count) }
                result += bytes[copied..<index]
                result += found.tag
                index += found.secret.count
                copied = index
            }
            if copied > 0 { result += bytes[copied...] }
        }
        return copied > 0 ? result : text
    }

    private func match(_ bytes: Bytes, at index: Int, from first: Int) -> (secret: [UInt8], tag: [UInt8])? {
        var place = first
        while place > 0 {
            let pair = known[place - 1]
            if index + pair.secret.count <= bytes.count, bytes[index..<index + pair.secret.count].elementsEqual(pair.secret) { return pair }
            place = Int(next[place - 1])
        }
        return nil
    }
}
