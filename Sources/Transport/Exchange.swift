import Synchronization

/// One request under way, as its caller and the engine's thread share it: the thread puts in what arrives, the caller waits for it.
final class Exchange: Sendable {
    /// Tells exchanges apart.
    typealias ID = UInt64

    /// What the thread should do with the piece it offered.
    enum Verdict {
        case taken
        /// The reader is behind: offer it again after ``Inbox/Command/resume(_:)``.
        case full
        /// Over ``HTTPRequest/limit``.
        case tooLarge
    }

    /// Status and headers.
    struct Head: Sendable {
        var status: Int
        var headers: HTTPHeaders
    }

    /// Bytes held for a reader that is behind, before the transfer pauses.
    static let readAhead = 262_144

    private struct State {
        var head: Head?
        var body: [UInt8] = []
        var isPaused = false
        /// Set once nothing more will come.
        var end: Result<Void, any Error>?
        var headWaiter: CheckedContinuation<Head, any Error>?
        var bodyWaiter: Piece?

        /// What has arrived, once; `nil` when it is nothing.
        mutating func takeBody() -> [UInt8]? {
            defer { body = [] }
            return body.isEmpty ? nil : body
        }
    }
    private typealias Piece = CheckedContinuation<[UInt8]?, any Error>

    let id: ID
    let request: HTTPRequest
    /// Whether a reader takes the body as it arrives, or all of it at the end.
    let isStreamed: Bool
    private let inbox: Inbox
    private let state = Mutex(State())

    init(id: ID, request: HTTPRequest, isStreamed: Bool, inbox: Inbox) {
        self.id = id
        self.request = request
        self.isStreamed = isStreamed
        self.inbox = inbox
    }

    // MARK: The thread's side

    /// Status and headers are complete; `length` is the body's, where it was said.
    func began(_ head: Head, length: Int?) {
        state.withLock { state in
            state.head = head
            // Room for what follows, and for the padding that a JSON parser reads behind the end. The length is only a claim.
            if !isStreamed, let length { state.body.reserveCapacity(min(length, request.limit, 64 << 20) + 64) }
            return state.headWaiter.take()
        }?.resume(returning: head)
    }

    /// Offers a piece of the body.
    func receive(_ piece: UnsafeRawBufferPointer) -> Verdict {
        let (verdict, waiter, ready) = state.withLock { state -> (Verdict, Piece?, [UInt8]?) in
            if isStreamed, state.body.count >= Self.readAhead {
                state.isPaused = true
                return (.full, nil, nil)
            }
            if !isStreamed, state.body.count + piece.count > request.limit { return (.tooLarge, nil, nil) }
            state.body.append(contentsOf: piece)
            guard isStreamed, let waiter = state.bodyWaiter.take() else { return (.taken, nil, nil) }
            return (.taken, waiter, state.takeBody())
        }
        waiter?.resume(returning: ready)
        return verdict
    }

    /// Nothing more will come. What has arrived can still be read.
    func finish(_ end: Result<Void, any Error>) {
        let (head, body, last) = state.withLock { state -> (CheckedContinuation<Head, any Error>?, Piece?, [UInt8]?) in
            guard state.end == nil else { return (nil, nil, nil) }
            state.end = end
            let head = state.headWaiter.take()
            guard let body = state.bodyWaiter.take() else { return (head, nil, nil) }
            return (head, body, state.takeBody())
        }
        switch end {
        case .success:
            head?.resume(throwing: TransportError.cut(host: Self.host(request), received: 0))
            body?.resume(returning: last)
        case .failure(let error):
            head?.resume(throwing: error)
            body?.resume(throwing: error)
        }
    }

    // MARK: The caller's side

    /// Waits for status and headers.
    func head() async throws -> Head {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let known: Result<Head, any Error>? = state.withLock { state in
                    if let head = state.head { return .success(head) }
                    if case .failure(let error) = state.end { return .failure(error) }
                    state.headWaiter = continuation
                    return nil
                }
                if let known { continuation.resume(with: known) }
            }
        } onCancel: {
            cancel()
        }
    }

    /// Waits for more of a streamed body, or for all of another; `nil` at its end.
    func next() async throws -> [UInt8]? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let (known, resumes) = state.withLock { state -> (Result<[UInt8]?, any Error>?, Bool) in
                    if isStreamed, !state.body.isEmpty {
                        defer { state.isPaused = false }
                        return (.success(state.takeBody()), state.isPaused)
                    }
                    switch state.end {
                    case .failure(let error): return (.failure(error), false)
                    case .success: return (.success(state.takeBody()), false)
                    case nil: state.bodyWaiter = continuation
                    }
                    return (nil, false)
                }
                if resumes { inbox.push(.resume(id)) }
                if let known { continuation.resume(with: known) }
            }
        } onCancel: {
            cancel()
        }
    }

    /// Ends the exchange: who waits is told, the connection is closed.
    func cancel() {
        let isUnderWay = state.withLock { state in
            state.body = []
            return state.end == nil
        }
        guard isUnderWay else { return }
        finish(.failure(CancellationError()))
        inbox.push(.cancel(id))
    }

    /// Host and port of a request, for errors; never the path, which may hold what is nobody's business.
    static func host(_ request: HTTPRequest) -> String { Origin(url: request.url)?.description ?? "the server" }
}
