/// "Did you mean": the nearest of some names.
enum Spelling {
    /// The name with the fewest changed letters, where these are few enough to be a slip.
    static func nearest(to word: String, among names: [String]) -> String? {
        let scored = names.map { (name: $0, distance: distance(Array(word.utf8), Array($0.utf8))) }
        guard let best = scored.min(by: { $0.distance < $1.distance }), best.distance <= max(1, word.utf8.count / 3) else {
            return nil
        }
        return best.name
    }

    /// Letters added, left out or changed (Levenshtein).
    static func distance(_ one: [UInt8], _ two: [UInt8]) -> Int {
        var row = Array(0...two.count)
        for (i, a) in one.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in two.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = above
            }
        }
        return row[two.count]
    }
}
