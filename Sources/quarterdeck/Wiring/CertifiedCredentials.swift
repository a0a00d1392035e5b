import Host
import Services
import Transport

/// The certificates that a service's `ca_file` trusts, beside its credentials. The file is read when the first request needs it, and again
/// by the next one while it cannot be read.
actor CertifiedCredentials: Credentials {
    nonisolated let name: String
    private let path: String
    private let own: (any Credentials)?
    private var authorities: [UInt8]?

    init(_ path: String, _ own: (any Credentials)?) {
        self.path = path
        self.own = own
        name = own?.name ?? "a request without credentials"
    }

    func headers() async throws -> HTTPHeaders { try await own?.headers() ?? [:] }

    func route(_ route: Route) async throws -> Route {
        var route = try await own?.route(route) ?? route
        if authorities == nil {
            let bytes: [UInt8]
            do {
                bytes = try await LocalFile.contents(of: path, limit: 1 << 20)
            } catch {
                throw UnusableAuthorities(reason: "\(error)")
            }
            guard String(decoding: bytes, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----") else {
                throw UnusableAuthorities(reason: "\(path) holds no PEM certificate")
            }
            authorities = bytes
        }
        route.authorities = authorities
        return route
    }

    func rejected() async -> Bool { await own?.rejected() ?? false }
}

/// Why nobody can be trusted: one sentence.
struct UnusableAuthorities: Error, CustomStringConvertible {
    var reason: String
    var description: String { "The certificates of ca_file (config.toml) cannot be used: \(reason)." }
}
