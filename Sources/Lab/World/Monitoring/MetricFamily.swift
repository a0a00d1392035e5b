/// All series of one name.
struct MetricFamily: Sendable {
    var name: String
    /// `counter`, `gauge`, `histogram`.
    var type: String
    var help: String
    var series: @Sendable (MetricStore) -> [MetricSeries]
}

/// Everything that is scraped, and what Prometheus adds of its own.
enum MetricFamilies {
    static let all: [MetricFamily] = own + state + usage + models + node + probes
}
