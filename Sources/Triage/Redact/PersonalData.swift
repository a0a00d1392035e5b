/// E-mail and IP addresses, replaced only where asked for: they are often what a triage needs.
enum PersonalData {
    static func spans(in bytes: Bytes, line: Range<Int>, _ options: Redactor.Options, beside found: [SecretSpan]) -> [SecretSpan] {
        var spans: [SecretSpan] = []
        var index = line.lowerBound
        while index < line.upperBound {
            let byte = bytes[index]
            var range: Range<Int>?, kind = ""
            if options.addresses, byte == UInt8(ascii: ":"), index + 1 < line.upperBound {
                (range, kind) = (address6(bytes, line, around: index, from: spans.last?.range.upperBound ?? line.lowerBound), "address")
            }
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
        func belongs(_ byte: UInt8) -> Bool { byte.isWord || Marks(".-+").contains(byte) }
        var low = mark, high = mark + 1
        while low > line.lowerBound, belongs(bytes[low - 1]) { low -= 1 }
        while high < line.upperBound, belongs(bytes[high]) { high += 1 }
        while high > mark, bytes[high - 1] == UInt8(ascii: ".") { high -= 1 }
        guard low < mark, high - mark > 4, bytes[mark + 1..<high].contains(UInt8(ascii: ".")) else { return nil }
        return low..<high
    }

    /// An IPv6 address (RFC 4291) of which the first colon stands at `colon`: eight groups, or fewer around `::`. Times, hashes by
    /// pairs and C++ names have colons, too.
    private static func address6(_ bytes: Bytes, _ line: Range<Int>, around colon: Int, from floor: Int) -> Range<Int>? {
        var low = colon
        while low > max(line.lowerBound, floor), colon - low < 5, bytes[low - 1].isHex { low -= 1 }
        if low > line.lowerBound, bytes[low - 1].isWord || Marks(".-:").contains(bytes[low - 1]) { return nil }
        guard colon - low <= 4 else { return nil }
        var index = low, groups = 0, gap = false
        while index < line.upperBound {
            let start = index
            while index < line.upperBound, index - start < 5, bytes[index].isHex { index += 1 }
            guard index - start <= 4 else { return nil }
            if index > start { groups += 1 }
            guard index < line.upperBound else { break }
            if bytes[index] == UInt8(ascii: "."), gap || groups >= 6, let tail = address(bytes, line, at: start) {
                return low..<tail.upperBound  // ::ffff:10.0.0.1
            }
            guard bytes[index] == UInt8(ascii: ":") else { break }
            if index + 1 < line.upperBound, bytes[index + 1] == UInt8(ascii: ":") {
                guard !gap else { return nil }
                gap = true
                index += 2
                continue
            }
            guard index + 1 < line.upperBound, bytes[index + 1].isHex, index > start || gap else { break }
            index += 1
        }
        if index < line.upperBound, bytes[index].isWord || bytes[index] == UInt8(ascii: ":") { return nil }
        // `::` alone and `a::b` are names as often; a real one has digits.
        let digits = bytes[low..<index].contains(where: \.isDigit)
        return groups == 8 && !gap || gap && groups >= 1 && groups < 8 && digits ? low..<index : nil
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
