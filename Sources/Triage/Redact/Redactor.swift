import Host

/// Replaces secrets by tags, for everything that leaves the machine or is stored: prompts, the archive, logs, exports.
///
/// The lines stay where they are, and so does the name before a secret. The same secret gets the same tag for as long
/// as the redactor lives (`[secret:aws-key#2]`), so that a reader can still tell that two are one.
public struct Redactor: Sendable {
    /// What is replaced besides secrets.
    public struct Options: Sendable, Equatable {
        /// E-mail addresses; IP addresses of both versions.
        public var emails = false, addresses = false
        /// What else is secret: each match is replaced as a whole, its kind is `pattern`.
        public var patterns: [LinePattern] = []
        /// Secrets only.
        public init() {}
    }

    /// Different secrets replaced so far, by kind.
    public private(set) var counts: [String: Int] = [:]
    /// Different secrets replaced so far.
    public var total: Int { counts.values.reduce(0, +) }
    private let piece: Int
    private var tags: [[UInt8]: [UInt8]] = [:]
    /// What is replaced wherever it stands, made of so many tags.
    private var known: (tags: Int, repeats: RepeatedSecrets?) = (0, nil)
    private var finder: SecretFinder
    /// The last of what was redacted before, as it came.
    private var behind: [UInt8] = []
    /// The tag of the private key whose lines are being replaced.
    private var key: (block: Int, tag: [UInt8]) = (0, [])

    /// A redactor that has seen nothing yet.
    public init(_ options: Options = Options()) { self.init(options, piece: Self.mapped) }

    /// - Parameter piece: a larger text is looked through in pieces of so many bytes, and what remains of the last line.
    init(_ options: Options = Options(), piece: Int) { (finder, self.piece) = (SecretFinder(options), piece) }

    /// Redacts a whole text. Terminal escape sequences are taken out as well: colours split words.
    public mutating func redact(_ text: [UInt8]) -> [UInt8] {
        finder.leave()
        behind = []
        return redact(continuing: text)
    }

    /// Redacts the next line or lines of a stream; a private key may go on from the lines before, and a secret that was recognised is
    /// replaced wherever else it stands from then on.
    ///
    /// - Parameter ahead: the beginning of the line that comes next, as far as it is here: what stands in these lines may be told there.
    public mutating func redact(continuing text: [UInt8], ahead: [UInt8] = []) -> [UInt8] {
        var pieces = text.count > piece ? pieces(of: text) : [redactPiece(text, ahead: ahead)]
        guard let repeats = repeated() else { return Self.joined(&pieces) { $0 } }
        return Self.joined(&pieces) { repeats.replaced(in: $0) }
    }

    /// The redacted text in pieces of whole lines: beside a large text and its result nothing large should stand in memory.
    ///
    /// Two are looked through at once, the second as if the first left nothing behind: it nearly never does, and otherwise the
    /// second is looked through again.
    private mutating func pieces(of text: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var start = 0
        while start < text.count {
            let middle = Self.lineEnd(text, atLeast: start + piece), end = Self.lineEnd(text, atLeast: middle + piece)
            let first = start..<middle, second = middle..<end
            start = end
            guard !second.isEmpty else {
                pieces.append(redactPiece(Array(text[first])))
                break
            }
            let behind = finder.afterIdle
            let (one, other) = Both.of({ [finder] in finder.findings(in: text[first]) }, { behind.findings(in: text[second]) })
            pieces.append(replaced(one.text, one.spans))
            let next = one.finder.isWaiting ? one.finder.findings(in: text[second]) : other
            pieces.append(replaced(next.text, next.spans))
            finder = next.finder
            self.behind = Self.tail(of: Array(text[second].suffix(2000)), [])
        }
        return pieces
    }

    /// Behind the first line that ends there or later.
    private static func lineEnd(_ text: [UInt8], atLeast place: Int) -> Int {
        var end = min(place, text.count)
        while end < text.count, text[end - 1] != 10 { end += 1 }
        return end
    }

    /// One text of all pieces, each given back as soon as it is taken over.
    private static func joined(_ pieces: inout [[UInt8]], _ change: ([UInt8]) -> [UInt8]) -> [UInt8] {
        if pieces.count == 1 { return change(pieces[0]) }
        var result: [UInt8] = []
        result.reserveCapacity(pieces.reduce(0) { $0 + $1.count })
        for index in pieces.indices {
            let piece = pieces[index]
            pieces[index] = []
            result += change(piece)
        }
        return result
    }

    /// Large enough that the allocator maps a piece by itself, and gives its memory back when it is freed.
    private static let mapped = 5 << 20

    private mutating func redactPiece(_ text: [UInt8], ahead: [UInt8] = []) -> [UInt8] {
        let text = TerminalEscapes.removed(from: text)
        defer { behind = Self.tail(of: text, behind) }
        if ahead.isEmpty, behind.isEmpty { return replaced(text, text.withUnsafeBufferPointer { finder.find(in: $0) }) }
        let start = behind.count, end = start + text.count
        let all = behind + text + TerminalEscapes.removed(from: ahead)
        let spans = all.withUnsafeBufferPointer { finder.find(in: $0, from: start, to: end) }
        if all.count > end { learn(from: all, beyond: end, in: text) }
        return replaced(
            text, spans.map { SecretSpan(range: $0.range.lowerBound - start..<$0.range.upperBound - start, kind: $0.kind, block: $0.block) })
    }

