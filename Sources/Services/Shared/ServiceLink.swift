import Host
import JSON
import Synchronization
import Transport

/// One remote service as its client sees it: base address, trust, credentials, deadlines, retries, conditional requests, and the
/// caps on requests. Clients are stateless values around a link; the link is shared by all of a service's users.
public final class ServiceLink: Sendable {
    /// What a link needs to know.
    public struct Configuration: Sendable {
        /// The service's name in sentences: "Prometheus", "k3d".
        public var service: String
        /// Base URL, with its path prefix kept: `https://host/prometheus`.
        public var base: String
        /// TLS and proxy.
        public var route = Route()
        /// Gives the credential headers for each request; `nil` for none.
        public var credentials: (any Credentials)?
        /// Deadlines of a plain request.
        public var deadlines = Deadlines()
        /// Largest body of a plain request, in bytes.
        public var limit = 64 << 20
        /// Most requests a minute; more wait, and fail with ``ServiceError/capped(service:cap:until:)`` when the wait would be
        /// longer than the deadline for an answer.
        public var requestsPerMinute = 600
        /// Most bytes of bodies a minute, after decompression; beyond them requests and streams under way fail with
        /// ``ServiceError/capped(service:cap:until:)``.
        public var bytesPerMinute = 2 << 30
        /// Most requests an hour that count against the service's own quota (a 304 does not); `nil` for no such cap.
        public var countedPerHour: Int?
        /// Headers sent with every request (API version, Accept).
        public var headers: HTTPHeaders = [:]
        /// Whether answers may come compressed (`disable-compression` of a kubeconfig says no).
        public var compressed = true
        /// Whether 301, 302, 307 and 308 are followed; credentials never go to another host.
        public var followsRedirects = false
        /// How often a GET is tried when nothing answers or a gateway says 502, 503 or 504.
        public var attempts = 2
        /// What a person should know although all works: any certificate is accepted. Sentences.
        public var warnings: [String] = []
        /// First word on an answer that is no success: GitHub says "rate limit" with 403. `nil` leaves it to the rules that all share.
        public var failure: @Sendable (HTTPResponse) -> ServiceError? = { _ in nil }
        /// What a 403 or 404 says of the permission that is missing, as a clause: "the token lacks the scope workflow". A 404 with
        /// such a clause is read as forbidden: GitHub hides what a token may not change.
        public var missing: @Sendable (HTTPResponse) -> String? = { _ in nil }

        /// A link to `base` with the defaults above.
        public init(service: String, base: String) {
            self.service = service
            self.base = base
        }
    }

    /// As given, or as last changed by ``reconfigure(_:)``.
    public var configuration: Configuration { current.withLock { $0 } }
    private let current: Mutex<Configuration>
    let http: any HTTPClient
    let time: any TimeSource
    let random: RandomSource
    let meter: Meter
    let cache = ConditionalCache()

    /// A link over an HTTP engine.
    public init(_ configuration: Configuration, http: any HTTPClient, time: any TimeSource, random: RandomSource = .system) {
        current = Mutex(configuration)
        self.http = http
        self.time = time
        self.random = random
        meter = Meter(
            Meter.Caps(
                requestsPerMinute: configuration.requestsPerMinute, bytesPerMinute: configuration.bytesPerMinute,
                countedPerHour: configuration.countedPerHour))
    }

    /// Goes on with another address or identity: a kubeconfig was edited. Requests under way are not touched; caps stay as they were.
    public func reconfigure(_ change: (inout Configuration) -> Void) { current.withLock { change(&$0) } }

    /// What the link has used, and how far the server's clock is off.
    public var usage: Meter.Usage { meter.usage(at: time.uptime()) }

    /// Sends a request and reads the whole answer.
    ///
    /// - Parameters:
    ///   - path: from the base on, its segments percent-encoded (`"/api/v1/targets"`); or an absolute URL (a redirect, a next page).
    ///   - query: names and values as text; encoded here.
    ///   - limit: bytes of the body, instead of the configured ones.
    ///   - conditional: remember the answer by its ETag, and ask only whether it changed.
    ///   - what: the thing asked for, for "has no …" sentences; `nil` names the path.
    ///   - repeatable: whether the request changes nothing and may be tried again as a GET may: a search by POST.
    /// - Returns: an answer of status 200...299 (a 304 becomes the remembered 200).
    /// - Throws: ``ServiceError``, or `CancellationError`.
    public func send(
        _ method: String = "GET", _ path: String, query: [(String, String)] = [], headers: HTTPHeaders = [:], body: [UInt8]? = nil,
        limit: Int? = nil, conditional: Bool = false, what: String? = nil, repeatable: Bool = false
    ) async throws -> HTTPResponse {
        let request = request(method, path, query: query, headers: headers, body: body, limit: limit)
        var attempt = 1
        while true {
            do {
                return try await exchange(request, conditional: conditional, what: what ?? path)
            } catch let error as ServiceError where (method == "GET" || repeatable) && attempt < configuration.attempts && error.isPassing {
                let pause = Duration.milliseconds(Int64(200 * Double(attempt) * (0.5 + random())))
                try await time.sleep(for: pause)
                attempt += 1
            }
        }
    }

