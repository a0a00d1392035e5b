/// Finds what a person probably meant.
public enum EditDistance {
    /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other (optimal string
    /// alignment). Letter case and `-` against `_` cost nothing.
    static func between(_ left: String, _ right: String) -> Int {
        let a = fold(left), b = fold(right)
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var beforeLast: [Int] = [], last = Array(0...b.count)
        for i in 1...a.count {
            var row = [i] + Array(repeating: 0, count: b.count)
            for j in 1...b.count {
                row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }

    /// The closest candidate, when it is close enough to be a slip: at most a third of the word, and at least two, apart.
    public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let best = candidates.map { (word: $0, distance: between(word, $0)) }.min { $0.distance < $1.distance }
        guard let best, best.distance <= max(2, word.utf8.count / 3), best.distance < word.utf8.count else { return nil }
        return best.word
    }

    // A word pasted by accident may be long; 64 letters tell keys apart.
    private static func fold(_ word: String) -> [UInt8] {
        word.lowercased().utf8.prefix(64).map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }
    }
}
