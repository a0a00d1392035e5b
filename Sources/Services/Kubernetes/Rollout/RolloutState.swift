/// How a rollout stands.
public enum RolloutState: Sendable, Equatable {
    /// Every replica is of the new revision and serves.
    case done
    /// So many of the new revision serve, of so many wanted; what it waits for.
    case progressing(ready: Int, of: Int, waitingFor: String)
    /// It will not get on by itself.
    case stuck(RolloutTrouble)
}

/// What keeps a rollout from getting on.
public struct RolloutTrouble: Sendable, Equatable {
    /// Kinds of trouble, which call for different hands.
    public enum Kind: String, Sendable, CaseIterable {
        /// The image's text is none.
        case invalidImageName
        /// There is no such image or tag.
        case imageNotFound
        /// The registry wants credentials, or refuses those it was given.
        case imageForbidden
        /// The registry cannot be reached, or fails.
        case registryUnreachable
        /// The registry has had too many requests.
        case imageRateLimited
        /// The image cannot be pulled for another reason.
        case imagePull
        /// The container cannot be made: a missing secret, volume or command.
        case configuration
        /// A container ends again and again.
        case crash
        /// A probe fails.
        case startupProbe, livenessProbe, readinessProbe
        /// The namespace's quota is used up.
        case quota
        /// An admission rule or webhook refuses the pods.
        case admission
        /// No node takes the pod.
        case unschedulable
        /// A disruption budget allows no pod to be taken away.
        case disruptionBudget
        /// Rollouts of the deployment are held.
        case paused
        /// No progress within the deployment's own deadline.
        case deadlineExceeded
    }

    /// Which kind.
    public var kind: Kind
    /// The pod that shows it; empty where there is none.
    public var pod: String
    /// What is wrong, for a person: one line, safe to show.
    public var sentence: String

    /// A trouble.
    public init(_ kind: Kind, pod: String = "", _ sentence: String) {
        (self.kind, self.pod, self.sentence) = (kind, pod, sentence)
    }
}

/// What decides how a rollout stands. More than its own pods and events may be given; what is another's is left aside.
public struct RolloutFacts: Sendable, Equatable {
    /// The deployment.
    public var deployment = Deployment()
    /// Replica sets of its namespace, or its own only.
    public var replicaSets: [ReplicaSet] = []
    /// Pods of its namespace, or its own only.
    public var pods: [Pod] = []
    /// Events of its namespace; warnings are enough.
    public var events: [ClusterEvent] = []
    /// Disruption budgets of its namespace.
    public var budgets: [DisruptionBudget] = []
    /// Facts to be filled in.
    public init() {}
}
