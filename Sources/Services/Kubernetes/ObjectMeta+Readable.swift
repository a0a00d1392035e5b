import Host
import JSON

extension ObjectMeta: Readable {
    /// Annotations that the console uses; others can be large (last-applied-configuration) and are left out.
    private static let kept: Set<String> = [
        "deployment.kubernetes.io/revision", "kubectl.kubernetes.io/restartedAt", "argocd.argoproj.io/tracking-id",
        "kubernetes.io/change-cause",
    ]

    /// Reads `metadata`. `null` stands for what is not set (creationTimestamp in templates).
    public init(_ json: Element) {
        uid = json.text(at: "uid")
        namespace = json.text(at: "namespace")
        name = json.text(at: "name")
        resourceVersion = json.text(at: "resourceVersion")
        created = json.moment(at: "creationTimestamp")
        deletion = json.moment(at: "deletionTimestamp")
        for (name, value) in json["labels"].members { labels[name] = value.string }
        for (name, value) in json["annotations"].members where Self.kept.contains(name) { annotations[name] = value.string }
        let owners = json["ownerReferences"].array
        if let owner = owners.first(where: { $0["controller"].bool == true }) ?? owners.first {
            self.owner = Owner(kind: owner.text(at: "kind"), name: owner.text(at: "name"), uid: owner.text(at: "uid"))
        }
    }
}

extension Condition: Readable {
    /// Reads a condition of a pod, node or deployment.
    public init(_ json: Element) {
        type = json.text(at: "type")
        status = json.text(at: "status")
        reason = json.text(at: "reason")
        message = json.text(at: "message")
        since = json.moment(at: "lastTransitionTime")
    }
}

extension Element {
    /// A map of texts: limits, requests, capacity. Numbers are legal there too.
    var textMap: [String: String] {
        var map: [String: String] = [:]
        for (name, value) in members { map[name] = value.string ?? value.int.map(String.init) ?? value.double.map { "\($0)" } }
        return map
    }
}
