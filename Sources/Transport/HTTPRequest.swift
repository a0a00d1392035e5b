/// One HTTP request, as a value.
public struct HTTPRequest: Sendable {
    /// `GET`, `POST`, …
    public var method: String
    /// Absolute URL, already percent-encoded.
    public var url: String
    /// Header lines in order; names compare without case.
    public var headers: HTTPHeaders
    /// Body bytes; `nil` sends none.
    public var body: [UInt8]?
    /// How long each part may take.
    public var deadlines = Deadlines()
    /// Largest body accepted, in bytes after decompression. Ignored by ``HTTPClient/stream(_:)``, whose reader decides.
    public var limit = 64 << 20
    /// Whether gzip is offered. Off for streams: a proxy may buffer a compressed one.
    public var compressed = true
    /// True for bodies whose reader may wait (logs, downloads, the ArgoCD stream): HTTP/1.1 on a connection of its own,
    /// since libcurl holds up to 32 MB for every paused HTTP/2 stream.
    public var ownConnection = false
    /// TLS identity, trust, and proxy of this request's server.
    public var route = Route()

    /// A request with the default deadlines and limit.
    public init(_ method: String = "GET", _ url: String, headers: HTTPHeaders = [:], body: [UInt8]? = nil) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}

/// How long each part of a request may take.
public struct Deadlines: Sendable, Equatable {
    /// Name look-up, TCP and TLS.
    public var connect: Duration = .seconds(5)
    /// From the start to the response's status line.
    public var answer: Duration = .seconds(15)
    /// Silence within the body.
    public var idle: Duration = .seconds(20)
    /// The whole exchange; `nil` for streams.
    public var total: Duration? = .seconds(60)

    /// The defaults above.
    public init() {}
}

/// How a server is reached: trust, client identity, name, proxy. PEM material stays in memory.
public struct Route: Sendable, Hashable {
    /// PEM certificates to trust instead of the system's.
    public var authorities: [UInt8]?
    /// PEM client certificate chain.
    public var certificate: [UInt8]?
    /// PEM private key of the certificate.
    public var key: [UInt8]?
    /// Accept any certificate (said on screen wherever it is on).
    public var skipsVerification = false
    /// Name for SNI and verification where it differs from the URL's host.
    public var serverName: String?
    /// `http://`, `https://` or `socks5://` proxy; `nil` follows the environment's.
    public var proxy: String?

    /// System trust, no client identity, the environment's proxy.
    public init() {}
}
