/// What every object carries: who it is, whose it is, which version of it this is.
struct ObjectMeta: Sendable, Equatable {
    var name: String
    /// Empty for objects of the whole cluster.
    var namespace = ""
    var uid: String
    /// Given by the cluster at each save; larger is newer.
    var version: UInt64 = 0
    /// Counts changes of the specification; absent for kinds that do not count.
    var generation: Int?
    var created: Moment
    var labels: [String: String] = [:]
    var annotations: [String: String] = [:]
    var owner: Owner?
    var generateName: String?
    /// Set while the object is being taken down.
    var deleted: Moment?
    /// The controller to which an object belongs.
    struct Owner: Sendable, Equatable {
        var kind: ResourceKind
        var name: String
        var uid: String
    }

    var key: ObjectKey { ObjectKey(namespace: namespace, name: name) }
}

/// Where an object lies among those of its kind; the order is that of etcd, and so of lists.
struct ObjectKey: Hashable, Comparable, Sendable {
    var namespace: String
    var name: String

    static func < (left: ObjectKey, right: ObjectKey) -> Bool {
        left.namespace == right.namespace ? left.name < right.name : left.namespace < right.namespace
    }
}

/// An object of a cluster: a value that the Kubernetes site knows how to write.
protocol ClusterObject: Sendable {
    var resource: ResourceKind { get }
    var meta: ObjectMeta { get set }
}
