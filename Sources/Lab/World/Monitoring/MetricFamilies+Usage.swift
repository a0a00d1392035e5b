/// cAdvisor of both clusters: what containers use and may use.
extension MetricFamilies {
    static let usage: [MetricFamily] = [
        gauge("container_memory_usage_bytes", "Current memory usage in bytes, including all memory.") { usage, moment in
            usage.memory(at: moment) * 1.0
        },
        gauge("container_memory_working_set_bytes", "Current working set in bytes.") { usage, moment in
            usage.memory(at: moment) * 0.97
        },
        MetricFamily(
            name: "container_cpu_usage_seconds_total", type: "counter", help: "Cumulative cpu time consumed in seconds."
        ) { store in
            eachRunning(in: store) { usage, moment in usage.processorSeconds(at: moment) }
        },
        limit("container_spec_memory_limit_bytes", "Memory limit for the container.") { Double($0.memory) * 1_048_576 },
        limit("container_spec_cpu_quota", "CPU quota of the container.") { Double($0.milliCPU) * 100 },
        limit("container_spec_cpu_period", "CPU period of the container.") { _ in 100_000 },
    ]

    private static func gauge(
        _ name: String, _ help: String, _ value: @escaping @Sendable (ContainerUsage, Moment) -> Double
    ) -> MetricFamily {
        MetricFamily(name: name, type: "gauge", help: help) { store in eachRunning(in: store, value) }
    }

    private static func limit(
        _ name: String, _ help: String, _ value: @escaping @Sendable (Container.Resources) -> Double
    ) -> MetricFamily {
        MetricFamily(name: name, type: "gauge", help: help) { store in
            eachRunning(in: store) { usage, _ in usage.limits.map(value) }
        }
    }

    /// One series a container, with samples while it runs.
    private static func eachRunning(
        in store: MetricStore, _ value: @escaping @Sendable (ContainerUsage, Moment) -> Double?
    ) -> [MetricSeries] {
        ClusterName.allCases.flatMap { name in
            let target = name == .gcp ? ScrapeTarget.cadvisor : ScrapeTarget.edgeCadvisor
            return store.traces(of: name).map { trace in
                let labels = [
                    "namespace": trace.namespace, "pod": trace.pod, "container": trace.container, "image": trace.image,
                ]
                let series = MetricSeries(labels: target.allLabels.merging(labels) { $1 }) { moment in
                    let usage = ContainerUsage(trace, at: moment)
                    return usage.run == nil ? nil : value(usage, moment)
                }
                return reachable(series, target, store)
            }
        }
    }
}
