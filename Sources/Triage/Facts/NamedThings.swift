/// Whether an error names what is wrong: without a name it tells that something failed, and no more.
extension LoggedError {
    /// A traceback of which nothing but the beginning is known.
    var isCut: Bool { type == nil && text.hasPrefix("Traceback (most recent call last)") }

    /// Whether whoever said it goes on without: "error reading remote cache, local only: 403 Forbidden".
    var isTolerated: Bool {
        // Go says "[recovered]" of a panic that it throws again.
        type == nil && !text.contains("panic: ") && Self.isTolerated(text.lowercased())
    }

    /// Whether the words are those of somebody who goes on; an account that is disabled is none, nor Swift's optional value.
    static func livesOn(_ low: String) -> Bool {
        let bare = low.replacing("user is disabled", with: "").replacing("account is disabled", with: "").replacing("an optional value", with: "")
        return PhraseBook.shared.look(into: bare).has(.tolerated)
    }

    /// The same of a text in lower case.
    static func isTolerated(_ low: String) -> Bool {
        livesOn(low)
            || isStaged(low) || low.has("local only", "offline mode", "going on", "best effort", "carrying on", "simulated")
    }

    /// Whether a test made it happen, by what it says of itself, in lower case: an exception, too, then tells of no failure. Nobody listens
    /// on the discard port (RFC 863).
    static func isStaged(_ low: String) -> Bool {
        low.has("(expected", "expected by the test", "mocked)", "(mock", "fixture)", "(simulated", "simulated)", " test=test")
            || low.has("127.0.0.1:9", "localhost:9")
                && low.split { " ,;\")]".contains($0) }.contains { $0.hasSuffix("127.0.0.1:9") || $0.hasSuffix("localhost:9") }
    }

    /// Whether it is a record that a program under test logs of itself, and no tool's message.
    var isRecord: Bool { text.hasPrefix("{\"") && text.contains("\"msg\"") || text.hasPrefix("{\"") && text.contains("\"message\"") }

    /// Whether it names a file, a package, a symbol, a host, a code or a figure, or is an exception that says something.
    var names: Bool {
        if type != nil || place != nil { return true }
        guard !isRecord else { return false }
        return text.split(whereSeparator: \.isWhitespace).contains { Self.isName($0) }
    }

    private static func isName(_ word: Substring) -> Bool {
        let bare = word.drop { "([{<".contains($0) }
        guard let first = bare.first, !bare.hasPrefix("[") else { return false }
        if "'\"`‘“«".contains(first) { return bare.count > 2 }
        let inner = bare.dropFirst().dropLast()
        if inner.contains(where: { "/.:@=_\\".contains($0) }), bare.contains(where: \.isLetter) { return true }
        // TS2345, E501, EUSAGE; shopCart.
        let letters = bare.filter(\.isLetter)
        if letters.count >= 2, bare.contains(where: \.isNumber), letters.allSatisfy(\.isUppercase) { return true }
        return first.isLowercase && bare.dropFirst().contains(where: \.isUppercase)
    }
}
