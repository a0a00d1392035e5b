/// What a setting falls back on, and what a place in a text is given: the value stands behind code or a name in braces.
extension SecretScanner {
    /// What stands before the literal that is used where nothing else is.
    private static let operators: [StaticString] = [
        "||", " or", " else", "??", "?:", "default(", "or_else(", "orelse(", "unwrap_or(", "getordefault(",
    ]

    /// `getenv("DB_PASSWORD") or '…'`, `'…' if DEBUG else '…'`, `<%= ENV["PW"] || '…' %>`, `{{ pw | default('…') }}`: the literal behind
    /// what else a name is given; where it ends.
    mutating func fallback(of value: SecretValues.Value, _ kind: String, _ strength: KeyNames.Strength) -> Int? {
        guard strength == .strong || strength == .weak else { return nil }
        if !value.quoted { return literal(from: value.range.lowerBound, kind, strength) }
        return literal(from: value.range.upperBound + 1, kind, strength)
            ?? (SecretValues.isPlaceholder(slice(value.range)) ? literal(from: value.range.lowerBound, kind, strength) : nil)
    }

    private mutating func literal(from start: Int, _ kind: String, _ strength: KeyNames.Strength) -> Int? {
        let limit = min(line.upperBound, start + 160)
        var index = start, isChoice = false
        while index < limit {
            let byte = bytes[index]
            if byte == UInt8(ascii: ";") { return nil }
            if byte == UInt8(ascii: "?"), bytes[index - 1] == 32 { isChoice = true }
            guard byte == 34 || byte == 39 else {
                index += 1
                continue
            }
            let content = ValueEnds.quoted(bytes, at: index, escapes: 0, to: line.upperBound)
            let before = bytes.trimmed(start..<index).upperBound
            let isFallback =
                before > start
                && (Self.operators.contains { before - $0.utf8CodeUnitCount >= start && bytes.hasFolded($0, at: before - $0.utf8CodeUnitCount) }
                    || isChoice && bytes[before - 1] == UInt8(ascii: ":"))
            let text = slice(content)
            if isFallback, content.lowerBound >= settled, content.upperBound < line.upperBound, !text.isEmpty, !text.contains(32),
                !SecretValues.isPlaceholder(text), !SecretValues.isNameOfSecret(text), !SecretValues.isPath(text),
                SecretValues.looksRandom(text) || SecretValues.looksTyped(text) || strength == .strong && SecretValues.looksLikely(text)
            {
                add(content, kind)
                return content.upperBound
            }
            index = content.upperBound + 1
        }
        return nil
    }

    /// What leads from a place to what is put there.
    private static let leads: [StaticString] = [" with ", " to ", " resolved to ", " replaced with ", " replaced by ", " -> ", " => ", " = "]

    /// `${deploy.password} with …`, `$(DB_PASSWORD) -> …`: where what a place in a text is given ends.
    mutating func substituted(at mark: Int) -> Int? {
        guard let open = byte(at: mark + 1), open == UInt8(ascii: "{") || open == UInt8(ascii: "(") else { return nil }
        var end = mark + 2
        while let byte = byte(at: end), end - mark < 72, byte.isWord || Marks("-.").contains(byte) { end += 1 }
        guard end > mark + 4, byte(at: end) == (open == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")), byte(at: end + 1) == 32,
            let lead = Self.leads.first(where: { bytes.has($0, at: end + 1) }), let found = KeyNames.kind(of: slice(mark + 2..<end)),
            found.strength == .strong || found.strength == .weak
        else { return nil }
        let value = SecretValues.value(bytes, at: end + 1 + lead.utf8CodeUnitCount, to: line.upperBound) { _ in false }
        let text = slice(value.range)
        guard !text.isEmpty, !SecretValues.isPlaceholder(text), !SecretValues.isPath(text), !SecretValues.isCode(text, followedBy: nil),
            SecretValues.looksRandom(text) || SecretValues.looksTyped(text) || found.strength == .strong && SecretValues.looksLikely(text),
            value.quoted || isEndOfMessage(value.range.upperBound)
        else { return nil }
        add(value.range, found.kind)
        return value.range.upperBound
    }

    /// Of a quotation that was cut off, so that it seems to end with the next one's first quote, what was drawn at its beginning:
    /// `token: "…, created_at: "2024-…"`.
    func unclosed(_ value: SecretValues.Value) -> Range<Int>? {
        guard value.quoted, let comma = slice(value.range).firstIndex(of: UInt8(ascii: ",")), bytes.has(", ", at: value.range.lowerBound + comma),
            let last = slice(value.range).last, last == 32 || Marks("=:").contains(last)
        else { return nil }
        let word = value.range.lowerBound..<value.range.lowerBound + comma
        return SecretValues.isDrawn(slice(word)) || word.count >= 12 && SecretValues.looksTyped(slice(word)) ? word : nil
    }
}
