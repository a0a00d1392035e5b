import Host

/// Random identifiers: UUID version 4 (RFC 9562), lower case.
enum Identifier {
    static func next(_ random: RandomSource) -> String {
        var bytes = (0..<16).map { _ in UInt8(random() * 256) }
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        let digits = Array("0123456789abcdef")
        var text = ""
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append("-") }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return text
    }

    /// Between which texts the identifiers lie that begin with `prefix`, letter case aside: an index on them serves it.
    /// `nil` where nothing can begin so: nothing at all, or what stands in no identifier.
    static func range(ofPrefix prefix: String) -> Range<String>? {
        let wanted = prefix.lowercased()
        guard !wanted.isEmpty, wanted.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) || $0 == UInt8(ascii: "-") }) else {
            return nil
        }
        // `g` sorts behind every digit of an identifier.
        return wanted..<wanted + "g"
    }
}
