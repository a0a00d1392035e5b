/// The body of an exchange, read piece by piece. Only one iteration makes sense; its end, like the end of the
/// last reference to the body, closes the connection.
struct StreamedBody: AsyncSequence, Sendable {
    typealias Element = [UInt8]
    typealias Failure = any Error

    /// Ends the exchange with its last holder. Holds the engine, whose thread would end otherwise.
    fileprivate final class Lease: Sendable {
        let exchange: Exchange
        private let engine: Engine
        init(_ exchange: Exchange, _ engine: Engine) {
            self.exchange = exchange
            self.engine = engine
        }
        deinit { exchange.cancel() }
    }
    private let lease: Lease

    init(_ exchange: Exchange, engine: Engine) { lease = Lease(exchange, engine) }

    /// Reads the body; dropped, it closes the connection even while the body itself is still held.
    struct AsyncIterator: AsyncIteratorProtocol {
        private final class Reading: Sendable {
            let lease: Lease
            init(_ lease: Lease) { self.lease = lease }
            deinit { lease.exchange.cancel() }
        }
        private let reading: Reading
        fileprivate init(_ lease: Lease) { reading = Reading(lease) }

        mutating func next() async throws -> [UInt8]? { try await reading.lease.exchange.next() }

        mutating func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
            try await reading.lease.exchange.next()
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(lease) }
}
