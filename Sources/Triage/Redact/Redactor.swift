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
    public var total: Int { tags.count }
    private let options: Options
    private var tags: [[UInt8]: [UInt8]] = [:]
    /// What is replaced wherever it stands, made of so many tags.
    private var known: (tags: Int, repeats: RepeatedSecrets?) = (0, nil)
    private var privateKey = PrivateKeyBlock()
    /// What the line before announced.
    private var awaited: AwaitedSecret?
    /// The table that the lines before began.
    private var columns: SecretColumns?
    private var wrapped = WrappedText()
    private var manifest = SecretManifest()
    /// The tag of the private key whose lines are being replaced.
    private var key: (block: Int, tag: [UInt8]) = (0, [])

    /// A redactor that has seen nothing yet.
    public init(_ options: Options = Options()) { self.options = options }

    /// Redacts a whole text. Terminal escape sequences are taken out as well: colours split words.
    public mutating func redact(_ text: [UInt8]) -> [UInt8] {
        leave()
        return redact(continuing: text)
    }

    /// Redacts the next line or lines of a stream; a private key may go on from the lines before, and a secret that was recognised is
    /// replaced wherever else it stands from then on.
    public mutating func redact(continuing text: [UInt8]) -> [UInt8] {
        var pieces = text.count > Self.piece ? pieces(of: text) : [redactPiece(text)]
        guard let repeats = repeated() else { return Self.joined(&pieces) { $0 } }
        return Self.joined(&pieces) { repeats.replaced(in: $0) }
    }

    /// Forgets what lines before announced: another text begins.
    private mutating func leave() {
        privateKey.leave()
        wrapped.leave()
        manifest.leave()
        (awaited, columns) = (nil, nil)
    }

    /// The redacted text in pieces of whole lines: beside a large text and its result nothing large should stand in memory.
    private mutating func pieces(of text: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var start = 0
        while start < text.count {
            var end = min(start + Self.piece, text.count)
            while end < text.count, text[end - 1] != 10 { end += 1 }
            pieces.append(redactPiece(Array(text[start..<end])))
            start = end
        }
        return pieces
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

    private static let piece = 1 << 20

    private mutating func redactPiece(_ text: [UInt8]) -> [UInt8] {
        let text = TerminalEscapes.removed(from: text)
        let spans = text.withUnsafeBufferPointer { find(in: $0) }
        return spans.isEmpty ? text : replaced(text, spans)
    }

    /// Redacts a short text: an error's sentence, a title.
    public mutating func redact(_ text: String) -> String { String(decoding: redact(Array(text.utf8)), as: UTF8.self) }

    /// Redacts several texts that belong together: a secret recognised in one by its name is replaced in all.
    public mutating func redact(all texts: [[UInt8]]) -> [[UInt8]] {
        var redacted = texts.map { text in
            leave()
            return pieces(of: text)
        }
        guard let repeats = repeated() else { return redacted.indices.map { Self.joined(&redacted[$0]) { $0 } } }
        return redacted.indices.map { index in Self.joined(&redacted[index]) { repeats.replaced(in: $0) } }
    }

    /// What was recognised so far, to be found again; `nil` where that is nothing.
    private mutating func repeated() -> RepeatedSecrets? {
        if known.tags == tags.count { return known.repeats }
        // Short ones would hit ordinary words; a bounded number keeps the work linear.
        let long = tags.filter { $0.key.count >= 8 }.sorted {
            $0.key.count > $1.key.count || $0.key.count == $1.key.count && $0.value.lexicographicallyPrecedes($1.value)
        }.prefix(256)
        known = (tags.count, long.isEmpty ? nil : RepeatedSecrets(long.map { ($0.key, $0.value) }))
        return known.repeats
    }

    // MARK: Finding

    private mutating func find(in bytes: Bytes) -> [SecretSpan] {
        var spans: [SecretSpan] = []
        var start = 0
        // Where the next key may begin: looked for once, not line by line.
        var keyAhead = PrivateKeyBlock.mark(in: bytes, from: 0)
        wrapped.turn()
        while start < bytes.count {
            let end = bytes.lineEnd(from: start)
            if keyAhead < start { keyAhead = PrivateKeyBlock.mark(in: bytes, from: start) }
            if privateKey.isUnderWay || keyAhead < end, let key = privateKey.spans(of: bytes, line: start..<end) {
                spans += options.patterns.isEmpty ? key : withPatterns(key, in: bytes, line: start..<end)
            } else if let span = wrapped.span(in: bytes, line: start..<end, options.patterns) {
                spans.append(span)
            } else {
                spans += secrets(of: bytes, line: start..<end)
            }
            start = end + 1
        }
        return spans
    }

    /// The secrets of one line, in order: what it says itself, what it says once escapes are read, what the line before announced.
    private mutating func secrets(of bytes: Bytes, line: Range<Int>) -> [SecretSpan] {
        var scanner = SecretScanner(bytes, line: line, awaited: awaited, patterns: options.patterns)
        scanner.scan()
        var spans = scanner.spans
        if scanner.hasEscapes, let view = EscapedView(bytes, line) {
            spans = view.bytes.withUnsafeBufferPointer { inner in
                var scanner = SecretScanner(inner, line: 0..<inner.count, awaited: awaited, patterns: options.patterns)
                scanner.scan()
                let found = withPatterns(scanner.spans, in: inner, line: 0..<inner.count)
                return Self.merged(spans, found.map { SecretSpan(range: view.original($0.range), kind: $0.kind) })
            }
        }
        spans = withPatterns(spans, in: bytes, line: line)
        if let span = manifest.span(in: bytes, line: line) { spans = Self.merged(spans, [span]) }
        if let row = columns?.spans(of: bytes, line: line) {
            spans = Self.merged(row, spans)
        } else {
            columns = spans.isEmpty ? SecretColumns(header: bytes, line: line) : nil
        }
        if let span = awaited?.span(in: bytes, line: line) { spans = Self.merged([span], spans) }
        let next = AwaitedSecret(after: bytes, line: line, spans: spans)
        if next == nil, spans.isEmpty, let waiting = awaited, waiting.lines > 1 {
            awaited?.lines -= 1
        } else {
            awaited = next
        }
        if options.emails || options.addresses {
            spans += PersonalData.spans(in: bytes, line: line, options, beside: spans)
            spans.sort { $0.range.lowerBound < $1.range.lowerBound }
        }
        return spans
    }

    private func withPatterns(_ spans: [SecretSpan], in bytes: Bytes, line: Range<Int>) -> [SecretSpan] {
        options.patterns.reduce(spans) { spans, pattern in
            Self.merged(spans, pattern.matches(in: bytes, range: line).map { SecretSpan(range: $0, kind: "pattern") })
        }
    }

    /// Both in order, as one where they overlap; the first's kind stays.
    private static func merged(_ first: [SecretSpan], _ second: [SecretSpan]) -> [SecretSpan] {
        if second.isEmpty { return first }
        var result: [SecretSpan] = []
        for span in (first + second).sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            if let last = result.last, last.range.overlaps(span.range) {
                result[result.count - 1].range = last.range.lowerBound..<max(last.range.upperBound, span.range.upperBound)
            } else {
                result.append(span)
            }
        }
        return result
    }

    // MARK: Replacing

    private mutating func replaced(_ text: [UInt8], _ spans: [SecretSpan]) -> [UInt8] {
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
        return tag
    }
}
