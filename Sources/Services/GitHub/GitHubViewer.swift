import Host
import JSON
import Transport

/// Whose token it is and what it may do (`/user`).
public struct GitHubViewer: Sendable, Equatable {
    /// Login name.
    public var login = ""
    /// Name shown, where given.
    public var name = ""
    /// Scopes of a classic token, in GitHub's order; `nil` for a fine-grained token, which does not say.
    public var scopes: [String]?
    /// When a token with an end ends.
    public var expires: Timestamp?

    /// A viewer to be filled in.
    public init() {}

    /// The answer's body and headers.
    init(_ json: Element, headers: HTTPHeaders) throws {
        login = try json.requiredString("login")
        name = json.text(at: "name")
        scopes = headers["x-oauth-scopes"].map { line in
            line.split(separator: ",").map { String($0.trimmingPrefix(" ")) }
        }
        expires = headers["github-authentication-token-expiration"].flatMap { Self.expiration($0) }
    }

    /// `2026-12-01 08:00:00 UTC`, or with an offset: `2026-12-01 08:00:00 +0100`.
    static func expiration(_ text: String) -> Timestamp? {
        let words = text.split(separator: " ")
        guard words.count == 3 else { return nil }
        var zone = String(words[2])
        if zone == "UTC" { zone = "Z" } else if zone.count == 5 { zone.insert(":", at: zone.index(zone.startIndex, offsetBy: 3)) }
        return Timestamp(rfc3339: "\(words[0])T\(words[1])\(zone)")
    }
}
