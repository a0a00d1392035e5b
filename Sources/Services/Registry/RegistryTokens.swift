import Host
import JSON
import Transport

/// Tokens of a registry's token service, by scope, for all copies of a client.
/// <https://distribution.github.io/distribution/spec/auth/token/>
actor RegistryTokens {
    private struct Token {
        var header: String
        var ends: Duration
    }
    private struct Answer: Readable {
        let token: String, seconds: Int
        init(_ json: Element) throws {
            guard let token = json["token"].string ?? json["access_token"].string, !token.isEmpty else { throw JSONError.missing("token") }
            self.token = token
            seconds = json["expires_in"].int ?? 60
        }
    }

    private let link: ServiceLink
    private let login: RegistryLogin?
    private let policy: RealmPolicy
    private var tokens: [String: Token] = [:]
    /// Whether the login was refused where nobody's was good enough.
    private(set) var isLoginRefused = false

    init(link: ServiceLink, login: RegistryLogin?, policy: RealmPolicy) {
        (self.link, self.login, self.policy) = (link, login, policy)
    }

    /// The header for a scope, while it lasts; ten seconds before its end it is fetched anew.
    func header(for scope: String) -> String? {
        guard let token = tokens[scope], token.ends > link.time.uptime() + .seconds(10) else { return nil }
        return token.header
    }

    /// Answers a challenge: a token, with the login first and then without (an expired one makes GHCR refuse even what is public).
    /// - Throws: ``ServiceError``.
    func answer(_ challenges: [RegistryChallenge], scope: String, what: String) async throws -> String {
        let service = link.configuration.service
        tokens[scope] = nil
        if let bearer = challenges.first(where: { $0.scheme == "bearer" }), let realm = bearer.parameters["realm"] {
            if let login {
                if let header = try await ask(realm, bearer, scope: scope, login: login) { return header }
                isLoginRefused = true
                if let header = try await ask(realm, bearer, scope: scope, login: nil) { return header }
                throw RegistryFailure.rejected(service, what, login: login.name)
            }
            guard let header = try await ask(realm, bearer, scope: scope, login: nil) else {
                throw RegistryFailure.closed(service, what, login: nil)
            }
            return header
        }
        guard challenges.contains(where: { $0.scheme == "basic" }) else {
            throw ServiceError.malformed(service: service, what: "a 401 that does not say how to authenticate")
        }
        guard let login else { throw RegistryFailure.closed(service, what, login: nil) }
        guard let home = Origin(url: link.configuration.base), home.scheme == "https" || home.isLoopback else {
            throw ServiceError.forbidden(service: service, what: "a login", sentence: "it is not sent without TLS.")
        }
        let header = try await login.header()
        tokens[scope] = Token(header: header, ends: link.time.uptime() + .seconds(3600))
        return header
    }

    /// Asks a token service; `nil` when it refuses.
    private func ask(_ realm: String, _ challenge: RegistryChallenge, scope: String, login: RegistryLogin?) async throws -> String? {
        let service = link.configuration.service
        guard let home = Origin(url: link.configuration.base) else {
            throw ServiceError.malformed(service: service, what: "an address that is none")
        }
        if let refusal = policy.refusal(of: realm, by: home, withLogin: login != nil) {
            throw ServiceError.forbidden(service: service, what: "its token service", sentence: refusal)
        }
        // Our own scope, not the one it names: no more than reading is ever asked for.
        var query: [(String, String)] = scope.isEmpty ? [] : [("scope", scope)]
        if let named = challenge.parameters["service"] { query.insert(("service", named), at: 0) }
        let headers: HTTPHeaders = if let login { ["Authorization": try await login.header()] } else { [:] }
        let response: HTTPResponse
        do {
            response = try await link.answer(to: link.request("GET", realm, query: query, headers: headers, limit: 256 << 10))
        } catch let error as TransportError {
            throw ServiceError(error, service: service)
        }
        if [400, 401, 403, 404].contains(response.status) { return nil }
        guard response.status == 200 else { throw RegistryFailure.error(response, link: link, what: "its token service", login: nil) }
        let answer: Answer = try link.read(response)
        let header = "Bearer " + answer.token
        tokens[scope] = Token(header: header, ends: link.time.uptime() + .seconds(min(max(answer.seconds, 20), 86_400)))
        return header
    }
}
