import Transport

/// Where credential headers come from. Implementations renew what expires; the value never appears in a description.
public protocol Credentials: Sendable {
    /// What to call it in a sentence: "the token from env:GITHUB_TOKEN".
    var name: String { get }
    /// Headers for the next request.
    func headers() async throws -> HTTPHeaders
    /// The route of the next request, where the credential is a client certificate that may change; else `route` as it is.
    func route(_ route: Route) async throws -> Route
    /// The server answered 401: forget what is cached. Returns whether asking again is worth it.
    func rejected() async -> Bool
}

extension Credentials {
    /// Most credentials are headers only.
    public func route(_ route: Route) async throws -> Route { route }
}

/// A bearer token or a basic login from a secret that is fetched when it is first needed, and again after a 401.
public actor SecretCredentials: Credentials {
    /// How the secret is sent.
    public enum Scheme: Sendable {
        /// `Authorization: Bearer …`
        case bearer
        /// `Authorization: Basic …` with this user name (RFC 7617).
        case basic(user: String)
        /// A header of its own, such as `x-goog-api-key`.
        case header(String)
    }

    /// What to call it in a sentence.
    public nonisolated let name: String
    private let scheme: Scheme
    private let fetch: @Sendable () async throws -> String
    private var secret: String?

    /// Credentials from `fetch`, which runs a command, reads a file or a variable.
    public init(name: String, scheme: Scheme = .bearer, fetch: @escaping @Sendable () async throws -> String) {
        self.name = name
        self.scheme = scheme
        self.fetch = fetch
    }

    /// The header; fetches the secret the first time.
    public func headers() async throws -> HTTPHeaders {
        let value: String
        if let secret { value = secret } else { value = try await fetch() }
        secret = value
        return switch scheme {
        case .bearer: ["Authorization": "Bearer " + value]
        case .basic(let user): ["Authorization": "Basic " + Base64.encode(Array("\(user):\(value)".utf8))]
        case .header(let name): HTTPHeaders(dictionaryLiteral: (name, value))
        }
    }

    /// Fetches again: a file or command may give a newer secret. Worth a second request only when it differs.
    public func rejected() async -> Bool {
        let old = secret
        secret = nil
        // A secret that can no longer be fetched is no better than the old one: the 401 stands.
        guard let fresh = try? await fetch() else { return false }
        secret = fresh
        return fresh != old
    }
}
