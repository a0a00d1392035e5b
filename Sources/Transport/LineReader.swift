import Glibc

/// Splits a stream of bytes into lines, wherever the stream was cut into pieces. Lines stay bytes: a piece may end
/// inside a character, and most lines are never shown.
///
///     var lines = LineReader()
///     for try await piece in stream.body {
///         lines.append(piece)
///         while let line = try lines.next() { … }
///     }
///     if let rest = try lines.rest() { … }      // a last line without its line feed
public struct LineReader: Sendable {
    /// What becomes of a line that is longer than the limit.
    public enum Overlong: Sendable {
        /// ``LineReader/TooLong`` is thrown, for data that means nothing in part.
        case fails
        /// Its start is given, the rest dropped: for log lines.
        case isCut
    }

    /// A line went over the limit.
    public struct TooLong: Error, Equatable, CustomStringConvertible {
        /// The limit in bytes.
        public var limit: Int
        /// Part of a sentence.
        public var description: String {
            "a line is longer than \(limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit) bytes")"
        }
    }

    private let limit: Int
    private let overlong: Overlong
    private var buffer: [UInt8] = []
    /// Where the next line starts, and up to where no line feed was found.
    private var start = 0, searched = 0
    /// The rest of a cut line is being dropped.
    private var dropping = false

    /// A reader for lines of at most `limit` bytes.
    public init(limit: Int = 8 << 20, overlong: Overlong = .fails) {
        self.limit = limit
        self.overlong = overlong
    }

    /// Takes the stream's next piece.
    public mutating func append(_ piece: [UInt8]) {
        if start == buffer.count {
            buffer = piece
            searched = 0
        } else {
            buffer.removeSubrange(..<start)
            searched -= start
            buffer += piece
        }
        start = 0
    }

    /// The next complete line without its line feed; `nil` until more is appended.
    /// - Throws: ``TooLong`` where over-long lines fail; the reader is of no use afterwards.
    public mutating func next() throws(TooLong) -> [UInt8]? {
        while true {
            guard let end = lineFeed() else {
                searched = buffer.count
                guard buffer.count - start > limit else { return nil }
                if dropping {
                    start = buffer.count
                    return nil
                }
                guard overlong == .isCut else { throw TooLong(limit: limit) }
                defer { start = buffer.count }
                dropping = true
                return Array(buffer[start..<start + limit])
            }
            defer {
                start = end + 1
                searched = start
            }
            if dropping {
                dropping = false
                continue
            }
            guard end - start > limit else { return Array(buffer[start..<end]) }
            guard overlong == .isCut else { throw TooLong(limit: limit) }
            return Array(buffer[start..<start + limit])
        }
    }

    /// What follows the last line feed, once the stream has ended; `nil` when there is nothing.
    public mutating func rest() throws(TooLong) -> [UInt8]? {
        if let line = try next() { return line }
        defer { start = buffer.count }
        return dropping || start == buffer.count ? nil : Array(buffer[start...])
    }

    private func lineFeed() -> Int? {
        buffer.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, searched < bytes.count,
                let found = memchr(base + searched, 10, bytes.count - searched)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }
}
