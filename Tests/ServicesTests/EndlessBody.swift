import Synchronization
import Transport

/// A body without end: it counts the pieces taken, and knows when its reader has left.
struct EndlessBody: AsyncSequence, Sendable {
    typealias Failure = any Error

    fileprivate final class Count: Sendable {
        let pieces = Atomic(0)
        let isLeft = Atomic(false)
    }

    /// Lives as long as an iterator does.
    fileprivate final class Reading: Sendable {
        let count: Count
        init(_ count: Count) { self.count = count }
        deinit { count.isLeft.store(true, ordering: .releasing) }
    }

    private let piece: [UInt8]
    private let count = Count()

    init(_ piece: [UInt8]) { self.piece = piece }

    var pieces: Int { count.pieces.load(ordering: .acquiring) }
    var isLeft: Bool { count.isLeft.load(ordering: .acquiring) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate let piece: [UInt8]
        fileprivate let reading: Reading

        func next() async throws -> [UInt8]? { try await next(isolation: nil) }
        func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
            reading.count.pieces.add(1, ordering: .acquiringAndReleasing)
            return piece
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(piece: piece, reading: Reading(count)) }
}

/// Answers every stream with one body.
struct EndlessHTTP: HTTPClient {
    let body: EndlessBody
    func send(_ request: HTTPRequest) async throws -> HTTPResponse { HTTPResponse(status: 200) }
    func stream(_ request: HTTPRequest) async throws -> HTTPStream { HTTPStream(status: 200, headers: [:], body: body) }
}
