/// The control plane's node.
extension MetricFamilies {
    static let node: [MetricFamily] = [
        MetricFamily(name: "node_memory_MemTotal_bytes", type: "gauge", help: "Memory information field MemTotal_bytes.") { store in
            store.clusters.gcp.nodes.items.map { node in
                MetricSeries(labels: ScrapeTarget.node.allLabels) { _ in Double(node.memory) * 1_048_576 }
            }
        },
        MetricFamily(name: "node_memory_MemAvailable_bytes", type: "gauge", help: "Memory information field MemAvailable_bytes.") { store in
            store.clusters.gcp.nodes.items.map { node in
                MetricSeries(labels: ScrapeTarget.node.allLabels) { moment in
                    let used = store.clusters.gcp.traces.reduce(Double(node.systemMemory) * 1_048_576) { sum, trace in
                        sum + ContainerUsage(trace, at: moment).memory(at: moment)
                    }
                    return Double(node.memory) * 1_048_576 - used
                }
            }
        },
        MetricFamily(name: "node_load1", type: "gauge", help: "1m load average.") { store in
            store.clusters.gcp.nodes.items.map { node in
                MetricSeries(labels: ScrapeTarget.node.allLabels) { moment in
                    var random = SeededRandom("load/\(moment.milliseconds / 60_000)")
                    return 0.3 + 0.5 * random.unit()
                }
            }
        },
    ]
}
