import Host
import JSON
import Transport

/// The HTTP API v1 of a Prometheus server. <https://prometheus.io/docs/prometheus/latest/querying/api/>
public struct PrometheusClient: Sendable {
    /// The link it speaks over.
    public let link: ServiceLink

    /// A client over a link made from ``configuration(base:)``.
    public init(_ link: ServiceLink) { self.link = link }

    /// What a link to a Prometheus at `base` needs: it knows the server's ways of failing. `base` keeps its path
    /// (`--web.route-prefix`).
    public static func configuration(base: String) -> ServiceLink.Configuration {
        var configuration = ServiceLink.Configuration(service: "Prometheus", base: base)
        configuration.failure = { [service = configuration.service] in PrometheusFailure.error($0, service: service) }
        return configuration
    }

    /// Evaluates a PromQL expression at one instant.
    ///
    /// - Parameters:
    ///   - expression: PromQL, as typed.
    ///   - time: the instant; `nil` means the server's own clock, so that a skewed laptop does not look into an empty future.
    ///   - timeout: how long the server may take; it caps this at its own `-query.timeout` (2 min).
    /// - Returns: the series, with what the server wants said about them.
    /// - Throws: ``ServiceError``: `.refused` with the server's sentence for bad PromQL (400, 422) and for a query that took too
    ///   long; `.broken` while the server starts.
    /// - Note: <https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries>
    public func query(_ expression: String, at time: Timestamp? = nil, timeout: Duration = .seconds(10)) async throws -> QueryResult {
        var form = [("query", expression), ("timeout", "\(timeout.milliseconds)ms")]
        if let time { form.append(("time", Self.seconds(time.milliseconds))) }
        return try await post("/api/v1/query", form)
    }

    /// Evaluates a PromQL expression over a span of time.
    ///
    /// Both ends are moved back to whole steps, and the step is widened where the span holds more than 11,000 of them, the
    /// server's limit. Gaps are missing points: they are to be drawn as gaps.
    ///
    /// - Parameters:
    ///   - expression: PromQL, as typed.
    ///   - start: the first instant.
    ///   - end: the last instant, itself evaluated.
    ///   - step: distance of the instants; at least a millisecond.
    ///   - timeout: as for ``query(_:at:timeout:)``.
    /// - Throws: as ``query(_:at:timeout:)``.
    /// - Note: <https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries>
    public func queryRange(
        _ expression: String, from start: Timestamp, to end: Timestamp, step: Duration, timeout: Duration = .seconds(10)
    ) async throws -> QueryResult {
        let range = QueryRange(from: start, to: end, step: step)
        return try await post(
            "/api/v1/query_range",
            [
                ("query", expression), ("start", Self.seconds(range.start.milliseconds)), ("end", Self.seconds(range.end.milliseconds)),
                ("step", Self.seconds(range.step)), ("timeout", "\(timeout.milliseconds)ms"),
            ])
    }

    /// The targets that are scraped; those dropped by relabelling are left out, there can be very many.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://prometheus.io/docs/prometheus/latest/querying/api/#targets>
    public func targets() async throws -> [ScrapeTarget] {
        let response = try await link.send("GET", "/api/v1/targets", query: [("state", "active")])
        return try link.readList(response, at: ["data", "activeTargets"]) { try ScrapeTarget($0) }
    }

    /// The rules and the state of each. An empty list is to be said as "no rules configured".
    /// - Throws: ``ServiceError``.
    /// - Note: <https://prometheus.io/docs/prometheus/latest/querying/api/#rules>
    public func rules() async throws -> RuleList { try await link.get("/api/v1/rules") }

    /// The alerts that are pending or firing, without external labels.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://prometheus.io/docs/prometheus/latest/querying/api/#alerts>
    public func alerts() async throws -> [PrometheusAlert] {
        let response = try await link.send("GET", "/api/v1/alerts")
        return try link.readList(response, at: ["data", "alerts"]) { try PrometheusAlert($0) }
    }

    /// Which Prometheus answers.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://prometheus.io/docs/prometheus/latest/querying/api/#build-information>
    public func build() async throws -> PrometheusBuild { try await link.get("/api/v1/status/buildinfo") }

    /// Whether the server serves queries. It does not while it replays its log after a start, which can take minutes, nor while
    /// it shuts down.
    /// - Throws: ``ServiceError`` when nothing answers at all.
    /// - Note: <https://prometheus.io/docs/prometheus/latest/management_api/#readiness-check>
    public func isReady() async throws -> Bool {
        do {
            _ = try await link.send("GET", "/-/ready")
            return true
        } catch ServiceError.broken(_, 503, _) {
            return false
        }
    }

    /// By POST, since PromQL can be longer than a proxy lets a URL be.
    private func post(_ path: String, _ form: [(String, String)]) async throws -> QueryResult {
        let body = form.map { "\($0.percentEncoded)=\($1.percentEncoded)" }.joined(separator: "&")
        let response = try await link.send(
            "POST", path, headers: ["Content-Type": "application/x-www-form-urlencoded"], body: Array(body.utf8), repeatable: true)
        return try link.read(response)
    }

    /// Milliseconds as the API takes times and steps: seconds with a fraction.
    private static func seconds(_ milliseconds: Int64) -> String {
        let fraction = String(abs(milliseconds % 1000) + 1000).dropFirst()
        return "\(milliseconds / 1000).\(fraction)"
    }
}
