import JSON
import Transport

/// The stream of applications, as it arrives.
///
/// It starts with an ``ArgoEvent/added(_:)`` for every application and then follows. The server drops events that a slow
/// reader would hold up, and cannot resume: list again after every reconnect, and every few minutes. The sequence ends when the
/// server closes the connection, and throws ``ServiceError``: an event over the limit is `.tooLarge`, which a reconnect would
/// only meet again; 45 s of silence (three heartbeats) are `.unreachable`.
public struct ArgoEvents: AsyncSequence, Sendable {
    /// What arrives.
    public typealias Element = ArgoEvent
    /// Always a ``ServiceError`` or `CancellationError`.
    public typealias Failure = any Error

    private let stream: HTTPStream
    private let limit: Int
    private let failed: @Sendable (any Error) -> any Error

    /// - Parameters:
    ///   - limit: largest event in bytes; single applications of 10 to 32 MB exist.
    ///   - failed: turns a failure of the connection into a ``ServiceError``.
    init(_ stream: HTTPStream, limit: Int, failed: @escaping @Sendable (any Error) -> any Error) {
        self.stream = stream
        self.limit = limit
        self.failed = failed
    }

    /// Reads the stream, once.
    public func makeAsyncIterator() -> Iterator { Iterator(stream, limit: limit, failed: failed) }

    /// Reads pieces until they make an event.
    public struct Iterator: AsyncIteratorProtocol {
        private var pieces: any AsyncIteratorProtocol<[UInt8], any Error>
        private var parser: EventStreamParser
        private var items: ArraySlice<EventStreamParser.Item> = []
        private var hasEnded = false
        private let failed: @Sendable (any Error) -> any Error

        fileprivate init(_ stream: HTTPStream, limit: Int, failed: @escaping @Sendable (any Error) -> any Error) {
            pieces = stream.body.makeAsyncIterator()
            parser = EventStreamParser(limit: limit)
            self.failed = failed
        }

        /// The next event; `nil` once the server has closed the connection.
        public mutating func next() async throws -> ArgoEvent? { try await next(isolation: nil) }

        /// The next event; `nil` once the server has closed the connection.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> ArgoEvent? {
            do {
                while true {
                    while let item = items.popFirst() {
                        if let event = try Self.event(item) { return event }
                    }
                    guard !hasEnded else { return nil }
                    if let piece = try await pieces.next(isolation: actor) {
                        items = try parser.add(piece)[...]
                    } else {
                        // What no blank line has ended is half an event: the next connection replays it whole.
                        hasEnded = true
                    }
                }
            } catch {
                items = []
                hasEnded = true
                throw failed(error)
            }
        }

        private static func event(_ item: EventStreamParser.Item) throws -> ArgoEvent? {
            switch item {
            case .comment: return .heartbeat
            case .data(let bytes) where bytes.isEmpty: return nil
            // A proxy that drops our Accept header makes the server write plain lines of JSON instead.
            case .data(let bytes), .stray(let bytes):
                switch try JSON.read(ArgoMessage.self, from: bytes).content {
                case .event(let event): return event
                case .failure(let failure): throw failure
                case .unknown: return nil
                }
            }
        }
    }
}
