import Host
import JSON
import Transport

/// One remote service as its client sees it: base address, trust, credentials, deadlines, retries, and the cap on
/// requests. Clients are stateless values around a link; the link is shared by all of a service's users.
public final class ServiceLink: Sendable {
    /// What a link needs to know.
    public struct Configuration: Sendable {
        /// The service's name in sentences: "Prometheus", "k3d".
        public var service: String
        /// Base URL, with its path prefix kept: `https://host/prometheus`.
        public var base: String
        /// TLS and proxy.
        public var route = Route()
        /// Gives the credential header for each request; `nil` for none.
        public var credentials: (any Credentials)?
        /// Deadlines of a plain request.
        public var deadlines = Deadlines()
        /// Largest body of a plain request, in bytes.
        public var limit = 64 << 20
        /// Most requests a minute; more wait, and fail with ``ServiceError/capped(service:perMinute:)`` after their deadline.
        public var requestsPerMinute = 600
        /// Headers sent with every request (API version, Accept).
        public var headers: HTTPHeaders = [:]

        /// A link to `base` with the defaults above.
        public init(service: String, base: String) {
            self.service = service
            self.base = base
        }
    }

    /// As given.
    public let configuration: Configuration
    let http: any HTTPClient
    let time: any TimeSource
    let random: RandomSource

    /// A link over an HTTP engine.
    public init(_ configuration: Configuration, http: any HTTPClient, time: any TimeSource, random: RandomSource = .system) {
        self.configuration = configuration
        self.http = http
        self.time = time
        self.random = random
    }
}

/// Where a credential header comes from. Implementations renew what expires; the value never appears in a description.
public protocol Credentials: Sendable {
    /// What to call it in a sentence: "the token from env:GITHUB_TOKEN".
    var name: String { get }
    /// Headers for the next request.
    func headers() async throws -> HTTPHeaders
    /// The server answered 401: forget what is cached. Returns whether asking again is worth it.
    func rejected() async -> Bool
}
