import Host
import JSON
import Transport

/// The API of an ArgoCD server, 2.x and 3.x. <https://argo-cd.readthedocs.io/en/stable/developer-guide/api-docs/>
public struct ArgoClient: Sendable {
    /// The link it speaks over.
    public let link: ServiceLink
    /// Silence after which a stream is dead: three heartbeats.
    private static let silence = Duration.seconds(45)

    /// A client over a link made from ``configuration(base:)``.
    public init(_ link: ServiceLink) { self.link = link }

    /// What a link to an ArgoCD at `base` needs: it knows the server's ways of failing. `base` keeps its path (`--rootpath`).
    public static func configuration(base: String) -> ServiceLink.Configuration {
        var configuration = ServiceLink.Configuration(service: "ArgoCD", base: base)
        configuration.failure = { [service = configuration.service] response in
            // Not one of ArgoCD's own answers, or one whose status says all: the shared rules.
            guard let failure = try? JSON.read(ArgoFailure.self, from: response.body), ![401, 403, 404].contains(response.status) else {
                return nil
            }
            return failure.error(service: service)
        }
        return configuration
    }

    /// The server's version: `v2.13.1+af54ef8`. Answered without a token too.
    /// - Throws: ``ServiceError``.
    public func version() async throws -> String { try await link.get("/api/version", as: ArgoVersion.self).text }

    /// Who the token belongs to.
    ///
    /// A bad token is answered with status 200 here, and with fewer applications elsewhere where anonymous access is on; this is
    /// the one call that tells.
    /// - Throws: ``ServiceError``: `.unauthorised` when a token was sent and the server does not know it.
    public func user() async throws -> ArgoUser {
        let user: ArgoUser = try await link.get("/api/v1/session/userinfo")
        if !user.loggedIn, let credentials = link.configuration.credentials {
            throw ServiceError.unauthorised(service: link.configuration.service, credential: credentials.name)
        }
        return user
    }

    /// Every application the token may see.
    /// - Throws: ``ServiceError``.
    public func applications() async throws -> [Application] {
        let response = try await link.send("GET", "/api/v1/applications")
        return try link.readList(response, at: ["items"], absentIsEmpty: true) { try Application($0) }
    }

    /// One application.
    ///
    /// - Parameters:
    ///   - namespace: of the Application object; empty for the server's own.
    ///   - project: asked with its project, an application that is not there is told from one that may not be seen.
    /// - Throws: ``ServiceError``: `.notFound`; `.forbidden` for both where no project is given.
    public func application(_ name: String, namespace: String = "", project: String = "") async throws -> Application {
        var query: [(String, String)] = []
        if !namespace.isEmpty { query.append(("appNamespace", namespace)) }
        if !project.isEmpty { query.append(("project", project)) }
        do {
            return try await link.get("/api/v1/applications/\(name.percentEncoded)", query: query, what: "application \(name)")
        } catch ServiceError.forbidden(let service, let what, _) {
            throw ServiceError.forbidden(service: service, what: what, sentence: "it is not there, or the token may not see it.")
        }
    }

    /// Follows all applications: each as it is now, then every change. List again after a reconnect: nothing is resumed.
    ///
    /// - Parameter limit: largest event in bytes. An application's events can have 10 to 32 MB; one over the limit ends the
    ///   stream with `.tooLarge`, and would end the next one as well.
    /// - Throws: ``ServiceError``, here and from the sequence: `.unauthorised` is not to be tried again with the same token.
    public func events(limit: Int = 64 << 20) async throws -> ArgoEvents {
        // As server-sent events the stream has a heartbeat; as plain JSON it is silent until proxies cut it.
        let stream = try await link.stream(
            "GET", "/api/v1/stream/applications", headers: ["Accept": "text/event-stream"], idle: Self.silence)
        if stream.headers["Content-Type"]?.contains("html") == true {
            throw ServiceError.malformed(service: link.configuration.service, what: "an HTML page where its stream should be")
        }
        return ArgoEvents(stream, limit: limit) { [link] error in
            switch error {
            case let failure as ArgoFailure:
                failure.error(service: link.configuration.service, credential: link.configuration.credentials?.name)
            case let tooLarge as EventStreamParser.TooLarge:
                ServiceError.tooLarge(service: link.configuration.service, limit: tooLarge.limit)
            case let json as JSONError: ServiceError.malformed(service: link.configuration.service, what: "\(json)")
            default: link.error(for: error)
            }
        }
    }
}

/// The answer of `/api/version`.
private struct ArgoVersion: Readable {
    let text: String
    init(_ json: Element) throws { text = try json.requiredString("Version") }
}
