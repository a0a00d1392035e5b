/// E-mail and IPv4 addresses, replaced only where asked for: they are often what a triage needs.
enum PersonalData {
    static func spans(in bytes: Bytes, line: Range<Int>, _ options: Redactor.Options, beside found: [SecretSpan]) -> [SecretSpan] {
        var spans: [SecretSpan] = []
        var index = line.lowerBound
        while index < line.upperBound {
            let byte = bytes[index]
            var range: Range<Int>?, kind = ""
            if options.emails, byte == UInt8(ascii: "@") { (range, kind) = (email(bytes, line, at: index), "email") }
            if options.addresses, byte.isDigit,
                index == line.lowerBound || !bytes[index - 1].isWord && bytes[index - 1] != UInt8(ascii: "."), range == nil
            {
                (range, kind) = (address(bytes, line, at: index), "address")
            }
            if let range, !found.contains(where: { $0.range.overlaps(range) }), spans.last.map({ !$0.range.overlaps(range) }) ?? true {
                spans.append(SecretSpan(range: range, kind: kind))
                index = range.upperBound
            } else {
                index += 1
            }
        }
        return spans
    }

    private static func email(_ bytes: Bytes, _ line: Range<Int>, at mark: Int) -> Range<Int>? {
        func belongs(_ byte: UInt8) -> Bool { byte.isWord || ".-+".utf8.contains(byte) }
        var low = mark, high = mark + 1
        while low > line.lowerBound, belongs(bytes[low - 1]) { low -= 1 }
        while high < line.upperBound, belongs(bytes[high]) { high += 1 }
        while high > mark, bytes[high - 1] == UInt8(ascii: ".") { high -= 1 }
        guard low < mark, high - mark > 4, bytes[mark + 1..<high].contains(UInt8(ascii: ".")) else { return nil }
        return low..<high
    }

    private static func address(_ bytes: Bytes, _ line: Range<Int>, at start: Int) -> Range<Int>? {
        var index = start, parts = 0
        while parts < 4 {
            var digits = 0, value = 0
            while index < line.upperBound, bytes[index].isDigit, digits < 4 {
                value = value * 10 + Int(bytes[index] - 48)
                digits += 1
                index += 1
            }
            guard digits > 0, digits < 4, value < 256 else { return nil }
            parts += 1
            if parts < 4 {
                guard index < line.upperBound, bytes[index] == UInt8(ascii: ".") else { return nil }
                index += 1
            }
        }
        if index < line.upperBound,
            bytes[index].isWord || bytes[index] == UInt8(ascii: ".") && index + 1 < line.upperBound && bytes[index + 1].isDigit
        {
            return nil  // A version number.
        }
        return start..<index
    }
}
