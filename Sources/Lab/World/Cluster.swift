struct Cluster: Sendable {
    let name: ClusterName
}
extension World {
    mutating func seedClusters() {}
    mutating func apply(_ command: ClusterCommand, to cluster: ClusterName) {}
}
