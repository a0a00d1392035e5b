import Synchronization
import Transport

/// An ``HTTPClient`` that answers with what a test wrote down, and remembers what it was asked.
///
///     let http = ScriptedHTTP()
///     http.on("GET", "/api/v1/query", .json(#"{"status":"success"}"#))
///     http.on("GET", "/api/v1/rules", .status(503), .json("{}"))       // first this, then that, for ever
///     …
///     #expect(http.requests.map(\.url) == ["http://prometheus/api/v1/query?query=up"])
public final class ScriptedHTTP: HTTPClient {
    /// One answer.
    public enum Answer: Sendable {
        /// All of it at once. ``HTTPClient/stream(_:)`` gives its body as one piece.
        case response(HTTPResponse)
        /// Status and headers now, the body as the test sends it.
        case stream(status: Int, headers: HTTPHeaders, ScriptedBody)
        /// No answer, for this reason.
        case failure(any Error)
        /// No answer until the caller gives up.
        case silence

        /// JSON with a status.
        public static func json(_ text: String, status: Int = 200, headers: [String: String] = [:]) -> Answer {
            bytes(
                Array(text.utf8), status: status, headers: headers.merging(["Content-Type": "application/json"]) { own, _ in own }
            )
        }

        /// Any bytes: a recorded payload.
        public static func bytes(_ body: [UInt8], status: Int = 200, headers: [String: String] = [:]) -> Answer {
            var lines: HTTPHeaders = [:]
            for (name, value) in headers.sorted(by: { $0.key < $1.key }) { lines.add(name, value) }
            return .response(HTTPResponse(status: status, headers: lines, body: body))
        }

        /// A status without a body.
        public static func status(_ status: Int, headers: [String: String] = [:]) -> Answer {
            bytes([], status: status, headers: headers)
        }

        /// A body in pieces, complete.
        public static func pieces(_ pieces: [String], headers: HTTPHeaders = [:]) -> Answer {
            let body = ScriptedBody()
            for piece in pieces { body.send(piece) }
            body.finish()
            return .stream(status: 200, headers: headers, body)
        }
    }

    /// A request that no rule covers.
    public struct Unexpected: Error, CustomStringConvertible {
        /// Method and URL.
        public var description: String
    }

    private struct Rule {
        var method: String, path: String
        var answers: [Answer]
    }
    private struct State {
        var rules: [Rule] = []
        var requests: [HTTPRequest] = []
    }
    private let state = Mutex(State())
    private let handler: (@Sendable (HTTPRequest) async throws -> Answer)?

    /// A client that answers by rules.
    public init() { handler = nil }

    /// A client that asks `handler` for each answer.
    public init(_ handler: @escaping @Sendable (HTTPRequest) async throws -> Answer) { self.handler = handler }

    /// A client that gives these answers in order to whatever it is asked; the last one for ever.
    public convenience init(_ answers: Answer...) {
        self.init()
        state.withLock { $0.rules = [Rule(method: "*", path: "", answers: answers)] }
    }

    /// Answers requests whose path (without query, prefix included) ends with `path`: each answer once, the last one for
    /// ever. Rules added later come first.
    public func on(_ method: String, _ path: String, _ answers: Answer...) {
        state.withLock { $0.rules.insert(Rule(method: method, path: path, answers: answers), at: 0) }
    }

    /// Everything asked so far.
    public var requests: [HTTPRequest] { state.withLock { $0.requests } }

    /// The last request.
    public var last: HTTPRequest? { requests.last }

    /// Answers by the script.
    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        switch try await answer(request) {
        case .response(let response): return response
        case .failure(let error): throw error
        case .silence: return try await Self.wait()
        case .stream(let status, let headers, let body):
            var bytes: [UInt8] = []
            for try await piece in body { bytes += piece }
            return HTTPResponse(status: status, headers: headers, body: bytes)
        }
    }

    /// Answers by the script.
    public func stream(_ request: HTTPRequest) async throws -> HTTPStream {
        switch try await answer(request) {
        case .response(let response):
            let body = ScriptedBody()
            if !response.body.isEmpty { body.send(response.body) }
            body.finish()
            return HTTPStream(status: response.status, headers: response.headers, body: body)
        case .failure(let error): throw error
        case .silence: return try await Self.wait()
        case .stream(let status, let headers, let body): return HTTPStream(status: status, headers: headers, body: body)
        }
    }

    private func answer(_ request: HTTPRequest) async throws -> Answer {
        let path = Self.path(of: request.url)
        let scripted = state.withLock { state -> Answer? in
            state.requests.append(request)
            guard
                let index = state.rules.firstIndex(where: { rule in
                    (rule.method == "*" || rule.method == request.method) && path.hasSuffix(rule.path)
                })
            else { return nil }
            return state.rules[index].answers.count > 1
                ? state.rules[index].answers.removeFirst() : state.rules[index].answers.first
        }
        if let scripted { return scripted }
        if let handler { return try await handler(request) }
        throw Unexpected(description: "no script for \(request.method) \(request.url)")
    }

    private static func path(of url: String) -> Substring {
        let rest = url.split(separator: "://", maxSplits: 1).last ?? ""
        let path = rest[(rest.firstIndex(of: "/") ?? rest.endIndex)...]
        return path.prefix { $0 != "?" && $0 != "#" }
    }

    /// Never returns, but throws when cancelled.
    private static func wait<T>() async throws -> T {
        while true { try await ContinuousClock().sleep(for: .seconds(3600)) }
    }
}

/// A body whose pieces a test sends by hand, before or while it is read.
public final class ScriptedBody: AsyncSequence, Sendable {
    /// A piece.
    public typealias Element = [UInt8]
    /// What ``fail(_:)`` was given.
    public typealias Failure = any Error

    private let stream: AsyncThrowingStream<[UInt8], any Error>
    private let continuation: AsyncThrowingStream<[UInt8], any Error>.Continuation
    private let closed = Atomic(false)

    /// A body without pieces yet.
    public init() {
        (stream, continuation) = AsyncThrowingStream.makeStream()
        continuation.onTermination = { [weak self] _ in self?.closed.store(true, ordering: .relaxed) }
    }

    /// Whether the reader has left, or the end was read.
    public var isClosed: Bool { closed.load(ordering: .relaxed) }

    /// Sends a piece.
    public func send(_ bytes: [UInt8]) { continuation.yield(bytes) }
    /// Sends a piece of text.
    public func send(_ text: String) { send(Array(text.utf8)) }
    /// Ends the body in order.
    public func finish() { continuation.finish() }
    /// Ends the body in the middle.
    public func fail(_ error: any Error) { continuation.finish(throwing: error) }

    /// Reads the pieces.
    public func makeAsyncIterator() -> AsyncThrowingStream<[UInt8], any Error>.AsyncIterator { stream.makeAsyncIterator() }
}