    /// Sends a GET and gives its body as it came.
    /// - Throws: as ``send(_:_:query:headers:body:limit:conditional:what:)``.
    public func bytes(_ path: String, query: [(String, String)] = [], limit: Int? = nil, what: String? = nil) async throws -> [UInt8] {
        try await send("GET", path, query: query, limit: limit, what: what).body
    }

    /// Sends a GET and reads its JSON.
    /// - Throws: as ``send(_:_:query:headers:body:limit:conditional:what:)``, and ``ServiceError/malformed(service:what:)``.
    public func get<T: Readable>(
        _ path: String, query: [(String, String)] = [], headers: HTTPHeaders = [:], limit: Int? = nil, conditional: Bool = false,
        what: String? = nil, as type: T.Type = T.self
    ) async throws -> T {
        try read(await send("GET", path, query: query, headers: headers, limit: limit, conditional: conditional, what: what), as: type)
    }

    /// Sends JSON and reads the JSON that is answered.
    /// - Throws: as ``get(_:query:headers:limit:conditional:what:as:)``.
    public func post<T: Readable>(
        _ path: String, body: Value, what: String? = nil, repeatable: Bool = false, as type: T.Type = T.self
    ) async throws -> T {
        let headers: HTTPHeaders = ["Content-Type": "application/json"]
        return try read(await send("POST", path, headers: headers, body: body.bytes, what: what, repeatable: repeatable), as: type)
    }

    /// Sends a request and returns once status and headers are there.
    ///
    /// - Parameters:
    ///   - idle: longest silence within the body.
    ///   - own: HTTP/1.1 on a connection of its own, for bodies whose reader may wait.
    ///   - anyStatus: whether an answer that is no success is handed on too, for a client that tells failures apart itself.
    /// - Throws: ``ServiceError``; the body's own failures are ``TransportError``, see ``error(for:)``.
    public func stream(
        _ method: String = "GET", _ path: String, query: [(String, String)] = [], headers: HTTPHeaders = [:], body: [UInt8]? = nil,
        idle: Duration, own: Bool = true, what: String? = nil, anyStatus: Bool = false
    ) async throws -> HTTPStream {
        var request = HTTPRequest(method, url(path, query), headers: headers, body: body)
        request.route = configuration.route
        request.deadlines = configuration.deadlines
        request.deadlines.idle = idle
        request.deadlines.total = nil
        request.compressed = false
        request.ownConnection = own
        return try await begin(request, what: what ?? path, anyStatus: anyStatus)
    }

    /// Reads an answer's JSON.
    /// - Throws: ``ServiceError/malformed(service:what:)``.
    public func read<T: Readable>(_ response: HTTPResponse, as type: T.Type = T.self) throws -> T {
        if response.mediaType.hasSuffix("html") {
            throw ServiceError.malformed(service: configuration.service, what: "an HTML page where its API answers JSON")
        }
        do {
            return try JSON.read(type, from: response.body)
        } catch let error as JSONError {
            throw ServiceError.malformed(service: configuration.service, what: "\(error)")
        }
    }

    /// A failure while reading a streamed body, as the sentence of this service; anything else as it is.
    public func error(for error: any Error) -> any Error {
        guard let transport = error as? TransportError else { return error }
        return ServiceError(transport, service: configuration.service)
    }

    /// A plain request as the configuration wants it, without credentials.
    func request(
        _ method: String, _ path: String, query: [(String, String)] = [], headers: HTTPHeaders = [:], body: [UInt8]? = nil, limit: Int? = nil
    ) -> HTTPRequest {
        var request = HTTPRequest(method, url(path, query), headers: headers, body: body)
        request.route = configuration.route
        request.deadlines = configuration.deadlines
        request.limit = limit ?? configuration.limit
        request.compressed = configuration.compressed
        return request
    }

    private func url(_ path: String, _ query: [(String, String)]) -> String {
        var url = path
        if !path.hasPrefix("http://"), !path.hasPrefix("https://") {
            var base = configuration.base
            while base.hasSuffix("/") { base.removeLast() }
            url = base + path
        }
        guard !query.isEmpty else { return url }
        return url + (url.contains("?") ? "&" : "?") + query.map { "\($0.percentEncoded)=\($1.percentEncoded)" }.joined(separator: "&")
    }
}
