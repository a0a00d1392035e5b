/// The tokens that the clusters know, and what each may do.
enum KubernetesTokens {
    /// May do everything.
    static func operatorToken(of cluster: ClusterName) -> String { "lab-\(cluster.rawValue)-operator" }
    /// May read in every namespace, but neither nodes nor metrics.
    static func viewerToken(of cluster: ClusterName) -> String { "lab-\(cluster.rawValue)-viewer" }
    /// May read in `ml-apps` only.
    static func modelsToken(of cluster: ClusterName) -> String { "lab-\(cluster.rawValue)-models" }
}

/// Somebody whose token was accepted.
struct KubernetesUser: Sendable, Equatable {
    var name: String
    var role: Role

    enum Role: Sendable, Equatable { case administrator, viewer, models }

    /// `nil` for a token that the cluster does not know.
    ///
    /// Nobody's token is everybody's key, as on the insecure port that API servers once had: `kubectl` sends no token over
    /// plain HTTP, and the lab has no TLS.
    init?(token: String?, cluster: ClusterName) {
        switch token {
        case nil: self = .init(name: "system:unsecured", role: .administrator)
        case KubernetesTokens.operatorToken(of: cluster): self = .init(name: "lab:operator", role: .administrator)
        case KubernetesTokens.viewerToken(of: cluster): self = .init(name: "lab:viewer", role: .viewer)
        case KubernetesTokens.modelsToken(of: cluster): self = .init(name: "lab:models", role: .models)
        default: return nil
        }
    }

    private init(name: String, role: Role) {
        self.name = name
        self.role = role
    }

    var groups: [String] { (role == .administrator ? ["system:masters"] : []) + ["system:authenticated"] }

    /// Whether the role allows a verb on a resource; `namespace` is `nil` for all of them.
    func may(_ verb: String, _ resource: String, group: String, namespace: String?) -> Bool {
        if role == .administrator { return true }
        guard ["get", "list", "watch"].contains(verb) else { return false }
        if role == .models { return namespace == Platform.modelNamespace && group != "metrics.k8s.io" }
        return resource != "nodes" && group != "metrics.k8s.io"
    }

    /// The refusal of a role-based authorizer, in its words.
    func forbidden(_ verb: String, _ resource: String, group: String, namespace: String?, name: String?) -> LabResponse {
        let scope = namespace.map { "in the namespace \"\($0)\"" } ?? "at the cluster scope"
        let full = group.isEmpty ? resource : "\(resource).\(group)"
        let plain = resource.split(separator: "/").first.map(String.init) ?? resource
        let subject = name.map { "\(full.split(separator: "/").first ?? "") \"\($0)\"" } ?? full
        let details: JSON = .compact([
            "name": name.map { .string($0) }, "group": group.isEmpty ? nil : .string(group), "kind": .string(plain),
        ])
        return KubernetesStatus.response(
            403, "Forbidden",
            "\(subject) is forbidden: User \"\(self.name)\" cannot \(verb) resource \"\(resource)\" in API group \"\(group)\" \(scope)",
            details: details)
    }
}
