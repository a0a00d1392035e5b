/// MLflow's search expressions cut into words: SQL's, as far as they are allowed there.
/// <https://mlflow.org/docs/2.18.0/search-runs.html>
enum FilterText {
    enum Token: Equatable {
        /// `metrics.accuracy`, with its quotes and backticks.
        case name(String)
        /// `'text'` or `"text"`, without them.
        case text(String, quoted: String)
        case number(Double, written: String)
        case comparator(String)
        /// `AND`, `OR`, `IN`, `NOT`, upper case.
        case keyword(String)
        case punctuation(Character)

        /// As it stood in the text.
        var written: String {
            switch self {
            case .name(let text), .number(_, let text), .comparator(let text), .keyword(let text), .text(_, let text): text
            case .punctuation(let character): String(character)
            }
        }
    }

    static func tokens(in text: String) throws(MLflowError) -> [Token] {
        var tokens: [Token] = []
        var rest = text[...]
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if "(),".contains(first) {
                tokens.append(.punctuation(rest.removeFirst()))
            } else if "<>=!".contains(first) {
                tokens.append(.comparator(take(while: { "<>=!".contains($0) }, from: &rest)))
            } else if first == "'" || first == "\"" {
                tokens.append(try quoted(&rest))
            } else {
                tokens.append(word(try bare(&rest)))
            }
        }
        return tokens
    }

    /// A name may hold quoted parts: metrics.`val loss`, params."max depth".
    private static func bare(_ rest: inout Substring) throws(MLflowError) -> String {
        var output = ""
        while let next = rest.first, !next.isWhitespace, !"<>=!(),".contains(next) {
            if "`'\"".contains(next) {
                rest.removeFirst()
                guard let end = rest.firstIndex(of: next) else {
                    throw .invalid("Invalid clause(s) in filter string: '\(next)\(rest)'")
                }
                output += "\(next)\(rest[..<end])\(next)"
                rest = rest[end...].dropFirst()
            } else {
                output.append(rest.removeFirst())
            }
        }
        return output
    }

    private static func quoted(_ rest: inout Substring) throws(MLflowError) -> Token {
        let quote = rest.removeFirst()
        guard let end = rest.firstIndex(of: quote) else {
            throw .invalid("Invalid clause(s) in filter string: '\(quote)\(rest)'")
        }
        let inside = String(rest[..<end])
        rest = rest[end...].dropFirst()
        return .text(inside, quoted: "\(quote)\(inside)\(quote)")
    }

    private static func word(_ text: String) -> Token {
        if let number = Double(text) { return .number(number, written: text) }
        switch text.uppercased() {
        case "AND", "OR", "IN", "NOT": return .keyword(text.uppercased())
        case "LIKE", "ILIKE": return .comparator(text.uppercased())
        default: return .name(text)
        }
    }

    private static func take(while accepted: (Character) -> Bool, from rest: inout Substring) -> String {
        let prefix = rest.prefix(while: accepted)
        rest = rest.dropFirst(prefix.count)
        return String(prefix)
    }
}
