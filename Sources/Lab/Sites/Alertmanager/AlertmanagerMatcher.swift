/// Matchers as filters and silences write them.
enum AlertmanagerMatcher {
    /// Reads `alertname="X"`, `alertname=~"X.*"`, with or without quotes; `nil` for anything else.
    static func parse(_ text: String) -> PromQL.Matcher? {
        for symbol in ["=~", "!~", "!=", "="] {
            guard let range = text.firstRange(of: symbol), let kind = PromQL.Matcher.Kind(rawValue: symbol) else { continue }
            let name = unquoted(text[..<range.lowerBound])
            // `=` is also the beginning of `=~`, and `a!=b` holds an `=` too.
            if symbol == "=", name.hasSuffix("!") { return nil }
            guard !name.isEmpty else { return nil }
            let value = unquoted(text[range.upperBound...])
            if kind == .matches || kind == .doesNotMatch, (try? Regex(value)) == nil { return nil }
            return .init(label: name, kind: kind, value: value)
        }
        return nil
    }

    static func json(_ matcher: PromQL.Matcher) -> JSON {
        [
            "isEqual": .bool(matcher.kind == .isEqual || matcher.kind == .matches),
            "isRegex": .bool(matcher.kind == .matches || matcher.kind == .doesNotMatch), "name": .string(matcher.label),
            "value": .string(matcher.value),
        ]
    }

    /// A matcher of a silence's body; `isEqual` is true when it is not there.
    static func from(_ json: JSON) -> PromQL.Matcher? {
        guard let name = json["name"]?.text, let value = json["value"]?.text else { return nil }
        let isEqual = json["isEqual"]?.bool ?? true
        let isRegex = json["isRegex"]?.bool ?? false
        return .init(label: name, kind: isRegex ? (isEqual ? .matches : .doesNotMatch) : (isEqual ? .isEqual : .isNot), value: value)
    }

    private static func unquoted(_ text: Substring) -> String {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        if text.count >= 2, text.first == "\"", text.last == "\"" { text = text.dropFirst().dropLast() }
        return String(text)
    }
}