    /// The last lines, of a thousand bytes at most: what they speak of tells what stands in the next.
    private static func tail(of text: [UInt8], _ before: [UInt8]) -> [UInt8] {
        let all = text.count < 1000 ? before + text : text
        guard all.last == 10 else { return [] }
        let tail = all.suffix(1000)
        return all.count <= 1000 ? Array(tail) : tail.firstIndex(of: 10).map { Array(tail[($0 + 1)...]) } ?? []
    }

    /// What the next line tells may stand in these already: a script's trace shows a word before it is given a name.
    private mutating func learn(from all: [UInt8], beyond end: Int, in text: [UInt8]) {
        guard all.count - end < 1 << 16 else { return }
        var next = finder
        let found = all.withUnsafeBufferPointer { bytes in next.find(in: bytes, from: end) }
        for span in found where span.block == 0 && span.range.count >= 8 {
            let secret = Array(all[span.range])
            if RepeatedSecrets([(secret: secret, tag: [])]).replaced(in: text).count < text.count { _ = tag(for: secret, span.kind) }
        }
    }

    /// Redacts a short text: an error's sentence, a title.
    public mutating func redact(_ text: String) -> String { String(decoding: redact(Array(text.utf8)), as: UTF8.self) }

    /// Redacts several texts that belong together: a secret recognised in one by its name is replaced in all. Each text's memory is given
    /// back before its result is put together.
    public mutating func redact(all texts: inout [[UInt8]]) {
        var redacted: [[[UInt8]]] = []
        for index in texts.indices {
            finder.leave()
            behind = []
            redacted.append(pieces(of: texts[index]))
            texts[index] = []
        }
        let repeats = repeated()
        for index in texts.indices { texts[index] = Self.joined(&redacted[index]) { repeats?.replaced(in: $0) ?? $0 } }
    }

    /// What was recognised so far, to be found again; `nil` where that is nothing.
    private mutating func repeated() -> RepeatedSecrets? {
        if known.tags == tags.count { return known.repeats }
        // Short ones would hit ordinary words; a bounded number keeps the work linear.
        let long = tags.filter { $0.key.count >= 8 || $0.key.count >= 6 && Self.isOwn($0.key) }.sorted {
            $0.key.count > $1.key.count || $0.key.count == $1.key.count && $0.value.lexicographicallyPrecedes($1.value)
        }.prefix(256)
        known = (tags.count, long.isEmpty ? nil : RepeatedSecrets(long.map { ($0.key, $0.value) }))
        return known.repeats
    }

    /// Whether so short a secret is like no ordinary word: small letters, capitals and digits.
    private static func isOwn(_ secret: [UInt8]) -> Bool {
        secret.contains(where: \.isLower) && secret.contains(where: \.isUpper) && secret.contains(where: \.isDigit)
    }

    // MARK: Replacing

    private mutating func replaced(_ text: [UInt8], _ spans: [SecretSpan]) -> [UInt8] {
        if spans.isEmpty { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var position = 0
        for span in spans {
            result += text[position..<span.range.lowerBound]
            let bare = needsQuotes(text, span.range)
            if bare { result.append(UInt8(ascii: "\"")) }
            // The lines of one private key are one secret, known by its first.
            if span.block > 0, key.block == span.block {
                result += key.tag
            } else {
                let tag = tag(for: Array(text[span.range]), span.kind)
                if span.block > 0 { key = (span.block, tag) }
                result += tag
            }
            if bare { result.append(UInt8(ascii: "\"")) }
            position = span.range.upperBound
        }
        result += text[position...]
        return result
    }

    /// A bare value in JSON (`"password": 12345`) stays JSON only when its tag is quoted.
    private func needsQuotes(_ text: [UInt8], _ range: Range<Int>) -> Bool {
        guard text[range].allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }) else { return false }
        var index = range.lowerBound - 1
        while index >= 0, text[index] == 32 { index -= 1 }
        return index > 0 && text[index] == UInt8(ascii: ":") && text[index - 1] == UInt8(ascii: "\"")
    }

    private mutating func tag(for secret: [UInt8], _ kind: String) -> [UInt8] {
        if let tag = tags[secret] { return tag }
        counts[kind, default: 0] += 1
        let tag = Array("[secret:\(kind)#\(counts[kind] ?? 1)]".utf8)
        tags[secret] = tag
        if kind == "cookie" { for value in Self.sessions(of: secret) where tags[value] == nil { tags[value] = tag } }
        return tag
    }

    /// What of some cookies lets somebody in: a body or a log tells it again without its name.
    private static func sessions(of cookies: [UInt8]) -> [[UInt8]] {
        cookies.split(separator: UInt8(ascii: ";")).compactMap { pair in
            let pair = pair.drop { $0 == 32 }
            guard let sign = pair.firstIndex(of: UInt8(ascii: "=")), pair.first != UInt8(ascii: "_") else { return nil }
            let value = Array(pair[(sign + 1)...])
            return value.withUnsafeBufferPointer { $0.isUUID || SecretValues.isDrawn($0) } ? value : nil
        }
    }
}
