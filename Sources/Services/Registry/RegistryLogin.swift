import Transport

/// Who we are at a registry. The secret is fetched when it is needed and never kept in a description.
public struct RegistryLogin: Sendable {
    /// What to call it in a sentence: "the token from env:GHCR_TOKEN".
    public var name: String
    /// User name; GHCR takes any.
    public var user: String
    /// Gives the password or token.
    public var secret: @Sendable () async throws -> String

    /// A login.
    public init(name: String, user: String = "token", secret: @escaping @Sendable () async throws -> String) {
        (self.name, self.user, self.secret) = (name, user, secret)
    }

    func header() async throws -> String { "Basic " + Base64.encode(Array("\(user):\(try await secret())".utf8)) }
}

/// To whom a registry may send us for a token.
///
/// The registry names its token service itself (`realm`), and could name anyone's. A login goes only to the registry's own host or to a
/// host that the configuration names, and only over TLS. Without a login any `https` host may be asked. A registry on loopback without TLS
/// (the lab, a local mirror) may name a loopback address.
struct RealmPolicy: Sendable {
    /// Hosts of token services beside the registry's own; Docker Hub's is known.
    var hosts: Set<String>

    init(hosts: some Sequence<String>) { self.hosts = Set(hosts.map { $0.lowercased() }) }

    /// Why `realm` is not asked, as a sentence; `nil` when it may be.
    func refusal(of realm: String, by registry: Origin, withLogin: Bool) -> String? {
        guard let origin = Origin(url: realm) else { return "the address of its token service is none." }
        let isLocal = registry.isLoopback && registry.scheme == "http" && origin.isLoopback
        guard origin.scheme == "https" || isLocal else { return "its token service at \(origin) is not asked without TLS." }
        guard withLogin, !isLocal, origin != registry else { return nil }
        let known = registry.host == "registry-1.docker.io" ? hosts.union(["auth.docker.io"]) : hosts
        guard origin.port == 443, origin.host == registry.host || known.contains(origin.host) else {
            return "it names \(origin) as its token service; a login goes there only when the configuration names that host."
        }
        return nil
    }
}
