/// Both clusters.
struct ClustersState: Sendable {
    var gcp = Cluster(name: .gcp)
    var k3d = Cluster(name: .k3d)
    /// Ports that somebody closed to Prometheus, by the job that scrapes them.
    var closedPorts: [ClosedPort] = []

    /// A port that was closed for a while.
    struct ClosedPort: Sendable, Equatable {
        var job: String
        var from: Moment
        var until: Moment?
    }

    subscript(_ name: ClusterName) -> Cluster {
        get { name == .gcp ? gcp : k3d }
        _modify { if name == .gcp { yield &gcp } else { yield &k3d } }
    }
}
