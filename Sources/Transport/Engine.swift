import CCurl
import Synchronization

/// An ``HTTPClient`` over libcurl. All its transfers run on one thread of its own; callers share values with it through locks.
///
/// - HTTP/2 is spoken where TLS negotiates it and ``HTTPRequest/ownConnection`` is off; HTTP/1.1 otherwise. Connections are kept and
///   reused for each origin and ``Route``; after a failure they are dropped with the addresses that were looked up, so
///   that a changed network (a VPN that came or went) is seen by the next request.
/// - Redirects are answers. ``HTTPClient/sendFollowing(_:hops:)`` follows them.
/// - ``stream(_:)`` offers no compression, whatever the request says: it would hold back what should be seen at once.
public final class Engine: HTTPClient {
    /// What requests call themselves. A name that begins with `curl/` makes Kubernetes answer twice the bytes.
    public static let userAgent = "quarterdeck/0.1"

    private let inbox = Inbox()
    private let lastID = Atomic<Exchange.ID>(0)

    /// An engine with its thread, which ends with it.
    public init() {
        let inbox = inbox
        let hasThread = OwnThread.run {
            EngineLoop(inbox)?.run()
            inbox.close()
        }
        if !hasThread { inbox.close() }
    }

    deinit { inbox.push(.stop) }

    /// Sends a request and reads the whole body.
    /// - Throws: ``TransportError``; `CancellationError` when the task was cancelled, whose connection is then closed.
    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let start = ContinuousClock.now
        let exchange = try begin(request, isStreamed: false)
        let head = try await exchange.head()
        let body = try await exchange.next() ?? []
        return HTTPResponse(status: head.status, headers: head.headers, body: body, elapsed: ContinuousClock.now - start)
    }

    /// Sends a request and returns with its status and headers.
    /// - Throws: as ``send(_:)``; failures after the headers are thrown by the body's iterator, after what had arrived.
    public func stream(_ request: HTTPRequest) async throws -> HTTPStream {
        let exchange = try begin(request, isStreamed: true)
        let head = try await exchange.head()
        return HTTPStream(status: head.status, headers: head.headers, body: StreamedBody(exchange, engine: self))
    }

    private func begin(_ request: HTTPRequest, isStreamed: Bool) throws -> Exchange {
        try Task.checkCancellation()
        let id = lastID.add(1, ordering: .relaxed).newValue
        let exchange = Exchange(id: id, request: request, isStreamed: isStreamed, inbox: inbox)
        inbox.push(.start(exchange))
        return exchange
    }
}
