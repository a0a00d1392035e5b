/// kube-state-metrics of both clusters, from the pods' traces.
/// <https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/pod-metrics.md>
extension MetricFamilies {
    static let state: [MetricFamily] = [
        MetricFamily(name: "kube_pod_status_phase", type: "gauge", help: "The pods current phase.") { store in
            eachPod(in: store) { trace, labels in
                Pod.Phase.allCases.map { phase in
                    MetricSeries(labels: labels.merging(["phase": phase.rawValue]) { $1 }) { moment in
                        trace.state(at: moment).map { $0.phase == phase ? 1 : 0 }
                    }
                }
            }
        },
        MetricFamily(
            name: "kube_pod_container_status_restarts_total", type: "counter", help: "The number of container restarts per container."
        ) { store in
            eachContainer(in: store) { trace, labels in
                [MetricSeries(labels: labels) { moment in trace.state(at: moment).map { Double($0.restarts) } }]
            }
        },
        MetricFamily(
            name: "kube_pod_container_status_ready", type: "gauge", help: "Whether the containers readiness check succeeded."
        ) { store in
            eachContainer(in: store) { trace, labels in
                [MetricSeries(labels: labels) { moment in trace.state(at: moment).map { $0.isReady ? 1 : 0 } }]
            }
        },
        MetricFamily(
            name: "kube_pod_container_status_last_terminated_reason", type: "gauge",
            help: "The last reason the container was in terminated state."
        ) { store in
            eachContainer(in: store) { trace, labels in
                Set(trace.changes.compactMap(\.lastTerminated)).sorted().map { reason in
                    MetricSeries(labels: labels.merging(["reason": reason]) { $1 }) { moment in
                        trace.state(at: moment)?.lastTerminated == reason ? 1 : nil
                    }
                }
            }
        },
        MetricFamily(
            name: "kube_pod_container_status_waiting_reason", type: "gauge", help: "The reason the container is currently in waiting state."
        ) { store in
            eachContainer(in: store) { trace, labels in
                Set(trace.changes.compactMap(\.waiting)).sorted().map { reason in
                    MetricSeries(labels: labels.merging(["reason": reason]) { $1 }) { moment in
                        trace.state(at: moment)?.waiting == reason ? 1 : nil
                    }
                }
            }
        },
        MetricFamily(
            name: "kube_pod_container_resource_limits", type: "gauge", help: "The number of requested limit resource by a container."
        ) { store in
            eachContainer(in: store) { trace, labels in
                guard let limits = trace.limits else { return [] }
                let rows: [(resource: String, unit: String, value: Double)] = [
                    ("cpu", "core", Double(limits.milliCPU) / 1000), ("memory", "byte", Double(limits.memory) * 1_048_576),
                ]
                return rows.map { row in
                    MetricSeries(labels: labels.merging(["resource": row.resource, "unit": row.unit]) { $1 }) { moment in
                        trace.state(at: moment) == nil ? nil : row.value
                    }
                }
            }
        },
    ]

    /// Pods with the labels of the target that reports them, silent while that target cannot be reached.
    private static func eachPod(
        in store: MetricStore, _ make: (PodTrace, [String: String]) -> [MetricSeries]
    ) -> [MetricSeries] {
        ClusterName.allCases.flatMap { name in
            let target = name == .gcp ? ScrapeTarget.pods : ScrapeTarget.edgeState
            return store.traces(of: name).flatMap { trace in
                let labels = ["namespace": trace.namespace, "pod": trace.pod, "uid": trace.uid]
                return make(trace, target.allLabels.merging(labels) { $1 }).map { reachable($0, target, store) }
            }
        }
    }

    private static func eachContainer(
        in store: MetricStore, _ make: (PodTrace, [String: String]) -> [MetricSeries]
    ) -> [MetricSeries] {
        eachPod(in: store) { trace, labels in make(trace, labels.merging(["container": trace.container]) { $1 }) }
    }

    /// The same series with holes where its target was down.
    static func reachable(_ series: MetricSeries, _ target: ScrapeTarget, _ store: MetricStore) -> MetricSeries {
        guard target.isEdge || !store.clusters.closedPorts.isEmpty else { return series }
        let clusters = store.clusters
        return MetricSeries(labels: series.labels) { moment in
            target.failure(at: moment, in: clusters).isEmpty ? series.value(moment) : nil
        }
    }
}
