/// Sends requests. The engine over libcurl is one; tests have theirs, which answers with recorded payloads.
public protocol HTTPClient: Sendable {
    /// Sends a request and reads the whole body, at most `request.limit` bytes.
    /// - Throws: ``TransportError``, or `CancellationError` when the task was cancelled. Any HTTP status is an answer, not an error.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse

    /// Sends a request and returns as soon as status and headers are there; the body follows as it arrives.
    /// - Throws: as ``send(_:)``; failures after the headers are thrown by the body's iterator.
    func stream(_ request: HTTPRequest) async throws -> HTTPStream
}

/// A complete answer.
public struct HTTPResponse: Sendable {
    /// HTTP status code.
    public var status: Int
    /// Response headers of the last hop.
    public var headers: HTTPHeaders
    /// Body after decompression.
    public var body: [UInt8]
    /// From start to end.
    public var elapsed: Duration

    /// An answer.
    public init(status: Int, headers: HTTPHeaders = [:], body: [UInt8] = [], elapsed: Duration = .zero) {
        self.status = status
        self.headers = headers
        self.body = body
        self.elapsed = elapsed
    }

    /// The media type without parameters, lower case: `application/json`.
    public var mediaType: String {
        guard let type = headers["Content-Type"]?.split(separator: ";").first else { return "" }
        return type.trimmingPrefix(" ").lowercased()
    }
}

/// An answer whose body is still arriving.
public struct HTTPStream: Sendable {
    /// HTTP status code.
    public var status: Int
    /// Response headers.
    public var headers: HTTPHeaders
    /// The body in pieces of any size, cut anywhere. Ending the iteration closes the connection; the transfer pauses while the reader is behind.
    public var body: any AsyncSequence<[UInt8], any Error> & Sendable

    /// An answer with its body to come.
    public init(status: Int, headers: HTTPHeaders, body: any AsyncSequence<[UInt8], any Error> & Sendable) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
