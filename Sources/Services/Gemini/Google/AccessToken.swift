import Host

/// A bearer token with its end. Its text never appears in a description.
public struct AccessToken: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// The token as it was given, trailing dots included.
    public var text: String
    /// From when on it is refused.
    public var expires: Timestamp

    /// A token.
    public init(text: String, expires: Timestamp) {
        self.text = text
        self.expires = expires
    }

    /// When it ends.
    public var description: String { "an access token good until \(expires.rfc3339)" }
    /// Nothing for `dump` to find.
    public var customMirror: Mirror { Mirror(self, children: ["expires": expires]) }
}

/// Where access tokens come from.
public protocol AccessTokenSource: Sendable {
    /// What to call it in sentences: "service account quarterdeck@…".
    var name: String { get }
    /// Headers that go with the token, none of them secret.
    var extraHeaders: [String: String] { get }
    /// Gets a new token.
    /// - Throws: ``ServiceError`` in words.
    func token() async throws -> AccessToken
}

/// A token that a command prints (`gcloud auth print-access-token`), good for at most an hour.
public struct TokenCommand: AccessTokenSource {
    /// "the token from cmd:gcloud auth print-access-token".
    public let name: String
    /// None.
    public var extraHeaders: [String: String] { [:] }
    private let time: any TimeSource
    private let run: @Sendable () async throws -> String

    /// - Parameter run: runs the command and gives what it printed; must not block a cooperative thread.
    public init(name: String, time: any TimeSource, run: @escaping @Sendable () async throws -> String) {
        self.name = name
        self.time = time
        self.run = run
    }

    /// The command's first line. It does not say when the token ends, and Google's live at most 60 minutes from the login
    /// they were cached at, so ours is taken to live 50.
    public func token() async throws -> AccessToken {
        let printed = try await run()
        let text = printed.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
        guard !text.isEmpty else { throw ServiceError.malformed(service: name, what: "it printed no token") }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
            throw ServiceError.malformed(service: name, what: "it printed something that cannot be a token")
        }
        return AccessToken(text: text, expires: time.now() + .seconds(50 * 60))
    }
}
