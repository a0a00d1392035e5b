/// A Kubernetes Secret in YAML or JSON: whatever stands under `data:` and `stringData:` is secret, whatever it is called.
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
    ///
    /// - Parameter text: the line without a log's prefix.
    mutating func span(in bytes: Bytes, line: Range<Int>, content text: Range<Int>) -> SecretSpan? {
        guard !text.isEmpty else { return nil }
        var start = text.lowerBound
        while start < text.upperBound, bytes[start] == 32 || bytes[start] == 9 { start += 1 }
        guard start < text.upperBound else { return nil }
        let depth = start - text.lowerBound
        if let indent {
            if depth > indent { return value(bytes, start..<text.upperBound) }
            self.indent = nil
        }
        switch bytes[start] {
        case 34:
            if bytes.has("\"kind\": \"", at: start) { isSecret = bytes.has("\"kind\": \"Secret\"", at: start) }
            let isSection = bytes.has("\"data\": {", at: start) || bytes.has("\"stringData\": {", at: start)
            if isSection, bytes[text.upperBound - 1] == UInt8(ascii: "{"), isSecret || isAhead(bytes, from: line.upperBound) { indent = depth }
        case UInt8(ascii: "k"):
            if bytes.has("kind: ", at: start) { isSecret = bytes.has("kind: Secret", at: start) && text.upperBound - start == 12 }
        case UInt8(ascii: "-"):
            if bytes.has("---", at: start) { isSecret = false }
            // An item of a list may begin with it.
            if bytes.has("- data:", at: start), text.upperBound - start == 7, isAhead(bytes, from: line.upperBound) { indent = depth + 2 }
        case UInt8(ascii: "d"), UInt8(ascii: "s"):
            let isSection =
                bytes.has("data:", at: start) && text.upperBound - start == 5 || bytes.has("stringData:", at: start) && text.upperBound - start == 11
            if isSection, isSecret || isAhead(bytes, from: line.upperBound) { indent = depth }
            if isSecret, bytes.has("data: {", at: start) || bytes.has("stringData: {", at: start) { return flow(bytes, start..<text.upperBound) }
        default: break
        }
        return nil
    }

    /// `data: {a: …, b: …}`: what stands between the braces, as one.
    private func flow(_ bytes: Bytes, _ text: Range<Int>) -> SecretSpan? {
        guard let open = bytes[text].firstIndex(of: UInt8(ascii: "{")), let close = bytes[text].lastIndex(of: UInt8(ascii: "}")), open + 4 < close
        else {
            return nil
        }
        return SecretSpan(range: open + 1..<close, kind: "secret")
    }

    private func isAhead(_ bytes: Bytes, from start: Int) -> Bool {
        let range = start..<min(bytes.count, start + 16_384)
        if let kind = bytes.first("kind: Secret", in: range), kind + 12 == bytes.count || bytes[kind + 12].isSpace {
            let between = start..<kind
            return bytes.first("kind: ", in: between) == nil && bytes.first("\n---", in: between) == nil
        }
        guard let kind = bytes.first("\"kind\": \"Secret\"", in: range) else { return false }
        return bytes.first("\"kind\": ", in: start..<kind) == nil
    }

    private func value(_ bytes: Bytes, _ text: Range<Int>) -> SecretSpan? {
        guard let colon = bytes[text].firstIndex(of: UInt8(ascii: ":")), colon + 2 < text.upperBound else { return nil }
        let value = SecretValues.value(bytes, at: colon + 1, to: text.upperBound) { _ in false }.range
        let secret = Bytes(rebasing: bytes[value])
        return value.count >= 4 && !SecretValues.isPlaceholder(secret) ? SecretSpan(range: value, kind: "secret") : nil
    }

    /// The entries of a Secret that stands in one line of JSON: `{"kind":"Secret",…,"data":{"a":"…"}}`.
    static func entries(of bytes: Bytes, line: Range<Int>) -> [SecretSpan] {
        guard let kind = bytes.first("Secret\"", in: line), bytes.first("\"kind\"", in: max(line.lowerBound, kind - 10)..<kind) != nil else {
            return []
        }
        var spans: [SecretSpan] = []
        for section: StaticString in ["\"data\"", "\"stringData\""] {
            var from = line.lowerBound
            while let at = bytes.first(section, in: from..<line.upperBound) {
                var index = at + section.utf8CodeUnitCount
                from = index
                while index < line.upperBound, bytes[index] == 32 || bytes[index] == UInt8(ascii: ":") { index += 1 }
                guard index < line.upperBound, bytes[index] == UInt8(ascii: "{") else { continue }
                spans += values(bytes, index + 1..<line.upperBound)
            }
        }
        return spans.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// The strings behind colons, up to the brace that closes.
    private static func values(_ bytes: Bytes, _ range: Range<Int>) -> [SecretSpan] {
        var spans: [SecretSpan] = [], index = range.lowerBound, isValue = false
        while index < range.upperBound, bytes[index] != UInt8(ascii: "}") {
            if bytes[index] == UInt8(ascii: ":") { isValue = true }
            guard bytes[index] == 34 else {
                index += 1
                continue
            }
            let content = ValueEnds.quoted(bytes, at: index, escapes: 0, to: range.upperBound)
            if isValue, content.count >= 4, !SecretValues.isPlaceholder(Bytes(rebasing: bytes[content])) {
                spans.append(SecretSpan(range: content, kind: "secret"))
            }
            isValue = false
            index = content.upperBound + 1
        }
        return spans
    }
}
