/// Secrets that were recognised somewhere by their name, to be replaced wherever else they stand: all of them in one pass.
struct RepeatedSecrets: Sendable {
    /// Secrets and their tags, the longest first.
    private let known: [(secret: [UInt8], tag: [UInt8])]
    /// The first of those that begin with two bytes, plus one; 0 for none.
    private var heads = [UInt16](repeating: 0, count: 1 << 16)

    /// Secrets have at least two bytes; the longest come first.
    init(_ known: [(secret: [UInt8], tag: [UInt8])]) {
        self.known = known
        for (place, pair) in known.enumerated().reversed() {
            heads[Int(pair.secret[0]) << 8 | Int(pair.secret[1])] = UInt16(place + 1)
        }
    }

    /// The text with every one of them replaced; the same array where none stands.
    func replaced(in text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [], copied = 0
        text.withUnsafeBufferPointer { bytes in
            var index = 0
            while index + 1 < bytes.count {
                let head = heads[Int(bytes[index]) << 8 | Int(bytes[index + 1])]
                guard head > 0, let found = match(bytes, at: index, from: Int(head) - 1) else {
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
        for place in first..<known.count {
            let pair = known[place]
            if index + pair.secret.count <= bytes.count, bytes[index + 1] == pair.secret[1],
                bytes[index..<index + pair.secret.count].elementsEqual(pair.secret)
            {
                return pair
            }
        }
        return nil
    }
}
