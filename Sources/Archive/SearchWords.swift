/// What a person typed, as an FTS5 query: every word must occur, the last letters of each may be missing.
///
/// Each word becomes a quoted phrase, so nothing typed is ever FTS5 syntax; `iris-classifier` is the two words in a row.
struct SearchWords {
    /// The query; `nil` when nothing was typed that could match.
    let query: String?

    init(_ typed: String) {
        let phrases = typed.split(whereSeparator: \.isWhitespace).prefix(16).compactMap(Self.phrase)
        query = phrases.isEmpty ? nil : phrases.joined(separator: " ")
    }

    private static func phrase(_ word: Substring) -> String? {
        var text = "", tail = 0
        for scalar in word.unicodeScalars.prefix(64) {
            // A quote is a separator to the tokenizer, as a space is; NUL would end the query.
            let kept: Unicode.Scalar = scalar == "\"" || scalar.value == 0 ? " " : scalar
            text.unicodeScalars.append(kept)
            tail = kept.properties.isAlphabetic || kept.properties.numericType != nil ? tail + 1 : 0
        }
        guard text.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil }) else { return nil }
        // One letter as a prefix would match nearly every report and cost seconds; from two on there is an index.
        return tail >= 2 ? "\"\(text)\"*" : "\"\(text)\""
    }
}
