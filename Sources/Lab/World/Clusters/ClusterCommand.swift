/// What can happen in a cluster.
enum ClusterCommand: Sendable, Equatable {
    /// A new image in a deployment's pod template: its pods are replaced one by one.
    case setImage(namespace: String, deployment: String, container: String, image: String)
    /// Another number of pods.
    case scale(namespace: String, deployment: String, replicas: Int)
    /// `kubectl rollout restart`.
    case restart(namespace: String, deployment: String)
    /// A pod is deleted; its replica set makes another.
    case deletePod(namespace: String, name: String)
    /// All pods of a deployment are deleted, whatever they are called.
    case deletePods(namespace: String, of: String)
    /// The containers of an image behave so from now on; `nil` heals them.
    case behave(image: String, Behaviour?)
    /// The way to the cluster closes or opens: its API hangs and its series stop.
    case link(isUp: Bool)
    /// The server forgets its history: whoever resumes a watch gets 410.
    case compact
    /// Fills the cluster for a benchmark; 0 pods takes the load away.
    case load(pods: Int, changesPerSecond: Double)

    /// A node's kubelet stops reporting, or reports again.
    case node(String, isReady: Bool)

    // Consequences that the world plans for itself.

    /// The time for a rollout to a replica set is over.
    case deadline(ObjectKey, set: String)

    /// The next step in the life of a pod.
    case pod(ObjectKey, uid: String, PodStep)
    /// One beat of a load's churn.
    case churn(generation: Int)
    /// Kubelets report, old events go.
    case housekeeping
}

/// The steps of a pod's life. Those that concern a run of its container carry the count of restarts before it, so that a
/// step planned for an earlier run does nothing.
enum PodStep: Sendable, Equatable {
    case schedule
    case pull
    case start
    case becomeReady(run: Int)
    case die(run: Int)
    case startAgain(run: Int)
    /// The image could not be pulled: the kubelet waits before it tries again.
    case pullBackOff(attempt: Int)
    case remove
}
