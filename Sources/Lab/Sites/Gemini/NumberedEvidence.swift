/// The pieces of evidence in a prompt: what stands behind `[1]`, `[2]`, … at the beginning of a line.
struct NumberedEvidence {
    /// One piece.
    struct Item {
        var number: Int
        var lines: [String]
        /// The text in lower case, in which signs are looked for.
        var folded: String
    }

    let items: [Item]

    init(_ prompt: String) {
        var found: [(number: Int, lines: [String])] = []
        for line in prompt.split(separator: "\n", omittingEmptySubsequences: false) {
            if let (number, rest) = Self.opening(line) {
                found.append((number, [rest]))
            } else if !found.isEmpty {
                found[found.count - 1].lines.append(String(line))
            }
        }
        // A number that comes again goes on with its piece.
        var merged: [Int: [String]] = [:]
        for piece in found { merged[piece.number, default: []] += piece.lines }
        items = merged.keys.sorted().map { number in
            let lines = (merged[number] ?? []).filter { !$0.allSatisfy(\.isWhitespace) }
            return Item(number: number, lines: lines, folded: lines.joined(separator: "\n").lowercased())
        }
    }

    /// The number with which a line begins, perhaps behind a heading's or a list's mark.
    private static func opening(_ line: Substring) -> (Int, String)? {
        let text = line.drop { " #*->".contains($0) }
        guard text.first == "[", let end = text.firstIndex(of: "]"),
            let number = Int(text[text.index(after: text.startIndex)..<end]),
            (1...999).contains(number)
        else { return nil }
        return (number, String(text[text.index(after: end)...].drop { " :*".contains($0) }))
    }
}
