/// Both clusters.
struct ClustersState: Sendable {
    var gcp = Cluster(name: .gcp)
    var k3d = Cluster(name: .k3d)

    subscript(_ name: ClusterName) -> Cluster {
        get { name == .gcp ? gcp : k3d }
        _modify { if name == .gcp { yield &gcp } else { yield &k3d } }
    }
}
