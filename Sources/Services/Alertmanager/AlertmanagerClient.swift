import JSON
import Transport

/// The HTTP API v2 of an Alertmanager. <https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml>
///
/// Its errors are a bare JSON string, an object or plain text; all three become the error's sentence.
public struct AlertmanagerClient: Sendable {
    /// The link it speaks over.
    public let link: ServiceLink

    /// A client over a link made from ``configuration(base:)``.
    public init(_ link: ServiceLink) { self.link = link }

    /// What a link to an Alertmanager at `base` needs.
    public static func configuration(base: String) -> ServiceLink.Configuration {
        var configuration = ServiceLink.Configuration(service: "Alertmanager", base: base)
        configuration.failure = { [service = configuration.service] response in
            // Seen at 0.25: an unknown id is answered with 500. As a failure of the server it would leave open what happened.
            guard response.status == 500, ServiceLink.sentence(of: response).contains("silence not found") else { return nil }
            return .notFound(service: service, what: "such silence")
        }
        return configuration
    }

    /// The alerts that are not resolved: active, silenced and inhibited ones, sorted by fingerprint.
    ///
    /// - Parameter matchers: all must hold: `alertname="ModelPodOOMKilled"`, `pod=~"iris-.*"`; values in quotes.
    /// - Throws: ``ServiceError``: `.refused` with the server's sentence for a matcher it cannot read; `.broken` (503) when it is
    ///   asked by too many at once.
    public func alerts(matching matchers: [String] = []) async throws -> [AlertmanagerAlert] {
        let response = try await link.send("GET", "/api/v2/alerts", query: matchers.map { ("filter", $0) })
        return try link.readList(response, at: []) { try AlertmanagerAlert($0) }
    }

    /// The silences, expired ones included: they stay listed for days.
    /// - Throws: ``ServiceError``.
    public func silences() async throws -> [Silence] {
        let response = try await link.send("GET", "/api/v2/silences")
        return try link.readList(response, at: []) { try Silence($0) }
    }

    /// One silence.
    /// - Throws: ``ServiceError``: `.notFound`.
    public func silence(_ id: String) async throws -> Silence {
        try await link.get("/api/v2/silence/\(id.percentEncoded)", what: "silence \(id.prefix(36))")
    }

    /// Makes a silence, or changes the one with its ``Silence/id``: an edit may expire the old one and make another.
    ///
    /// - Returns: the id it has now; in a cluster another member may not know it for a moment.
    /// - Throws: ``WriteFailure``: `.refused` for one that ``Silence/objection`` speaks against, without asking; and with the server's
    ///   sentence (400, 404 for an id it does not know). After `.unanswered` look for its author and comment among ``silences()``.
    /// - Note: <https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml>
    public func create(_ silence: Silence) async throws(WriteFailure) -> String {
        struct Answer: Readable {
            let id: String
            init(_ json: Element) throws { id = try json.requiredString("silenceID") }
        }
        if let objection = silence.objection {
            throw .refused(.refused(service: link.configuration.service, status: 400, sentence: objection))
        }
        return try await link.write("POST", "/api/v2/silences", body: silence.value, what: "silence \(silence.id.prefix(36))", as: Answer.self).id
    }

    /// Ends a silence now. One that has ended stays so, and it is no error.
    /// - Throws: ``WriteFailure``: `.refused` for an id it does not know.
    public func expire(_ id: String) async throws(WriteFailure) {
        _ = try await link.write("DELETE", "/api/v2/silence/\(id.percentEncoded)", type: nil, what: "silence \(id.prefix(36))")
    }

    /// Version, cluster and start.
    /// - Throws: ``ServiceError``.
    public func status() async throws -> AlertmanagerStatus { try await link.get("/api/v2/status") }
}
