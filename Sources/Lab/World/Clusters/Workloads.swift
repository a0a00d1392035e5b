/// A pod as controllers would make it.
struct PodTemplate: Sendable, Equatable {
    var labels: [String: String]
    var annotations: [String: String] = [:]
    var spec: PodSpec
}

/// A deployment.
struct Deployment: ClusterObject, Equatable {
    var resource: ResourceKind { .deployments }
    var meta: ObjectMeta
    var replicas: Int
    var selector: [String: String]
    var template: PodTemplate
    /// Counts pod templates; the annotation `deployment.kubernetes.io/revision`.
    var revision = 1
    var status = Status()

    /// As the deployment controller last wrote it.
    struct Status: Sendable, Equatable {
        var observedGeneration = 1
        var replicas = 0
        var updated = 0
        var ready = 0
        var progressChanged: Moment?
        var availableChanged: Moment?
        /// The replica set named in the condition `Progressing`.
        var newest = ""
        var isProgressing = false
        /// Whether the way to the newest replica set took longer than its deadline.
        var hasStalled = false

        var isAvailable: Bool { ready > 0 }
    }
}

/// A replica set: one pod template of a deployment, and how many pods of it there should be.
struct ReplicaSet: ClusterObject, Equatable {
    var resource: ResourceKind { .replicasets }
    var meta: ObjectMeta
    var replicas: Int
    var template: PodTemplate
    /// `pod-template-hash`.
    var hash: String
    var revision: Int
    var current = 0
    var ready = 0
}

/// What a stateful or daemon set's pods were made of: one pod template of it, kept so that one can go back.
struct ControllerRevision: ClusterObject, Equatable {
    var resource: ResourceKind { .controllerrevisions }
    var meta: ObjectMeta
    var template: PodTemplate
    var number: Int
}

/// An object that does not change by itself: namespaces, services, stateful and daemon sets, jobs.
struct PlainObject: ClusterObject, Equatable {
    var resource: ResourceKind
    var meta: ObjectMeta
    var spec: JSON
    var status: JSON
    /// The cells of `kubectl get`, without NAME and AGE.
    var cells: [JSON]
}
