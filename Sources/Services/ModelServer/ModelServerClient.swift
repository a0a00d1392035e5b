import Host
import JSON
import Transport

/// What a model server answers to `GET /health`.
public struct ModelHealth: Sendable, Equatable {
    /// HTTP status.
    public var status = 0
    /// Whether it calls itself well: 2xx, and no member that says otherwise.
    public var isWell = false
    /// Its own words, on one line: `healthy`, or why not.
    public var words = ""
    /// The version or image it says it is; empty where it does not say.
    public var version = ""
    /// How long it took.
    public var elapsed = Duration.zero
    /// A health to be filled in.
    public init() {}
}

/// A model server as the platform runs them: `/health`, `/metrics`.
public struct ModelServerClient: Sendable {
    /// The link it speaks over.
    public let link: ServiceLink

    /// A client over a link made from ``configuration(name:base:within:)``.
    public init(_ link: ServiceLink) { self.link = link }

    /// What a link to a model server needs. Once asked it is not asked again: that it does not answer is the news.
    /// - Parameter limit: how long it may take to answer.
    public static func configuration(name: String, base: String, within limit: Duration = .seconds(3)) -> ServiceLink.Configuration {
        var configuration = ServiceLink.Configuration(service: name, base: base)
        configuration.deadlines.connect = min(limit, configuration.deadlines.connect)
        configuration.deadlines.answer = limit
        configuration.deadlines.idle = limit
        configuration.deadlines.total = limit * 2
        configuration.limit = 2 << 20
        configuration.attempts = 1
        return configuration
    }

    /// How it is. An answer that says "not well" is an answer.
    /// - Throws: ``ServiceError`` where none came in time.
    public func health() async throws -> ModelHealth {
        let response: HTTPResponse
        do {
            response = try await link.answer(to: link.request("GET", "/health", limit: 64 << 10))
        } catch let error as TransportError {
            throw ServiceError(error, service: link.configuration.service)
        }
        var health = ModelHealth()
        health.status = response.status
        health.elapsed = response.elapsed
        health.words = ServiceLink.sentence(of: response)
        let isSuccess = (200..<300).contains(response.status)
        health.isWell = isSuccess
        // Not JSON is no error: "OK" is a health too.
        if let body = try? JSON.value(response.body), !body.members.isEmpty {
            let word = body["status"].string ?? body["health"].string ?? ""
            if !word.isEmpty { health.words = SafeText.line(word.prefix(200)) }
            let bad: Set = ["unhealthy", "error", "down", "degraded", "failed", "unavailable", "not ready"]
            health.isWell = isSuccess && !bad.contains(word.lowercased()) && body["model_loaded"].bool ?? true
            if isSuccess, body["model_loaded"].bool == false { health.words = "its model is not loaded" }
            health.version = SafeText.line((body["version"].string ?? body["model_version"].string ?? "").prefix(100))
        }
        return health
    }

    /// The first lines of its metrics, without comments.
    /// - Throws: ``ServiceError``; `.malformed` for what is no metrics page.
    public func metrics(lines: Int = 20) async throws -> [String] {
        let response = try await link.send("GET", "/metrics", what: "metrics")
        guard !response.mediaType.hasSuffix("html") else {
            throw ServiceError.malformed(service: link.configuration.service, what: "an HTML page where its metrics should be")
        }
        let text = String(decoding: response.body, as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).lazy.filter { !$0.hasPrefix("#") && !$0.allSatisfy(\.isWhitespace) }
            .prefix(lines).map { SafeText.line($0.prefix(300)) }
    }
}
