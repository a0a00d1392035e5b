import FlyingSocks

/// A stream source as FlyingFox reads bodies: one piece at a time, when the socket has taken the one before.
struct LabBody: AsyncBufferedSequence {
    typealias Element = UInt8
    let source: any StreamSource
    let stage: Stage

    func makeAsyncIterator() -> Iterator { Iterator(source: source, stage: stage) }

    struct Iterator: AsyncBufferedIteratorProtocol {
        var source: any StreamSource
        let stage: Stage

        mutating func next() async throws -> UInt8? { throw ConnectionCut() }

        mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
            try Task.checkCancellation()
            return try await source.next(on: stage)
        }
    }
}
