import Host
import Synchronization
import Transport

/// What is left of the hour's requests, as the last answer said it.
/// <https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api>
public struct GitHubRate: Sendable, Equatable {
    /// Requests allowed an hour: 5,000 for a token, 60 without one. Answers with status 304 do not count.
    public var limit: Int
    /// Requests left until ``reset``.
    public var remaining: Int
    /// When the full number is back.
    public var reset: Timestamp?
}

extension GitHubRate {
    /// Reads the `x-ratelimit-` headers; `nil` where there are none.
    init?(_ headers: HTTPHeaders) {
        func number(_ name: String) -> Int? { headers["x-ratelimit-" + name].flatMap { Int($0) } }
        guard let limit = number("limit"), let remaining = number("remaining") else { return nil }
        self.init(limit: limit, remaining: remaining, reset: Timestamp(epochSeconds: number("reset")))
    }
}

/// Remembers the last ``GitHubRate``, for all copies of a client.
final class GitHubRateMeter: Sendable {
    private let state = Mutex<GitHubRate?>(nil)

    var last: GitHubRate? { state.withLock { $0 } }

    /// Takes note of an answer's headers.
    func note(_ headers: HTTPHeaders) {
        guard let rate = GitHubRate(headers) else { return }
        state.withLock { $0 = rate }
    }
}
