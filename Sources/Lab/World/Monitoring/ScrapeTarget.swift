/// What Prometheus scrapes.
struct ScrapeTarget: Sendable {
    var job: String
    var address: String
    var path = "/metrics"
    var scheme = "http"
    /// Labels set by the configuration, besides `job` and `instance`.
    var labels: [String: String] = [:]
    /// The cluster over whose link it is reached; `nil` for what stands beside Prometheus.
    var isEdge = false

    var url: String { "\(scheme)://\(address)\(path)" }

    /// `job`, `instance` and the rest: what every series of this target carries.
    var allLabels: [String: String] { labels.merging(["job": job, "instance": address]) { $1 } }

    private static let edgeLabels = [
        "cluster": "k3d-on-premises", "environment": "edge", "location": "windows-workstation",
    ]

    static let prometheus = ScrapeTarget(job: "prometheus", address: "localhost:9090")
    static let apiServer = ScrapeTarget(job: "kubernetes-apiservers", address: "10.128.0.7:6443", scheme: "https")
    static let node = ScrapeTarget(job: "kubernetes-nodes", address: "mlops-control")
    static let pods = ScrapeTarget(job: "kubernetes-pods", address: "10.42.0.44:8080")
    static let cadvisor = ScrapeTarget(job: "kubernetes-cadvisor", address: "mlops-control", path: "/metrics/cadvisor")
    static let kubelet = ScrapeTarget(job: "kubernetes-kubelet", address: "10.128.0.7:10250", scheme: "https")
    /// MLflow 2.18 has no metrics endpoint: it answers an HTML 404, and this target is down for ever.
    static let mlflow = ScrapeTarget(job: "mlflow", address: "mlflow.mlflow.svc.cluster.local:5000")
    static let models = ScrapeTarget(job: "k3d-ml-apps", address: "100.85.38.128:30808", labels: edgeLabels, isEdge: true)
    static let edgeState = ScrapeTarget(
        job: "k3d-kube-state-metrics", address: "100.85.38.128:30880", labels: edgeLabels, isEdge: true)
    static let edgeCadvisor = ScrapeTarget(
        job: "k3d-cadvisor", address: "100.85.38.128:6550", path: "/api/v1/nodes/k3d-edge-agent-0/proxy/metrics/cadvisor",
        scheme: "https", labels: edgeLabels, isEdge: true)

    static let all = [
        prometheus, apiServer, node, pods, cadvisor, kubelet, mlflow, models, edgeState, edgeCadvisor,
    ]

    /// Why the last scrape failed, in Prometheus' words; empty when it did not.
    func failure(at moment: Moment, in clusters: ClustersState) -> String {
        if job == Self.mlflow.job { return "server returned HTTP status 404 NOT FOUND" }
        if isEdge, !clusters.k3d.isLinked(at: moment) { return "Get \"\(url)\": context deadline exceeded" }
        if clusters.closedPorts.contains(where: { $0.job == job && $0.from <= moment && ($0.until.map { moment < $0 } ?? true) }) {
            return "Get \"\(url)\": dial tcp \(address): connect: connection refused"
        }
        if job == Self.models.job {
            let isServing = clusters.k3d.traces.contains { trace in
                trace.workload == Platform.irisApplication && trace.run(at: moment) != nil && trace.died.map { moment < $0 } ?? true
            }
            if !isServing { return "Get \"\(url)\": dial tcp \(address): connect: connection refused" }
        }
        return ""
    }
}
