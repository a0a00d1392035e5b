/// What a list is filtered by, as typed after `/`.
///
/// Words must all occur, in any case, in any of a row's texts. `!` before the first word turns it round: rows without it.
/// `-l app=iris,tier!=dev,canary` compares labels as `kubectl -l` does.
public struct Filter: Equatable, Sendable {
    /// As typed.
    public let text: String
    private let words: [[UInt8]]
    private let labels: [Requirement]
    private let isInverse: Bool

    private enum Requirement: Equatable, Sendable {
        case equal(String, String), different(String, String), present(String), absent(String)
    }

    /// A filter from what was typed; empty text lets everything through.
    public init(_ text: String = "") {
        self.text = text
        var rest = Substring(text).drop { $0 == " " }
        isInverse = rest.first == "!"
        if isInverse { rest = rest.dropFirst() }
        var words: [[UInt8]] = []
        var labels: [Requirement] = []
        var takesLabels = false
        for word in rest.split(separator: " ") {
            if word == "-l" {
                takesLabels = true
            } else if takesLabels {
                labels += word.split(separator: ",").map(Self.requirement)
                takesLabels = false
            } else {
                words.append(word.utf8.map(Self.lower))
            }
        }
        self.words = words
        self.labels = labels
    }

    /// Whether it lets everything through.
    public var isEmpty: Bool { words.isEmpty && labels.isEmpty }

    /// Whether a row with these texts and labels passes.
    func matches(_ texts: [String], labels rowLabels: [String: String] = [:]) -> Bool {
        if isEmpty { return true }
        let found =
            words.allSatisfy { word in texts.contains { Self.contains(word, in: $0) } }
            && labels.allSatisfy { Self.holds($0, rowLabels) }
        return found != isInverse
    }

    /// Whether `needle` (lower-case bytes) occurs in `text`, letters of ASCII in any case.
    static func contains(_ needle: [UInt8], in text: String) -> Bool {
        guard let first = needle.first else { return true }
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count >= needle.count else { return false }
            for start in 0...(bytes.count - needle.count) where lower(bytes[start]) == first {
                var index = 1
                while index < needle.count, lower(bytes[start + index]) == needle[index] { index += 1 }
                if index == needle.count { return true }
            }
            return false
        }
    }

    static func lower(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte + 32 : byte }

    private static func requirement(_ text: Substring) -> Requirement {
        if text.hasPrefix("!") { return .absent(String(text.dropFirst())) }
        guard let equals = text.firstIndex(of: "=") else { return .present(String(text)) }
        let value = text[text.index(after: equals)...].drop { $0 == "=" }
        let key = text[..<equals]
        if key.last == "!" { return .different(String(key.dropLast()), String(value)) }
        return .equal(String(key), String(value))
    }

    private static func holds(_ requirement: Requirement, _ labels: [String: String]) -> Bool {
        switch requirement {
        case .equal(let key, let value): labels[key] == value
        case .different(let key, let value): labels[key] != value
        case .present(let key): labels[key] != nil
        case .absent(let key): labels[key] == nil
        }
    }
}
