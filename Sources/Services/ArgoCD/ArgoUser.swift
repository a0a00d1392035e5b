import Host
import JSON

/// Who a token belongs to (`/api/v1/session/userinfo`).
public struct ArgoUser: Sendable, Equatable, Readable {
    /// Whether the server knows the token. A bad token is answered with status 200 and `false` here.
    public var loggedIn = false
    /// User name, and who vouches for it (`argocd`, or the address of a single sign-on).
    public var username = "", issuer = ""
    /// Groups of a single sign-on.
    public var groups: [String] = []

    /// A user to be filled in.
    public init() {}

    /// The answer of `userinfo`.
    public init(_ json: Element) throws {
        loggedIn = json["loggedIn"].bool ?? false
        username = json.text(at: "username")
        issuer = json.text(at: "iss")
        groups = json["groups"].texts
    }
}
