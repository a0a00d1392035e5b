/// What can happen in a cluster.
enum ClusterCommand: Sendable, Equatable {
    /// A new pod template for a deployment: its pods are replaced one by one.
    case setImage(namespace: String, deployment: String, container: String, image: String)
    /// Fills the cluster for a benchmark.
    case load(pods: Int, changesPerSecond: Double)
}
