/// What the blackbox exporter looks at: nodes, workloads, services, response times.
struct ProbeSubject: Sendable, Equatable {
    /// `node`, `workload`, `service`, `latency`.
    var layer: String
    var cluster: ClusterName
    var node: String
    var namespace = ""
    var name: String

    var labels: [String: String] {
        var labels = ["job": "blackbox", "layer": layer, "node": node, "target": name]
        if !namespace.isEmpty { labels["namespace"] = namespace }
        if cluster == .k3d { labels["cluster"] = "k3d-on-premises" }
        return labels
    }

    /// The node first, then what stands on it.
    static func all(of cluster: ClusterName) -> [ProbeSubject] {
        let node = cluster == .gcp ? "mlops-control" : "k3d-edge-agent-0"
        func subjects(_ layer: String, _ blueprints: [Blueprint]) -> [ProbeSubject] {
            blueprints.map { ProbeSubject(layer: layer, cluster: cluster, node: node, namespace: $0.namespace, name: $0.name) }
        }
        let lasting = Blueprint.all(of: cluster).filter { !$0.isDone }
        let models = lasting.filter { $0.namespace == Platform.modelNamespace || $0.namespace == "mlflow" }
        return [ProbeSubject(layer: "node", cluster: cluster, node: node, name: node)] + subjects("workload", lasting)
            + subjects("service", lasting.filter { $0.port != nil }) + subjects("latency", models)
    }
}

extension MetricFamilies {
    static let probes: [MetricFamily] = [
        MetricFamily(name: "probe_success", type: "gauge", help: "Whether the probe was a success.") { store in
            let failures = store.monitoring.failedProbes
            return ClusterName.allCases.flatMap(ProbeSubject.all).map { subject in
                let own = failures.filter { $0.subject == subject }
                return MetricSeries(labels: subject.labels) { moment in
                    own.contains { $0.from <= moment && ($0.until.map { moment < $0 } ?? true) } ? 0 : 1
                }
            }
        }
    ]
}
