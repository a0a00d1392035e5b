/// An event: something that happened to an object, counted.
struct ClusterEvent: ClusterObject, Equatable {
    var resource: ResourceKind { .events }
    var meta: ObjectMeta
    var involved: Subject
    var reason: String
    var message: String
    var isWarning: Bool
    var count = 1
    var first: Moment
    var last: Moment
    /// `kubelet`, `default-scheduler`, `deployment-controller`, …
    var component: String
    /// The node of a kubelet; empty for the others.
    var host: String

    /// The object concerned.
    struct Subject: Sendable, Equatable {
        var kind: ResourceKind
        var namespace: String
        var name: String
        var uid: String
        var version: UInt64
        /// `spec.containers{model-server}`.
        var fieldPath: String?
    }

    /// How long events are kept: the API server's `--event-ttl`.
    static let lifetime = Span.hours(1)
}
