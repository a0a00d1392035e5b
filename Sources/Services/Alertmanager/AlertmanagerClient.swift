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
        ServiceLink.Configuration(service: "Alertmanager", base: base)
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

    /// Version, cluster and start.
    /// - Throws: ``ServiceError``.
    public func status() async throws -> AlertmanagerStatus { try await link.get("/api/v2/status") }
}
