import Host
import JSON

/// A replica set (apps/v1): one revision of a deployment.
public struct ReplicaSet: Sendable, Equatable, Identifiable, Readable {
    /// Name, uid, owner, revision annotation.
    public var meta = ObjectMeta()
    /// Replicas wanted, existing, ready, available.
    public var wanted = 0, replicas = 0, ready = 0, available = 0
    /// Image by container name.
    public var images: [String: String] = [:]
    /// `ReplicaFailure`, when pods cannot be made.
    public var conditions: [Condition] = []
    /// The uid.
    public var id: String { meta.uid }
    /// The deployment's revision it belongs to, from 1; 0 where it is not said.
    public var revision: Int { meta.annotations["deployment.kubernetes.io/revision"].flatMap { Int($0) } ?? 0 }

    /// A replica set to be filled in.
    public init() {}

    /// A ReplicaSet object.
    public init(_ json: Element) throws {
        meta = ObjectMeta(try json.required("metadata"))
        let spec = json["spec"], status = json["status"]
        wanted = spec["replicas"].int ?? 1
        replicas = status["replicas"].int ?? 0
        ready = status["readyReplicas"].int ?? 0
        available = status["availableReplicas"].int ?? 0
        for container in spec["template"]["spec"]["containers"].array { images[container.text(at: "name")] = container.text(at: "image") }
        conditions = status["conditions"].array.map { Condition($0) }
    }
}

/// A disruption budget (policy/v1): how many of its pods may be gone at once by someone's will.
public struct DisruptionBudget: Sendable, Equatable, Identifiable, Readable {
    /// Name and uid.
    public var meta = ObjectMeta()
    /// The pods it is for.
    public var selector = LabelSelector()
    /// How many more may be taken away now; healthy ones, and how many must stay.
    public var allowed = 0, healthy = 0, needed = 0
    /// The uid.
    public var id: String { meta.uid }

    /// A budget to be filled in.
    public init() {}

    /// A PodDisruptionBudget object.
    public init(_ json: Element) throws {
        meta = ObjectMeta(try json.required("metadata"))
        selector = LabelSelector(json["spec"]["selector"])
        allowed = json["status"]["disruptionsAllowed"].int ?? 0
        healthy = json["status"]["currentHealthy"].int ?? 0
        needed = json["status"]["desiredHealthy"].int ?? 0
    }
}

extension KubernetesKind where Item == ReplicaSet {
    /// Replica sets.
    public static var replicaSets: Self { Self(group: "/apis/apps/v1", resource: "replicasets", namespaced: true, meta: \.meta) }
}
extension KubernetesKind where Item == DisruptionBudget {
    /// Disruption budgets.
    public static var disruptionBudgets: Self {
        Self(group: "/apis/policy/v1", resource: "poddisruptionbudgets", namespaced: true, meta: \.meta)
    }
}
