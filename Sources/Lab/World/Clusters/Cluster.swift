/// One cluster: its objects, its recent changes, and the traces from which metrics and logs are drawn.
struct Cluster: Sendable {
    let name: ClusterName
    private(set) var version: UInt64
    private(set) var history: WatchHistory

    private(set) var pods = ObjectStore<Pod>()
    private(set) var nodes = ObjectStore<Node>()
    private(set) var deployments = ObjectStore<Deployment>()
    private(set) var replicaSets = ObjectStore<ReplicaSet>()
    private(set) var revisions = ObjectStore<ControllerRevision>()
    private(set) var events = ObjectStore<ClusterEvent>()
    private(set) var plain: [ResourceKind: ObjectStore<PlainObject>] = [:]

    /// Which container images misbehave, and how.
    var behaviours: [String: Behaviour] = [:]
    /// What became of each pod, also of those that are gone.
    var traces: [PodTrace] = []
    /// When the way to the cluster opened and closed; open before the first entry.
    var link: [LinkChange] = []
    var load = ClusterLoad()

    /// The way to a cluster opening or closing.
    struct LinkChange: Sendable, Equatable {
        var at: Moment
        var isUp: Bool
    }

    init(name: ClusterName) {
        self.name = name
        version = name == .gcp ? 1_204_117 : 348_902
        history = WatchHistory(startingAfter: version)
    }

    /// All objects of a kind, sorted by key.
    func objects(_ kind: ResourceKind) -> [any ClusterObject] {
        switch kind {
        case .pods: pods.items
        case .nodes: nodes.items
        case .deployments: deployments.items
        case .replicasets: replicaSets.items
        case .controllerrevisions: revisions.items
        case .events: events.items
        default: plain[kind]?.items ?? []
        }
    }

    func object(_ kind: ResourceKind, _ key: ObjectKey) -> (any ClusterObject)? {
        switch kind {
        case .pods: pods[key]
        case .nodes: nodes[key]
        case .deployments: deployments[key]
        case .replicasets: replicaSets[key]
        case .controllerrevisions: revisions[key]
        case .events: events[key]
        default: plain[kind]?[key]
        }
    }

    /// Stores an object, gives it the next version and tells the watches.
    mutating func save(_ object: some ClusterObject, at now: Moment) {
        version += 1
        var object = object
        object.meta.version = version
        let previous = self.object(object.resource, object.meta.key)
        put(object)
        if let pod = object as? Pod { trace(pod, at: now) }
        history.append(
            WatchEvent(
                version: version, at: now, change: previous == nil ? .added : .modified, object: object, previous: previous))
    }

    /// Takes an object away; the watches see its last state with a new version.
    mutating func delete(_ object: some ClusterObject, at now: Moment) {
        version += 1
        var object = object
        object.meta.version = version
        remove(object)
        if object.resource == .pods, let index = traces.lastIndex(where: { $0.uid == object.meta.uid }) { traces[index].end(at: now) }
        history.append(WatchEvent(version: version, at: now, change: .deleted, object: object, previous: object))
    }

    /// Forgets the recent changes: whoever watches from an earlier version gets 410.
    mutating func compact() { history.compact() }

    /// Whether the way to the cluster was open at an instant.
    func isLinked(at moment: Moment) -> Bool { link.last { $0.at <= moment }?.isUp ?? true }

    /// Makes what was stored so far the past: a cluster's beginning is no change that a watch could report.
    mutating func settle() { history = WatchHistory(startingAfter: version) }

    private mutating func put(_ object: some ClusterObject) {
        switch object {
        case let pod as Pod: pods.put(pod)
        case let node as Node: nodes.put(node)
        case let deployment as Deployment: deployments.put(deployment)
        case let set as ReplicaSet: replicaSets.put(set)
        case let revision as ControllerRevision: revisions.put(revision)
        case let event as ClusterEvent: events.put(event)
        case let other as PlainObject: plain[other.resource, default: ObjectStore()].put(other)
        default: break
        }
    }

    private mutating func remove(_ object: some ClusterObject) {
        let key = object.meta.key
        switch object.resource {
        case .pods: pods.remove(key)
        case .nodes: nodes.remove(key)
        case .deployments: deployments.remove(key)
        case .replicasets: replicaSets.remove(key)
        case .controllerrevisions: revisions.remove(key)
        case .events: events.remove(key)
        default: plain[object.resource]?.remove(key)
        }
    }
}
