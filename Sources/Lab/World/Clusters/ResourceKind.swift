/// The kinds of objects that the two clusters hold. The raw value is the plural that stands in paths.
enum ResourceKind: String, CaseIterable, Sendable, Hashable {
    case pods, nodes, namespaces, services, events
    case deployments, replicasets, statefulsets, daemonsets, controllerrevisions, jobs

    /// The API group; empty for the core group.
    var group: String {
        switch self {
        case .pods, .nodes, .namespaces, .services, .events: ""
        case .deployments, .replicasets, .statefulsets, .daemonsets, .controllerrevisions: "apps"
        case .jobs: "batch"
        }
    }

    /// `v1` or `apps/v1`.
    var apiVersion: String { group.isEmpty ? "v1" : group + "/v1" }

    /// The kind as objects name it.
    var kind: String {
        switch self {
        case .pods: "Pod"
        case .nodes: "Node"
        case .namespaces: "Namespace"
        case .services: "Service"
        case .events: "Event"
        case .deployments: "Deployment"
        case .replicasets: "ReplicaSet"
        case .statefulsets: "StatefulSet"
        case .daemonsets: "DaemonSet"
        case .controllerrevisions: "ControllerRevision"
        case .jobs: "Job"
        }
    }

    var singular: String { kind.lowercased() }

    var shortNames: [String] {
        switch self {
        case .pods: ["po"]
        case .nodes: ["no"]
        case .namespaces: ["ns"]
        case .services: ["svc"]
        case .events: ["ev"]
        case .deployments: ["deploy"]
        case .replicasets: ["rs"]
        case .statefulsets: ["sts"]
        case .daemonsets: ["ds"]
        case .controllerrevisions, .jobs: []
        }
    }

    var isNamespaced: Bool { self != .nodes && self != .namespaces }

    /// Whether `kubectl get all` asks for it.
    var isInAll: Bool { isNamespaced && self != .events && self != .controllerrevisions }
}
