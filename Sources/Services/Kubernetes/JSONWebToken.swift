import Host
import JSON

/// What we read of a JSON web token (RFC 7519): when it ends. Its signature is the server's business.
enum JSONWebToken {
    /// The `exp` claim; `nil` for what is no such token or has none.
    static func expiry(of token: String) -> Timestamp? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let payload = Base64.decode(parts[1]) else { return nil }
        // A token that is not readable simply tells no end.
        guard let seconds = try? JSON.with(payload, { $0["exp"].double }), seconds > 0, seconds < 1e11 else { return nil }
        return Timestamp(seconds: seconds)
    }
}
