import Host

/// What every Kubernetes object has, as far as the console needs it.
public struct ObjectMeta: Sendable, Equatable {
    /// Unique over the cluster's life; names are reused, this is not.
    public var uid = ""
    /// Empty for objects without a namespace.
    public var namespace = ""
    /// Name within kind and namespace.
    public var name = ""
    /// Opaque; compared for equality only.
    public var resourceVersion = ""
    /// Creation time.
    public var created: Timestamp?
    /// Set once deletion was asked for.
    public var deletion: Timestamp?
    /// Labels.
    public var labels: [String: String] = [:]
    /// Annotations worth keeping (revision, Argo tracking); the rest is dropped on reading.
    public var annotations: [String: String] = [:]
    /// The controlling owner.
    public var owner: Owner?

    /// Kind, name and uid of a controller.
    public struct Owner: Sendable, Equatable {
        /// `ReplicaSet`, `Job`, …
        public var kind: String, name: String, uid: String
        /// An owner.
        public init(kind: String, name: String, uid: String) {
            self.kind = kind
            self.name = name
            self.uid = uid
        }
    }

    /// Empty metadata, to be filled in.
    public init() {}
}

/// A pod (core/v1), reduced to what the console shows.
public struct Pod: Sendable, Equatable, Identifiable {
    /// Name, uid, owner, times.
    public var meta = ObjectMeta()
    /// The node it was bound to; empty while unscheduled.
    public var node = ""
    /// `Pending`, `Running`, `Succeeded`, `Failed`, `Unknown`. Often lies: see ``status``.
    public var phase = ""
    /// `status.reason`: `Evicted`, `NodeAffinity`.
    public var reason = ""
    /// `status.message`.
    public var message = ""
    /// Address within the cluster.
    public var ip = ""
    /// `Guaranteed`, `Burstable`, `BestEffort`.
    public var qosClass = ""
    /// When the kubelet acknowledged the pod.
    public var started: Timestamp?
    /// Held back from scheduling by a gate.
    public var gated = false
    /// Init containers first (sidecars among them), then the main ones, in the order of the spec.
    public var containers: [Container] = []
    /// Pod conditions in the order received.
    public var conditions: [Condition] = []

    /// The uid.
    public var id: String { meta.uid }

    /// An empty pod, to be filled in.
    public init() {}
}

/// A container: its spec and, once known, its status.
public struct Container: Sendable, Equatable {
    /// What part it plays.
    public enum Kind: Sendable, Equatable { case main, initial, sidecar }
    /// Name within the pod.
    public var name = ""
    /// Main, init, or sidecar (an init container that restarts always).
    public var kind: Kind = .main
    /// Image as asked for.
    public var image = ""
    /// Image digest as pulled (`imageID`).
    public var imageID = ""
    /// Limits and requests by resource, as written: `memory: 256Mi`.
    public var limits: [String: String] = [:]
    /// Requests by resource, as written.
    public var requests: [String: String] = [:]
    /// Liveness, readiness, startup probes in words: `http /health :8080 every 10s`.
    public var probes: [Probe] = []
    /// Ready to serve.
    public var ready = false
    /// Past its startup probe; what an init container that restarts always (a sidecar) counts as done by.
    public var started = false
    /// Place among the statuses the kubelet sent (it sorts them by name), in which kubectl looks for the pod's word.
    public var statusOrder = 0
    /// Restarts since the pod was created.
    public var restarts = 0
    /// What it is doing; `nil` before the kubelet reported.
    public var state: State?
    /// What the previous run ended with.
    public var lastState: State?

    /// A probe in words.
    public struct Probe: Sendable, Equatable {
        /// `liveness`, `readiness`, `startup`.
        public var kind: String
        /// What it asks and how often.
        public var words: String
        /// How often in a row it must fail to count as failed.
        public var failures = 3
        /// A probe.
        public init(kind: String, words: String) {
            self.kind = kind
            self.words = words
        }
    }

    /// State of one run of a container.
    public enum State: Sendable, Equatable {
        /// Not started: `CrashLoopBackOff`, `ImagePullBackOff`, `ContainerCreating`.
        case waiting(reason: String, message: String)
        /// Running since.
        case running(since: Timestamp?)
        /// Ended.
        case terminated(Termination)
    }

    /// How a run ended.
    public struct Termination: Sendable, Equatable {
        /// Exit status; 128 + n for signal n.
        public var exitCode = 0
        /// Signal, 0 when none was reported.
        public var signal = 0
        /// `OOMKilled`, `Error`, `Completed`.
        public var reason = ""
        /// The container's last words or the runtime's.
        public var message = ""
        /// When it ran.
        public var started: Timestamp?, finished: Timestamp?
        /// A termination to be filled in.
        public init() {}
    }

    /// A container to be filled in.
    public init() {}
}

/// A condition of a pod, node or deployment.
public struct Condition: Sendable, Equatable {
    /// `Ready`, `MemoryPressure`, `Progressing`, …
    public var type = ""
    /// `True`, `False`, `Unknown`.
    public var status = ""
    /// CamelCase reason.
    public var reason = ""
    /// Sentence.
    public var message = ""
    /// Last transition.
    public var since: Timestamp?
    /// A condition to be filled in.
    public init() {}
}
