import Host
import Transport

/// Keeps one access token for all requests of a link, and renews it five minutes before it ends.
public actor GoogleCredentials: Credentials {
    /// What to call it in sentences.
    public nonisolated let name: String
    private let source: any AccessTokenSource
    private let time: any TimeSource
    private var current: AccessToken?
    private var renewAt: Timestamp?
    /// The one renewal under way: ten requests that find the token old cause one.
    private var renewal: Task<AccessToken, any Error>?

    /// Credentials over a source of tokens.
    public init(_ source: any AccessTokenSource, time: any TimeSource) {
        self.source = source
        self.time = time
        name = source.name
    }

    /// The `Authorization` header, after a renewal where needed.
    /// - Throws: what the source throws. The last token is still used while it lives if a renewal fails.
    public func headers() async throws -> HTTPHeaders {
        var headers = HTTPHeaders()
        for (name, value) in source.extraHeaders { headers.add(name, value) }
        headers["Authorization"] = "Bearer " + (try await token()).text
        return headers
    }

    /// Forgets the token. Asking again is worth it: it may have been revoked, or the clock was wrong.
    public func rejected() async -> Bool {
        let had = current != nil
        current = nil
        return had
    }

    private func token() async throws -> AccessToken {
        let now = time.now()
        if let current, let renewAt, now < renewAt { return current }
        do {
            return try await renewed()
        } catch {
            if let current, time.now() < current.expires, !(error is CancellationError) { return current }
            throw error
        }
    }

    private func renewed() async throws -> AccessToken {
        let task =
            renewal
            ?? Task { [source] in
                try await source.token()
            }
        renewal = task
        defer { if renewal == task { renewal = nil } }
        let token = try await task.value
        current = token
        // A token that lives shorter than ten minutes is renewed at half of its life.
        let life = token.expires - time.now()
        renewAt = time.now() + (life - min(.seconds(300), life / 2))
        return token
    }
}
