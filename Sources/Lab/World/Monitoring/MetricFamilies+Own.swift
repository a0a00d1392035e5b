/// What Prometheus knows about itself and its targets.
extension MetricFamilies {
    static let own: [MetricFamily] = [
        MetricFamily(name: "up", type: "gauge", help: "Whether the last scrape of the target succeeded.") { store in
            ScrapeTarget.all.map { target in
                MetricSeries(labels: target.allLabels) { target.failure(at: $0, in: store.clusters).isEmpty ? 1 : 0 }
            }
        },
        MetricFamily(name: "scrape_duration_seconds", type: "gauge", help: "How long the last scrape took.") { _ in
            ScrapeTarget.all.map { target in
                MetricSeries(labels: target.allLabels) { moment in
                    var random = SeededRandom("\(target.job)/\(moment.milliseconds)")
                    return 0.004 + 0.02 * random.unit()
                }
            }
        },
        MetricFamily(name: "prometheus_build_info", type: "gauge", help: "A constant 1 with what was built.") { _ in
            [
                MetricSeries(
                    labels: ScrapeTarget.prometheus.allLabels.merging(["version": "3.0.0", "branch": "HEAD", "goversion": "go1.23.3"]) {
                        $1
                    }
                ) { _ in 1 }
            ]
        },
        MetricFamily(name: "prometheus_tsdb_head_series", type: "gauge", help: "Total number of series in the head block.") { _ in
            [MetricSeries(labels: ScrapeTarget.prometheus.allLabels) { 4100 + Double($0.milliseconds / 60_000 % 37) }]
        },
        MetricFamily(name: "ALERTS", type: "gauge", help: "Alerts that are pending or firing.") { store in
            store.monitoring.everyAlert.flatMap { alert in
                ["pending", "firing"].map { state in
                    let labels = alert.labels.merging(["alertstate": state]) { $1 }
                    return MetricSeries(labels: labels) { alert.state(at: $0)?.rawValue == state ? 1 : nil }
                }
            }
        },
        MetricFamily(name: "ALERTS_FOR_STATE", type: "gauge", help: "When an alert became active, in seconds since 1970.") { store in
            store.monitoring.everyAlert.map { alert in
                MetricSeries(labels: alert.labels) { alert.state(at: $0) == nil ? nil : alert.activeAt.seconds }
            }
        },
    ]
}
