/// Questions about oneself: who am I, and what may I do?
enum KubernetesReviews {
    /// Answers a review; `nil` when the path is none.
    static func respond(to request: LabRequest, user: KubernetesUser) -> LabResponse? {
        switch request.segments {
        case ["apis", "authentication.k8s.io", "v1", "selfsubjectreviews"]:
            return answer(
                request, "authentication.k8s.io/v1", "SelfSubjectReview",
                status: ["userInfo": ["username": .string(user.name), "groups": .array(user.groups.map { .string($0) })]])
        case ["apis", "authorization.k8s.io", "v1", "selfsubjectaccessreviews"]: return access(request, user: user)
        case ["apis", "authorization.k8s.io", "v1", "selfsubjectrulesreviews"]:
            let rules: JSON =
                user.role == .administrator
                ? ["verbs": ["*"], "apiGroups": ["*"], "resources": ["*"]]
                : [
                    "verbs": ["get", "list", "watch"], "apiGroups": ["", "apps", "events.k8s.io"],
                    "resources": ["pods", "pods/log", "events", "deployments", "replicasets"],
                ]
            return answer(
                request, "authorization.k8s.io/v1", "SelfSubjectRulesReview",
                status: ["resourceRules": [rules], "nonResourceRules": [], "incomplete": false])
        default: return nil
        }
    }

    private static func access(_ request: LabRequest, user: KubernetesUser) -> LabResponse {
        let attributes = request.json?["spec"]?["resourceAttributes"]
        let namespace = attributes?["namespace"]?.text.flatMap { $0.isEmpty ? nil : $0 }
        let isAllowed = user.may(
            attributes?["verb"]?.text ?? "", attributes?["resource"]?.text ?? "", group: attributes?["group"]?.text ?? "",
            namespace: namespace)
        return answer(
            request, "authorization.k8s.io/v1", "SelfSubjectAccessReview", status: ["allowed": .bool(isAllowed)])
    }

    private static func answer(_ request: LabRequest, _ version: String, _ kind: String, status: JSON) -> LabResponse {
        guard request.method == "POST" else { return KubernetesStatus.methodNotAllowed() }
        return .json(
            [
                "kind": .string(kind), "apiVersion": .string(version), "metadata": ["creationTimestamp": .null],
                "spec": request.json?["spec"] ?? .object([]), "status": status,
            ], status: 201)
    }
}
