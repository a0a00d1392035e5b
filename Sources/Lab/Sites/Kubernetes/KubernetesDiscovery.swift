/// What the server says it can do.
/// <https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api>
enum KubernetesDiscovery {
    /// The groups besides the core, with their one version.
    private static let groups: [(name: String, version: String)] = [
        ("apps", "v1"), ("events.k8s.io", "v1"), ("authentication.k8s.io", "v1"), ("authorization.k8s.io", "v1"), ("batch", "v1"),
        ("metrics.k8s.io", "v1beta1"),
    ]

    /// One entry of a group's resource list.
    private struct Entry {
        var name: String
        var singular: String
        var kind: String
        var isNamespaced: Bool
        var verbs: [String]
        var shortNames: [String] = []
        var isInAll = false
    }

    /// Answers discovery; `nil` when the path is none of it.
    static func respond(to request: LabRequest) -> LabResponse? {
        let wantsAggregate = (request.header("accept") ?? "").contains("as=APIGroupDiscoveryList")
        switch request.segments {
        case ["api"]:
            if wantsAggregate { return aggregate([("", "v1")], request) }
            return .json([
                "kind": "APIVersions", "versions": ["v1"],
                "serverAddressByClientCIDRs": [["clientCIDR": "0.0.0.0/0", "serverAddress": "127.0.0.1:6443"]],
            ])
        case ["apis"]:
            if wantsAggregate { return aggregate(groups, request) }
            return .json(["kind": "APIGroupList", "apiVersion": "v1", "groups": .array(groups.map { group($0.name, $0.version) })])
        case ["api", "v1"]: return list("", "v1")
        default: break
        }
        guard request.segments.first == "apis", request.segments.count <= 3, request.segments.count >= 2 else { return nil }
        guard let found = groups.first(where: { $0.name == request.segments[1] }) else { return nil }
        if request.segments.count == 2 {
            return .json(group(found.name, found.version).setting("kind", to: "APIGroup").setting("apiVersion", to: "v1"))
        }
        return request.segments[2] == found.version ? list(found.name, found.version) : nil
    }

    private static func entries(_ group: String) -> [Entry] {
        switch group {
        case "events.k8s.io":
            return [Entry(name: "events", singular: "event", kind: "Event", isNamespaced: true, verbs: reading, shortNames: ["ev"])]
        case "authorization.k8s.io":
            return [
                Entry(
                    name: "selfsubjectaccessreviews", singular: "selfsubjectaccessreview", kind: "SelfSubjectAccessReview",
                    isNamespaced: false, verbs: ["create"]),
                Entry(
                    name: "selfsubjectrulesreviews", singular: "selfsubjectrulesreview", kind: "SelfSubjectRulesReview",
                    isNamespaced: false, verbs: ["create"]),
            ]
        case "authentication.k8s.io":
            return [
                Entry(
                    name: "selfsubjectreviews", singular: "selfsubjectreview", kind: "SelfSubjectReview", isNamespaced: false,
                    verbs: ["create"])
            ]
        case "metrics.k8s.io":
            return [
                Entry(name: "nodes", singular: "", kind: "NodeMetrics", isNamespaced: false, verbs: ["get", "list"]),
                Entry(name: "pods", singular: "", kind: "PodMetrics", isNamespaced: true, verbs: ["get", "list"]),
            ]
        default:
            return ResourceKind.allCases.filter { $0.group == group }.map { kind in
                Entry(
                    name: kind.rawValue, singular: kind.singular, kind: kind.kind, isNamespaced: kind.isNamespaced,
                    verbs: verbs(of: kind), shortNames: kind.shortNames, isInAll: kind.isInAll)
            }
        }
    }

    private static let reading = ["get", "list", "watch"]

    private static func verbs(of kind: ResourceKind) -> [String] {
        switch kind {
        case .pods: ["delete", "get", "list", "watch"]
        case .deployments: ["get", "list", "patch", "watch"]
        default: reading
        }
    }

