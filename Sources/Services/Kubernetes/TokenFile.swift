import Host
import Transport

/// Credentials that never change.
struct FixedCredentials: Credentials {
    let name: String
    let headers: HTTPHeaders

    func headers() async throws -> HTTPHeaders { headers }
    func rejected() async -> Bool { false }
}

/// A token in a file that somebody rotates (a pod's own account, a mounted secret): read again when the last reading is
/// a minute old, and after a 401. While the file cannot be read the token read before stays good, or the inline one.
/// (client-go: transport/token_source.go.)
actor TokenFile: Credentials {
    nonisolated let name: String
    private let path: String
    private let time: any TimeSource
    private var token: String?
    private var readAt: Duration?

    init(_ path: String, of user: String, fallback: String, time: any TimeSource) {
        name = "the token of user \"\(user)\" in \(path)"
        self.path = path
        self.time = time
        token = fallback.isEmpty ? nil : fallback
    }

    func headers() async throws -> HTTPHeaders {
        if readAt.map({ time.uptime() - $0 >= .seconds(60) }) ?? true { try await read() }
        guard let token else { throw CredentialError(source: name, reason: "it has not been read yet") }
        return ["Authorization": "Bearer " + token]
    }

    func rejected() async -> Bool {
        let old = token
        // A file that cannot be read leaves the old token, which was just refused.
        do { try await read() } catch { return false }
        return token != old
    }

    private func read() async throws {
        do {
            let text = String(decoding: try await LocalFile.contents(of: path, limit: 1 << 16), as: UTF8.self).trimmedLine
            guard !text.isEmpty else { throw CredentialError(source: name, reason: "the file is empty") }
            guard let safe = text.headerSafe else { throw CredentialError(source: name, reason: "it holds characters that no token has") }
            token = safe
            readAt = time.uptime()
        } catch let error as LocalFileError {
            guard token != nil else { throw CredentialError(source: name, reason: error.description) }
            readAt = time.uptime()
        }
    }
}

/// Why a credential could not be had. Names where it was to come from, never a value.
public struct CredentialError: Error, Equatable, CustomStringConvertible {
    /// Where it was to come from: "the credential plug-in "aws" of user "admin"".
    public var source: String
    /// What stood in the way.
    public var reason: String

    /// One sentence for a person.
    public var description: String { "No credential from \(source): \(reason)." }
}
