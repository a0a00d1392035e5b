/// A stream redacted line by line: what is whole goes on at once, the rest of a line waits for its end.
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
        return redactor.redact(continuing: whole, ahead: rest)
    }

    /// What is left when the input has ended: a line without an end.
    public mutating func finish() -> [UInt8] {
        defer { rest = [] }
        return rest.isEmpty ? [] : redactor.redact(continuing: rest)
    }
}
