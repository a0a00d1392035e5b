/// A Kubernetes Secret in YAML: whatever stands under `data:` and `stringData:` is secret, whatever it is called.
///
/// `kind: Secret` stands before the data in what people write and behind it in what kubectl prints: then it is looked for in
/// the lines that are here already.
struct SecretManifest: Sendable {
    private var isSecret = false
    /// Columns before the entries' section; `nil` outside of one.
    private var indent: Int?

    /// A manifest has begun whose data may follow.
    var isUnderWay: Bool { isSecret || indent != nil }

    mutating func leave() { (isSecret, indent) = (false, nil) }

    /// The entry's value, where the line is one of a Secret's.
    mutating func span(in bytes: Bytes, line: Range<Int>) -> SecretSpan? {
        let text = LogPrefix.skipped(bytes, line)
        guard !text.isEmpty else { return nil }
        var start = text.lowerBound
        while start < text.upperBound, bytes[start] == 32 { start += 1 }
        let depth = start - text.lowerBound
        if let indent {
            if depth > indent { return value(bytes, start..<text.upperBound) }
            self.indent = nil
        }
        switch bytes[start] {
        case UInt8(ascii: "k"):
            if bytes.has("kind: ", at: start) { isSecret = bytes.has("kind: Secret", at: start) && text.upperBound - start == 12 }
        case UInt8(ascii: "-"): if bytes.has("---", at: start) { isSecret = false }
        case UInt8(ascii: "d"), UInt8(ascii: "s"):
            let isSection =
                bytes.has("data:", at: start) && text.upperBound - start == 5 || bytes.has("stringData:", at: start) && text.upperBound - start == 11
            if isSection, isSecret || isAhead(bytes, from: line.upperBound) { indent = depth }
        default: break
        }
        return nil
    }

    private func isAhead(_ bytes: Bytes, from start: Int) -> Bool {
        let range = start..<min(bytes.count, start + 16_384)
        guard let kind = bytes.first("kind: Secret\n", in: range) else { return false }
        let between = start..<kind
        return bytes.first("kind: ", in: between) == nil && bytes.first("\n---", in: between) == nil
    }

    private func value(_ bytes: Bytes, _ text: Range<Int>) -> SecretSpan? {
        guard let colon = bytes[text].firstIndex(of: UInt8(ascii: ":")), colon + 2 < text.upperBound else { return nil }
        let value = SecretValues.value(bytes, at: colon + 1, to: text.upperBound) { _ in false }.range
        let secret = Bytes(rebasing: bytes[value])
        return value.count >= 4 && !SecretValues.isPlaceholder(secret) ? SecretSpan(range: value, kind: "secret") : nil
    }
}
