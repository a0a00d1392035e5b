/// Commits, images, runs, releases and known weaknesses that a sentence names.
enum BlamedChange {
    /// A name, and the forms of which one must stand in the evidence.
    struct Name: Equatable {
        var text: String, forms: [String]

        init(_ text: String, forms: [String]? = nil) { (self.text, self.forms) = (text, forms ?? [text]) }
    }

    /// Names that must stand in the evidence.
    static func names(in sentence: String, advice: Bool) -> [Name] {
        let words = sentence.split { $0.isWhitespace || "()[]{},;`*\"'“”„=".contains($0) }.map { $0.trimmingPrefix { ".:".contains($0) } }
            .map { word -> Substring in
                var word = word
                while let last = word.last, ".:!?".contains(last) { word = word.dropLast() }
                return word
            }
        var names: [Name] = []
        for (index, word) in words.enumerated() where !word.isEmpty {
            let before = index > 0 ? words[index - 1].lowercased() : ""
            if isHash(word) || word.hasPrefix("CVE-") || word.hasPrefix("GHSA-") {
                names.append(Name(String(word)))
            } else if !advice, word.hasPrefix("#") || numbered.contains(before), let number = Int(word.drop { $0 == "#" }),
                word.hasPrefix("#") || number > 9
            {
                // A bare number stands in every log.
                let forms = [
                    "#\(number)", "pull/\(number)", "runs/\(number)", "run \(number)", "run_number: \(number)", "number: \(number)", "id: \(number)",
                ]
                names.append(Name("#\(number)", forms: forms))
            } else if !advice, let tag = tag(of: word) {
                names.append(Name(tag))
            }
        }
        return names
    }

    private static let numbered: Set<String> = ["run", "build", "pr", "pull", "request", "lauf", "mr"]

    /// Seven to sixty-four hexadecimal digits, with letters and digits among them.
    private static func isHash(_ word: Substring) -> Bool {
        let word = word.split(separator: ":").last ?? word
        guard (7...64).contains(word.utf8.count), word.utf8.allSatisfy({ $0.isDigit || (97...102).contains($0) }) else { return false }
        return word.contains(where: \.isNumber) && word.contains(where: \.isLetter)
    }

    /// The tag of an image: `ghcr.io/acme/iris:main-9f00d11`.
    private static func tag(of word: Substring) -> String? {
        guard word.contains("/"), !word.contains("://"), let colon = word.lastIndex(of: ":") else { return nil }
        let tag = word[word.index(after: colon)...], name = word[..<colon]
        // `/app/loader.py:33` is a place in the source, `app/x: y` prose.
        guard tag.count >= 2, tag.contains(where: \.isNumber), !tag.allSatisfy({ $0.isNumber || "-:".contains($0) }), !name.hasPrefix("/") else {
            return nil
        }
        return String(tag)
    }
}
