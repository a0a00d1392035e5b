/// What pods belong to.
struct Workload: Sendable, Equatable {
    /// Its name.
    var name: String
    /// `Deployment`, `StatefulSet`, `DaemonSet`; `nil` where only a pod's name is known, which does not tell.
    var kind: String?

    /// What has revisions.
    static let kinds = ["Deployment", "StatefulSet", "DaemonSet"]

    /// The workload that a pod belongs to: of a replica set its deployment.
    init(of pod: PodFacts) {
        switch pod.ownerKind {
        case "ReplicaSet": self.init(name: pod.owner.split(separator: "-").dropLast().joined(separator: "-"), kind: "Deployment")
        case "": self.init(ofPodNamed: pod.name)
        default: self.init(name: pod.owner, kind: pod.ownerKind)
        }
    }

    /// A pod's name without what its controllers added: `iris-7c9d8f6b5-x2lq7` is of `iris`, `db-0` of `db`.
    init(ofPodNamed name: String) {
        let parts = name.split(separator: "-")
        self.init(name: name, kind: nil)
        guard parts.count > 1, let last = parts.last else { return }
        let isHash = parts.count > 2 && parts[parts.count - 2].count >= 8 && parts[parts.count - 2].contains { $0.isNumber }
        if last.count == 5, isHash {
            self.init(name: parts.dropLast(2).joined(separator: "-"), kind: "Deployment")
        } else {
            // A number is a stateful set's, five signs are a daemon set's; other controllers name theirs as they like.
            self.init(name: parts.dropLast().joined(separator: "-"), kind: last.allSatisfy(\.isNumber) ? "StatefulSet" : nil)
        }
    }

    /// The one that an alert's labels name; `nil` where they name none.
    init?(labels: [String: String]) {
        let named =
            [("deployment", "Deployment"), ("statefulset", "StatefulSet"), ("daemonset", "DaemonSet"), ("workload", nil)] as [(String, String?)]
        guard let (label, kind) = named.first(where: { labels[$0.0] != nil }), let name = labels[label] else { return nil }
        self.init(name: name, kind: kind)
    }

    init(name: String, kind: String?) { (self.name, self.kind) = (name, kind) }
}
