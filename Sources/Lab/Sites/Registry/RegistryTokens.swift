import Foundation

/// The registry's token service, and what the registry says to who has none.
/// <https://distribution.github.io/distribution/spec/auth/token/>
enum RegistryTokens {
    private static let service = "ghcr.io"
    private static let lifetime = Span.seconds(300)

    /// Where to get a token, and for what.
    static func challenge(_ request: LabRequest, scope: String, message: String = "authentication required") -> LabResponse {
        let host = request.header("host") ?? "127.0.0.1"
        var response = RegistrySite.refused(401, "UNAUTHORIZED", message)
        response.headers.append(
            .init(
                name: "WWW-Authenticate",
                value: "Bearer realm=\"http://\(host)/token\",service=\"\(service)\",scope=\"repository:\(scope):pull\""))
        return response
    }

    /// Why a request to the registry is turned away; `nil` when its token is good.
    static func refusal(of request: LabRequest, scope: String, on stage: Stage) async -> LabResponse? {
        guard let header = request.header("authorization") else { return challenge(request, scope: scope) }
        // Any other credential is refused without a word about where to get a token.
        guard header.lowercased().hasPrefix("bearer") else { return RegistrySite.refused(403, "DENIED", "invalid token") }
        guard let token = request.bearerToken, !token.isEmpty else {
            return challenge(request, scope: scope, message: "authentication token not provided")
        }
        let (end, now) = await stage.read { ($0.registry.tokens[token], $0.now) }
        guard let end else { return RegistrySite.refused(403, "DENIED", "invalid token") }
        return now < end ? nil : challenge(request, scope: scope)
    }

    /// A token for a scope. The package is private: who does not say who they are gets none, and is not told why.
    static func exchange(_ request: LabRequest, on stage: Stage) async -> LabResponse {
        guard request.value("service") == service else { return RegistrySite.refused(400, "UNKNOWN", "unknown service") }
        let scopes = request.values("scope").flatMap { $0.split(separator: " ") }
        let isKnown = scopes.contains { $0.hasPrefix("repository:\(RegistrySite.repository):") }
        guard let password = password(in: request.header("authorization")) else {
            return RegistrySite.refused(401, "UNAUTHORIZED", "authentication required")
        }
        // Classic tokens only, and only with the scope for packages.
        guard isKnown, Caller(token: password).mayReadPackages else {
            return RegistrySite.refused(403, "DENIED", "requested access to the resource is denied")
        }
        let (token, now) = await stage.perform { world -> (String, Moment) in
            let token = "lab-registry-" + world.random.hex(40)
            world.registry.tokens = world.registry.tokens.filter { $0.value > world.now }
            world.registry.tokens[token] = world.now + lifetime
            return (token, world.now)
        }
        return .json([
            "token": .string(token), "expires_in": .integer(lifetime.milliseconds / 1_000), "issued_at": .string(now.rfc3339),
        ])
    }

    /// The password of `Basic …`; GitHub does not look at the user name.
    private static func password(in header: String?) -> String? {
        guard let header, header.lowercased().hasPrefix("basic "), let bytes = Data(base64Encoded: String(header.dropFirst(6))) else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: ":", maxSplits: 1).dropFirst().first.map(String.init)
    }
}
