/// A stream redacted line by line: what is whole goes on at once, the rest of a line waits for its end. A line without a secret keeps its
/// colours and what clears it, and no other terminal sequence; one with a secret loses them, which may have split it.
public struct RedactedStream: Sendable {
    private var redactor: Redactor
    private var rest: [UInt8] = []
    /// A line that is longer is not waited for: the memory stays bounded whatever comes.
    private static let longest = 4 << 20

    /// - Parameter options: what is replaced besides secrets.
    public init(_ options: Redactor.Options = .init()) { redactor = Redactor(options) }

    /// Takes the next bytes; gives back the lines that are whole by now, redacted.
    public mutating func take(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        rest += bytes
        guard let end = rest.lastIndex(of: 10).map({ $0 + 1 }) ?? (rest.count > Self.longest ? rest.count : nil) else { return [] }
        let whole = Array(rest[..<end])
        rest.removeFirst(end)
        return redacted(whole, ahead: rest)
    }

    /// What is left when the input has ended: a line without an end.
    public mutating func finish() -> [UInt8] {
        defer { rest = [] }
        return rest.isEmpty ? [] : redacted(rest)
    }

    private mutating func redacted(_ text: [UInt8], ahead: [UInt8] = []) -> [UInt8] {
        let redacted = redactor.redact(continuing: text, ahead: ahead)
        guard text.contains(0x1b) else { return redacted }
        // Neither redacting nor taking sequences out moves a line's end.
        let lines = zip(
            text.split(separator: 10, omittingEmptySubsequences: false), redacted.split(separator: 10, omittingEmptySubsequences: false))
        return Array(
            lines.map { line, redacted in
                let line = Array(line)
                return line.contains(0x1b) && TerminalEscapes.removed(from: line).elementsEqual(redacted)
                    ? TerminalEscapes.removed(from: line, butHarmless: true) : Array(redacted)
            }.joined(separator: [UInt8(10)]))
    }
}
