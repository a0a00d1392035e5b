/// Splits a command into words the way a shell does, without being one: blanks separate, quotes keep together,
/// a backslash keeps the next character. Nothing is expanded.
enum CommandWords {
    /// The words, or `nil` when a quote is not closed.
    static func split(_ text: some StringProtocol) -> [String]? {
        var words: [String] = []
        var word = "", isOpen = false, quote: Character?
        var characters = text.makeIterator()
        while let character = characters.next() {
            switch (character, quote) {
            case ("'", nil), ("\"", nil):
                quote = character
                isOpen = true
            case (let end, let open?) where end == open: quote = nil
            case ("\\", nil), ("\\", "\""):
                guard let next = characters.next() else { return nil }
                // Within double quotes a backslash is itself unless it guards a quote or a backslash.
                if quote == "\"", next != "\"", next != "\\" { word.append("\\") }
                word.append(next)
                isOpen = true
            case (let blank, nil) where blank.isWhitespace:
                if isOpen { words.append(word) }
                (word, isOpen) = ("", false)
            default:
                word.append(character)
                isOpen = true
            }
        }
        guard quote == nil else { return nil }
        return isOpen ? words + [word] : words
    }

    /// The words as one line that ``split(_:)`` reads back.
    static func join(_ words: [String]) -> String {
        words.map { word in
            let isPlain = !word.isEmpty && !word.contains { $0.isWhitespace || "'\"\\".contains($0) }
            return isPlain
                ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
        }.joined(separator: " ")
    }
}
