/// Splits the body of a `text/event-stream` into events, wherever reads cut it (WHATWG HTML, "Server-sent events").
///
/// Two things differ from the standard, both for APIs that answer a request by a stream: lines that are no field of the
/// format are handed on (Gemini writes a bare JSON error after its events), and ``finish()`` gives the last event even where
/// no blank line ended it.
///
///     var parser = EventStreamParser(limit: 16 << 20)
///     for try await piece in stream.body {
///         for item in try parser.add(piece) { … }
///     }
///     for item in try parser.finish() { … }
struct EventStreamParser {
    /// What a stream is made of.
    enum Item: Equatable {
        /// The data of an event, its lines joined by line feeds.
        case data([UInt8])
        /// A comment: nothing but a sign of life.
        case comment
        /// A line that is no field of the format, without its end.
        case stray([UInt8])
    }

    /// An event or a line went over the limit.
    struct TooLarge: Error, Equatable {
        /// The limit in bytes.
        var limit: Int
    }

    private let limit: Int
    private var line: [UInt8] = []
    private var data: [UInt8]?
    private var isFirstLine = true
    /// The last byte was a CR: it has ended its line, and a line feed that follows belongs to it.
    private var sawCarriageReturn = false

    /// A parser for events of at most `limit` bytes.
    init(limit: Int) { self.limit = limit }

    /// Takes the next piece of the body.
    /// - Returns: what it completes.
    /// - Throws: ``TooLarge``; the parser is of no use afterwards.
    mutating func add(_ piece: [UInt8]) throws(TooLarge) -> [Item] {
        var items: [Item] = []
        var rest = piece[...]
        if sawCarriageReturn, rest.first == Self.lineFeed { rest.removeFirst() }
        if !piece.isEmpty { sawCarriageReturn = false }
        while let end = Self.lineEnd(in: rest) {
            try extendLine(by: rest[..<end])
            try endLine(&items)
            let isCarriageReturn = rest[end] == Self.carriageReturn
            rest = rest[(end + 1)...]
            guard isCarriageReturn else { continue }
            if rest.isEmpty { sawCarriageReturn = true } else if rest.first == Self.lineFeed { rest.removeFirst() }
        }
        try extendLine(by: rest)
        return items
    }

    /// The body has ended.
    /// - Returns: an event or line that nothing has ended yet.
    mutating func finish() throws(TooLarge) -> [Item] {
        var items: [Item] = []
        if !line.isEmpty { try endLine(&items) }
        if let data { items.append(.data(data)) }
        data = nil
        return items
    }

    private static let lineFeed = UInt8(ascii: "\n"), carriageReturn = UInt8(ascii: "\r")

    /// Where the first line end stands. Over the buffer itself: an event of 30 MB is one line.
    private static func lineEnd(in bytes: ArraySlice<UInt8>) -> Int? {
        let start = bytes.startIndex
        return bytes.withUnsafeBufferPointer { buffer in
            var index = 0
            while index < buffer.count {
                if buffer[index] == lineFeed || buffer[index] == carriageReturn { return start + index }
                index += 1
            }
            return nil
        }
    }

    private mutating func extendLine(by bytes: ArraySlice<UInt8>) throws(TooLarge) {
        guard line.count + bytes.count + (data?.count ?? 0) <= limit else { throw TooLarge(limit: limit) }
        line += bytes
    }

    private mutating func endLine(_ items: inout [Item]) throws(TooLarge) {
        defer { line.removeAll(keepingCapacity: line.count <= 1 << 20) }
        if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        isFirstLine = false
        guard !line.isEmpty else {
            if let data { items.append(.data(data)) }
            data = nil
            return
        }
        if line[0] == UInt8(ascii: ":") { return items.append(.comment) }
        let colon = line.firstIndex(of: UInt8(ascii: ":"))
        switch String(decoding: line[..<(colon.map { min($0, 6) } ?? min(line.count, 6))], as: UTF8.self) {
        case "data" where colon == 4 || line.count == 4:
            var value = colon.map { line[($0 + 1)...] } ?? []
            if value.first == UInt8(ascii: " ") { value.removeFirst() }
            if data == nil { data = Array(value) } else { data?.append(Self.lineFeed); data? += value }
        case "event", "id", "retry":
            break  // no API here gives them a meaning
        default:
            items.append(.stray(line))
        }
    }
}