    /// Subresources, with the kind that they speak of.
    private static func subresources(_ group: String, of name: String) -> [(name: String, kind: String, verbs: [String])] {
        switch (group, name) {
        case ("", "pods"): [("log", "Pod", ["get"]), ("eviction", "Eviction", ["create"])]
        case ("apps", "deployments"): [("scale", "Scale", ["get", "patch", "update"])]
        default: []
        }
    }

    private static func group(_ name: String, _ version: String) -> JSON {
        let entry: JSON = ["groupVersion": .string("\(name)/\(version)"), "version": .string(version)]
        return ["name": .string(name), "versions": [entry], "preferredVersion": entry]
    }

    private static func list(_ group: String, _ version: String) -> LabResponse {
        var resources: [JSON] = []
        for entry in entries(group) {
            resources.append(
                .compact([
                    "name": .string(entry.name), "singularName": .string(entry.singular), "namespaced": .bool(entry.isNamespaced),
                    "kind": .string(entry.kind), "verbs": .array(entry.verbs.map { .string($0) }),
                    "shortNames": entry.shortNames.isEmpty ? nil : .array(entry.shortNames.map { .string($0) }),
                    "categories": entry.isInAll ? ["all"] : nil,
                ]))
            for sub in subresources(group, of: entry.name) {
                resources.append([
                    "name": .string("\(entry.name)/\(sub.name)"), "singularName": "", "namespaced": .bool(entry.isNamespaced),
                    "kind": .string(sub.kind), "verbs": .array(sub.verbs.map { .string($0) }),
                ])
            }
        }
        return .json([
            "kind": "APIResourceList", "apiVersion": "v1", "groupVersion": .string(group.isEmpty ? version : "\(group)/\(version)"),
            "resources": .array(resources),
        ])
    }

    /// All groups in one answer, as newer clients ask for it.
    private static func aggregate(_ groups: [(name: String, version: String)], _ request: LabRequest) -> LabResponse {
        let items = groups.map { group -> JSON in
            let resources = entries(group.name).map { entry -> JSON in
                let kind: JSON = ["group": .string(group.name), "version": .string(group.version), "kind": .string(entry.kind)]
                let subs = subresources(group.name, of: entry.name).map { sub -> JSON in
                    [
                        "subresource": .string(sub.name),
                        "responseKind": ["group": .string(group.name), "version": .string(group.version), "kind": .string(sub.kind)],
                        "verbs": .array(sub.verbs.map { .string($0) }),
                    ]
                }
                return .compact([
                    "resource": .string(entry.name), "responseKind": kind, "scope": entry.isNamespaced ? "Namespaced" : "Cluster",
                    "singularResource": .string(entry.singular), "verbs": .array(entry.verbs.map { .string($0) }),
                    "shortNames": entry.shortNames.isEmpty ? nil : .array(entry.shortNames.map { .string($0) }),
                    "categories": entry.isInAll ? ["all"] : nil, "subresources": subs.isEmpty ? nil : .array(subs),
                ])
            }
            let metadata: JSON = .compact(["name": group.name.isEmpty ? nil : .string(group.name), "creationTimestamp": .null])
            return [
                "metadata": metadata,
                "versions": [["version": .string(group.version), "resources": .array(resources), "freshness": "Current"]],
            ]
        }
        let accept = request.header("accept") ?? ""
        let version =
            accept.contains("v=v2;") || accept.contains("v=v2,") || accept.contains("v=v2;as") || !accept.contains("v2beta1")
            ? "v2" : "v2beta1"
        let body: JSON = [
            "kind": "APIGroupDiscoveryList", "apiVersion": .string("apidiscovery.k8s.io/\(version)"), "metadata": .object([]),
            "items": .array(items),
        ]
        return LabResponse(
            contentType: "application/json;g=apidiscovery.k8s.io;v=\(version);as=APIGroupDiscoveryList", body: .bytes(body.bytes))
    }
}
