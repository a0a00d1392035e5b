import JSON

/// A kind that is listed and watched: where it stands in the API, and how one object is read.
public struct KubernetesKind<Item: Readable & Identifiable>: Sendable where Item.ID == String {
    /// `/api/v1` or `/apis/apps/v1`.
    let group: String
    /// `pods`.
    let resource: String
    /// Whether it stands in namespaces.
    let namespaced: Bool
    /// Metadata of an item.
    let meta: @Sendable (Item) -> ObjectMeta

    func path(namespace: String?) -> String {
        guard let namespace, namespaced else { return "\(group)/\(resource)" }
        return "\(group)/namespaces/\(namespace.percentEncoded)/\(resource)"
    }
}

extension KubernetesKind where Item == Pod {
    /// Pods.
    public static var pods: Self { Self(group: "/api/v1", resource: "pods", namespaced: true, meta: \.meta) }
}
extension KubernetesKind where Item == Node {
    /// Nodes.
    public static var nodes: Self { Self(group: "/api/v1", resource: "nodes", namespaced: false, meta: \.meta) }
}
extension KubernetesKind where Item == Deployment {
    /// Deployments.
    public static var deployments: Self { Self(group: "/apis/apps/v1", resource: "deployments", namespaced: true, meta: \.meta) }
}
extension KubernetesKind where Item == ClusterEvent {
    /// Events, in the older of their two views, which every version serves.
    public static var events: Self { Self(group: "/api/v1", resource: "events", namespaced: true, meta: \.meta) }
}
