/// Names and values that stand in elements of mark-up beside each other: cells of a page's table, entries of a property list.
extension SecretScanner {
    /// `<td>NAME</td><td>…`, `<key>NAME</key><string>…`: what stands in the next element, where this one's text, before the `</`, names it.
    mutating func cell(at end: Int) -> Int {
        guard end >= settled, end > line.lowerBound, let (kind, strength) = Self.named(bytes, in: line.lowerBound..<end) else { return end }
        guard let value = Self.text(bytes, behind: end, line.upperBound) else { return end }
        let secret = slice(value)
        guard !SecretValues.isPlaceholder(secret), !secret.contains(32) || strength == .strong && SecretValues.isPhrase(secret),
            SecretValues.looksRandom(secret) || kind == "password" && SecretValues.looksPassword(secret)
        else { return end }
        add(value, kind)
        return value.upperBound
    }

    /// What the text names that ends with the range and begins behind a `>`.
    static func named(_ bytes: Bytes, in range: Range<Int>) -> (kind: String, strength: KeyNames.Strength)? {
        var high = range.upperBound
        // $_SERVER['DB_PASSWORD']
        while high > range.lowerBound, bytes[high - 1].isQuote || bytes[high - 1] == 32 || bytes[high - 1] == UInt8(ascii: "]") { high -= 1 }
        var low = high
        while low > range.lowerBound, high - low < 64, bytes[low - 1].isWord || Marks("-. ").contains(bytes[low - 1]) || bytes[low - 1] >= 0x80 {
            low -= 1
        }
        guard low > range.lowerBound, bytes[low - 1] == UInt8(ascii: ">") || bytes[low - 1].isQuote, low < high,
            let found = KeyNames.kind(of: Bytes(rebasing: bytes[low..<high])), found.strength == .strong || found.strength == .weak
        else { return nil }
        return found
    }

    /// The text of the element that begins behind the tags at `start`; `nil` where none does.
    static func text(_ bytes: Bytes, behind start: Int, _ end: Int) -> Range<Int>? {
        var index = start, opened = false
        while index < end {
            if bytes[index] == UInt8(ascii: "<") {
                opened = !bytes.has("</", at: index)
                guard let close = bytes[index..<end].firstIndex(of: UInt8(ascii: ">")) else { return nil }
                index = close + 1
            } else if bytes[index].isSpace || bytes[index].isQuote {
                index += 1
            } else {
                break
            }
        }
        guard opened, index < end else { return nil }
        var high = bytes.first("</", in: index..<end) ?? end
        high = bytes.trimmed(index..<high).upperBound
        while high > index, bytes[high - 1].isQuote { high -= 1 }
        // &#x27;…&#x27;
        for entity: StaticString in ["&#x27;", "&#39;", "&quot;", "&#34;"] where bytes.has(entity, at: index) {
            let length = entity.utf8CodeUnitCount
            if bytes.has(entity, at: high - length), high - index > 2 * length { return index + length..<high - length }
        }
        return index < high ? index..<high : nil
    }
}
