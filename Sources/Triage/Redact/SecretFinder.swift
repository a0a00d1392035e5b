import Host

/// Finds the secrets of a text line by line, and remembers what lines tell of those that follow: a key that goes on, a name whose value
/// stands below, the columns of a table.
struct SecretFinder: Sendable {
    private let options: Redactor.Options
    private var privateKey = PrivateKeyBlock()
    /// What the line before announced.
    private var awaited: AwaitedSecret?
    /// The table that the lines before began.
    private var columns: SecretColumns?
    private var wrapped = WrappedText()
    private var manifest = SecretManifest()
    private var certificate = PublicBlock()
    private var digests = DigestBlock()
    /// How many quotations the text stands in.
    private var depth = 0

    /// One at the beginning of a text.
    init(_ options: Redactor.Options) { self.options = options }

    /// Forgets what lines before announced: another text begins.
    mutating func leave() {
        privateKey.leave()
        wrapped.leave()
        manifest.leave()
        certificate = PublicBlock()
        digests = DigestBlock()
        (awaited, columns) = (nil, nil)
    }

    /// Whether what comes next is read otherwise than at the beginning of a text.
    var isWaiting: Bool {
        privateKey.isUnderWay || awaited != nil || columns != nil || wrapped.isUnderWay || manifest.isUnderWay || certificate.isUnderWay
            || digests.isUnderWay
    }

    /// One for what stands behind the next piece, when that leaves nothing behind.
    var afterIdle: SecretFinder {
        var next = SecretFinder(options)
        next.privateKey = privateKey.skippingSerials
        return next
    }

    /// The text without terminal escapes, its secrets, and the finder behind it.
    func findings(in text: ArraySlice<UInt8>) -> (text: [UInt8], spans: [SecretSpan], finder: SecretFinder) {
        var finder = self
        let text = TerminalEscapes.removed(from: Array(text))
        let spans = text.withUnsafeBufferPointer { finder.find(in: $0) }
        return (text, spans, finder)
    }

    /// The secrets of the next lines, in order, not overlapping; of those that begin before `end`, where one is given. What stands before
    /// `first` was looked through already.
    mutating func find(in bytes: Bytes, from first: Int = 0, to end: Int? = nil) -> [SecretSpan] {
        let limit = end ?? bytes.count, whole = Bytes(rebasing: bytes[..<limit])
        var spans: [SecretSpan] = []
        var start = first
        // Where the next key may begin: looked for once, not line by line.
        var keyAhead = PrivateKeyBlock.mark(in: bytes, from: start)
        wrapped.turn()
        while start < limit {
            let end = bytes.lineEnd(from: start)
            if keyAhead < start { keyAhead = PrivateKeyBlock.mark(in: bytes, from: start) }
            let isKey = privateKey.isUnderWay || keyAhead < end
            let text = isKey && bytes[start] == UInt8(ascii: "{") ? LogPrefix.inner(bytes, start..<end) ?? start..<end : start..<end
            if isKey, let key = privateKey.spans(of: bytes, line: text) {
                // A key that begins and ends within the line may not be all that it holds.
                let others =
                    privateKey.isUnderWay || key.isEmpty ? withPatterns(key, in: bytes, line: start..<end) : secrets(of: bytes, line: start..<end)
                spans += Self.merged(key, others)
            } else if certificate.holds(bytes, start..<end, begins: keyAhead < end) {
                // Open to everybody.
            } else if let span = wrapped.span(in: whole, line: start..<end, options.patterns, all: bytes) {
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
        let isQuoted = scanner.hasBackslash || !spans.isEmpty && bytes[line].contains(UInt8(ascii: "\\"))
        let texts = isQuoted && depth < 4 ? UnescapedText.all(in: bytes, line: line) : []
        if scanner.hasEscapes, let view = EscapedView(bytes, line) {
            spans = view.bytes.withUnsafeBufferPointer { inner in
                var scanner = SecretScanner(inner, line: 0..<inner.count, awaited: awaited, patterns: options.patterns)
                scanner.scan()
                let found = withPatterns(scanner.spans, in: inner, line: 0..<inner.count)
                return Self.merged(spans, found.map { SecretSpan(range: view.original($0.range), kind: $0.kind) })
            }
        }
        // What shippers put a line into stands in the text that the lines before are of.
        let isShipped = !texts.isEmpty && bytes[line.lowerBound] == UInt8(ascii: "{") && LogPrefix.inner(bytes, line) != nil
        for text in texts { spans = inner(text, beside: spans, awaiting: isShipped ? awaited : nil) }
        spans = withPatterns(spans, in: bytes, line: line)
        let content = LogPrefix.skipped(bytes, line)
        spans = digests.filtered(spans, in: bytes, line: line, content: content)
        if let span = manifest.span(in: bytes, line: line, content: content) { spans = Self.merged(spans, [span]) }
        if line.count > 40, bytes[line.upperBound - 1] == UInt8(ascii: "}") || bytes[content].first == UInt8(ascii: "{") {
            spans = Self.merged(spans, SecretManifest.entries(of: bytes, line: line))
        }
        if let row = columns?.spans(of: bytes, content: content) {
            spans = Self.merged(row, spans)
        } else {
            columns = spans.isEmpty ? SecretColumns(header: bytes, content: content) : nil
        }
        if let span = awaited?.span(in: bytes, line: content) { spans = Self.merged([span], spans) }
        let codes = awaited?.codes(in: bytes, line: content) ?? []
        if !codes.isEmpty { spans = Self.merged(codes, spans) }
        let next = AwaitedSecret(after: bytes, line: line, content: content, spans: spans)
        if next == nil, let waiting = awaited, waiting.goesOn(behind: bytes, content) {
            awaited?.lines -= 1
        } else if next == nil, spans.isEmpty || !codes.isEmpty, let waiting = awaited, waiting.lines > 1 {
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

    /// What a quoted string says once it is read, as a text of its own, and what its line says besides.
    private func inner(_ text: UnescapedText, beside spans: [SecretSpan], awaiting: AwaitedSecret?) -> [SecretSpan] {
        var finder = SecretFinder(options)
        finder.awaited = awaiting
        finder.depth = depth + 1
        let found = text.bytes.withUnsafeBufferPointer { finder.find(in: $0) }
        let places = found.map { SecretSpan(range: text.original($0.range), kind: $0.kind) }
        return Self.merged(places, spans.filter { !text.settles($0.range) })
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
}
