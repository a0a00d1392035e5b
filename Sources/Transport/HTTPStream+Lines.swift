extension HTTPStream {
    /// The body in lines, as bytes without their line feeds, the last one also where no line feed ends it.
    ///
    ///     for try await line in stream.lines() { … }
    ///
    /// - Throws: while reading, what the body throws, and ``LineReader/TooLong``.
    public func lines(limit: Int = 8 << 20, overlong: LineReader.Overlong = .fails) -> Lines {
        Lines(body: body, reader: LineReader(limit: limit, overlong: overlong))
    }

    /// A body's lines.
    public struct Lines: AsyncSequence, Sendable {
        /// A line.
        public typealias Element = [UInt8]
        /// The body's errors, and over-long lines.
        public typealias Failure = any Error

        let body: any AsyncSequence<[UInt8], any Error> & Sendable
        let reader: LineReader

        /// Reads the lines.
        public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pieces: body.makeAsyncIterator(), reader: reader) }

        /// Reads lines until the body ends.
        public struct AsyncIterator: AsyncIteratorProtocol {
            var pieces: any AsyncIteratorProtocol<[UInt8], any Error>
            var reader: LineReader
            var hasEnded = false

            /// The next line; `nil` at the end.
            public mutating func next() async throws -> [UInt8]? { try await next(isolation: nil) }

            /// The next line; `nil` at the end.
            public mutating func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
                while true {
                    if let line = try reader.next() { return line }
                    if hasEnded { return try reader.rest() }
                    guard let piece = try await pieces.next(isolation: actor) else {
                        hasEnded = true
                        continue
                    }
                    reader.append(piece)
                }
            }
        }
    }
}
