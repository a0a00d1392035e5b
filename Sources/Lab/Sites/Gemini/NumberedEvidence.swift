/// The pieces of evidence in a prompt: what stands behind a line that opens with `[1]`, `[2]`, ….
struct NumberedEvidence {
    /// One piece.
    struct Item {
        var number: Int
        var lines: [Line]
    }

    /// A line, with its own number where the prompt gives one.
    struct Line {
        var number: Int?
        var text: String
        /// In lower case; in it signs are looked for.
        var folded: String
    }

    /// By number. A number that comes again goes on with its piece.
    let items: [Item]

    init(_ prompt: String) {
        var found: [Int: [Line]] = [:]
        var current: Int?
        for line in prompt.split(whereSeparator: \.isNewline) {
            if let (number, rest) = Self.opening(line) {
                current = number
                found[number, default: []].append(Self.line(rest))
            } else if line.hasPrefix("--- end") {
                current = nil
            } else if let current {
                found[current, default: []].append(Self.line(line))
            }
        }
        items = found.keys.sorted().map { Item(number: $0, lines: found[$0] ?? []) }
    }

    /// The number with which a line opens, perhaps behind the mark of a heading, a list or a boundary.
    private static func opening(_ line: Substring) -> (Int, Substring)? {
        let text = line.drop { " #*->".contains($0) }
        guard text.first == "[", let end = text.firstIndex(of: "]"),
            let number = Int(text[text.index(after: text.startIndex)..<end]),
            (1...999).contains(number)
        else { return nil }
        return (number, text[text.index(after: end)...].drop { " :*".contains($0) })
    }

    /// `4208 POST /predict`: a number of the line, then its text.
    private static func line(_ text: Substring) -> Line {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let rest = text.dropFirst(digits.count)
        guard let number = Int(digits), let next = rest.first, " :|\t".contains(next) else {
            return Line(number: nil, text: String(text), folded: text.lowercased())
        }
        let words = rest.drop { " :|\t".contains($0) }
        return Line(number: number, text: String(words), folded: words.lowercased())
    }
}
