/// What a path of the resource API points at.
struct KubernetesRoute: Sendable {
    var kind: ResourceKind
    /// The group by which it was asked for: events are served by two.
    var group: String
    /// `nil` for all namespaces.
    var namespace: String?
    var name: String?
    var subresource: String?

    /// Reads `/api/v1/namespaces/ml-apps/pods/x/log` and its like; `nil` when it points at nothing that is served.
    init?(_ segments: [String]) {
        var rest = segments[...]
        switch rest.popFirst() {
        case "api":
            guard rest.popFirst() == "v1" else { return nil }
            group = ""
        case "apis":
            guard let group = rest.popFirst(), rest.popFirst() == "v1" else { return nil }
            self.group = group
        default: return nil
        }
        if rest.first == "namespaces", rest.count >= 3, group != "" || rest[rest.startIndex + 2] != "status" {
            namespace = rest[rest.startIndex + 1]
            rest = rest.dropFirst(2)
        }
        guard let plural = rest.popFirst(), let kind = ResourceKind(rawValue: plural) else { return nil }
        guard kind.group == group || (kind == .events && group == "events.k8s.io") else { return nil }
        self.kind = kind
        name = rest.popFirst()
        subresource = rest.popFirst()
        guard rest.isEmpty, kind.isNamespaced || namespace == nil else { return nil }
        // One object of a namespaced kind is never named without its namespace.
        if kind.isNamespaced, name != nil, namespace == nil { return nil }
    }

    var apiVersion: String { group == "events.k8s.io" ? "events.k8s.io/v1" : kind.apiVersion }

    /// How an object of this route is written.
    func render(_ object: any ClusterObject) -> JSON { KubernetesObject.json(object, apiVersion: apiVersion) }
}
