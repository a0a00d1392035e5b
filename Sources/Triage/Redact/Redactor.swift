/// Replaces secrets by tags, for everything that leaves the machine or is stored: prompts, the archive, logs, exports.
///
/// The lines stay where they are, and so does the name before a secret. The same secret gets the same tag for as long
/// as the redactor lives (`[secret:aws-key#2]`), so that a reader can still tell that two are one.
public struct Redactor: Sendable {
    /// What is replaced besides secrets.
    public struct Options: Sendable, Equatable {
        /// E-mail addresses; IPv4 addresses.
        public var emails = false, addresses = false
        /// Secrets only.
        public init() {}
    }

    /// Different secrets replaced so far, by kind.
    public private(set) var counts: [String: Int] = [:]
    /// Different secrets replaced so far.
    public var total: Int { tags.count }
    private let options: Options
    private var tags: [[UInt8]: [UInt8]] = [:]
    private var privateKey = PrivateKeyBlock()
    /// The tag of the private key whose lines are being replaced.
    private var key: (block: Int, tag: [UInt8]) = (0, [])

    /// A redactor that has seen nothing yet.
    public init(_ options: Options = Options()) { self.options = options }

    /// Redacts a whole text. Terminal escape sequences are taken out as well: colours split words.
    public mutating func redact(_ text: [UInt8]) -> [UInt8] {
        privateKey.leave()
        return redact(continuing: text)
    }

    /// Redacts the next line or lines of a stream; a private key may go on from the lines before.
    public mutating func redact(continuing text: [UInt8]) -> [UInt8] {
        let text = TerminalEscapes.removed(from: text)
        let spans = text.withUnsafeBufferPointer { find(in: $0) }
        return spans.isEmpty ? text : replaced(text, spans)
    }

    /// Redacts a short text: an error's sentence, a title.
    public mutating func redact(_ text: String) -> String { String(decoding: redact(Array(text.utf8)), as: UTF8.self) }

    /// Redacts several texts that belong together: a secret recognised in one by its name is replaced in all.
    public mutating func redact(all texts: [[UInt8]]) -> [[UInt8]] {
        let redacted = texts.map { redact($0) }
        // Short ones would hit ordinary words; a bounded number keeps the work linear.
        let known = tags.filter { $0.key.count >= 8 }.sorted { $0.key.count > $1.key.count }.prefix(256)
        return known.isEmpty ? redacted : redacted.map { text in known.reduce(text) { Self.replacing($1.key, by: $1.value, in: $0) } }
    }

    // MARK: Finding

    private mutating func find(in bytes: Bytes) -> [SecretSpan] {
        var spans: [SecretSpan] = []
        var start = 0
        while start < bytes.count {
            let end = bytes.lineEnd(from: start)
            if let key = privateKey.spans(of: bytes, line: start..<end) {
                spans += key
            } else {
                var scanner = SecretScanner(bytes, line: start..<end)
                scanner.scan()
                spans += scanner.spans
                if options.emails || options.addresses {
                    spans += PersonalData.spans(in: bytes, line: start..<end, options, beside: scanner.spans)
                    spans.sort { $0.range.lowerBound < $1.range.lowerBound }
                }
            }
            start = end + 1
        }
        return spans
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

    private static func replacing(_ secret: [UInt8], by tag: [UInt8], in text: [UInt8]) -> [UInt8] {
        guard let first = secret.first, text.count >= secret.count else { return text }
        var result: [UInt8] = [], copied = 0
        text.withUnsafeBufferPointer { bytes in
            var index = 0
            let last = bytes.count - secret.count
            while index <= last {
                if bytes[index] == first, bytes[index + 1] == secret[1], bytes[index..<index + secret.count].elementsEqual(secret) {
                    result += bytes[copied..<index]
                    result += tag
                    index += secret.count
                    copied = index
                } else {
                    index += 1
                }
            }
            if copied > 0 { result += bytes[copied...] }
        }
        return copied > 0 ? result : text
    }
}
