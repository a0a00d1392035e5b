import Host

/// A node (core/v1), reduced to what the console shows.
public struct Node: Sendable, Equatable, Identifiable {
    /// Name, uid, labels.
    public var meta = ObjectMeta()
    /// Conditions; ``isReady`` reads `Ready`.
    public var conditions: [Condition] = []
    /// Cordoned.
    public var unschedulable = false
    /// Taints as `key=value:Effect`.
    public var taints: [String] = []
    /// Capacity and allocatable by resource, as written.
    public var capacity: [String: String] = [:], allocatable: [String: String] = [:]
    /// Kubelet version.
    public var kubelet = ""
    /// The uid.
    public var id: String { meta.uid }
    /// Whether the `Ready` condition is `True`.
    public var isReady: Bool { conditions.contains { $0.type == "Ready" && $0.status == "True" } }
    /// A node to be filled in.
    public init() {}
}

/// A deployment (apps/v1), reduced to what the console shows.
public struct Deployment: Sendable, Equatable, Identifiable {
    /// Name, uid, revision annotation.
    public var meta = ObjectMeta()
    /// Generation asked for, and the one the controller has seen.
    public var generation = 0, observedGeneration = 0
    /// Replicas wanted, existing, of the new revision, ready, available.
    public var wanted = 1, replicas = 0, updated = 0, ready = 0, available = 0
    /// Rollouts are held.
    public var paused = false
    /// Which pods are its own.
    public var selector = LabelSelector()
    /// Seconds without progress after which it is called failed.
    public var deadline = 600
    /// Image by container name.
    public var images: [(container: String, image: String)] = []
    /// `Available`, `Progressing`, `ReplicaFailure`.
    public var conditions: [Condition] = []
    /// The uid.
    public var id: String { meta.uid }
    /// A deployment to be filled in.
    public init() {}
    /// Equal in every field.
    public static func == (a: Deployment, b: Deployment) -> Bool {
        a.meta == b.meta && a.generation == b.generation && a.observedGeneration == b.observedGeneration && a.wanted == b.wanted
            && a.replicas == b.replicas && a.updated == b.updated && a.ready == b.ready && a.available == b.available
            && a.paused == b.paused && a.selector == b.selector && a.deadline == b.deadline && a.conditions == b.conditions
            && a.images.elementsEqual(b.images, by: ==)
    }
}

/// An event, of core/v1 or events.k8s.io/v1 (the two are views of one object).
public struct ClusterEvent: Sendable, Equatable, Identifiable {
    /// The event's own name and uid.
    public var meta = ObjectMeta()
    /// `Normal` or `Warning`.
    public var type = ""
    /// `BackOff`, `FailedScheduling`, …
    public var reason = ""
    /// What it says.
    public var message = ""
    /// The object it is about.
    public var kind = "", name = "", uid = ""
    /// How often it was seen.
    public var count = 1
    /// Last seen: series.lastObservedTime, lastTimestamp, eventTime or creation, in that order.
    public var last: Timestamp?
    /// First seen.
    public var first: Timestamp?
    /// Who reported it.
    public var source = ""
    /// The uid of the event object.
    public var id: String { meta.uid }
    /// An event to be filled in.
    public init() {}
}

/// Use of a pod or node (metrics.k8s.io), in millicores and bytes.
public struct Usage: Sendable, Equatable {
    /// Thousandths of a core.
    public var cpuMilli: Double
    /// Working set in bytes.
    public var memoryBytes: Double
    /// Use.
    public init(cpuMilli: Double, memoryBytes: Double) {
        self.cpuMilli = cpuMilli
        self.memoryBytes = memoryBytes
    }
}
