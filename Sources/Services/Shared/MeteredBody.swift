import Host
import Transport

/// A streamed body whose bytes are counted as they are read; a stream that goes over its link's cap ends with
/// ``ServiceError/capped(service:cap:until:)``.
struct MeteredBody: AsyncSequence, Sendable {
    typealias Element = [UInt8]
    typealias Failure = any Error

    let body: any AsyncSequence<[UInt8], any Error> & Sendable
    let link: ServiceLink

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pieces: body.makeAsyncIterator(), link: link) }

    struct AsyncIterator: AsyncIteratorProtocol {
        var pieces: any AsyncIteratorProtocol<[UInt8], any Error>
        let link: ServiceLink

        mutating func next() async throws -> [UInt8]? { try await next(isolation: nil) }

        mutating func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
            guard let piece = try await pieces.next(isolation: actor) else { return nil }
            if let wait = link.meter.received(piece.count, at: link.time.uptime()) { throw link.capped(.bytesPerMinute, for: wait) }
            return piece
        }
    }
}
