/// The objects below an application: what the tree and the managed resources of the API show.
extension ArgoJSON {
    /// Managed objects, and what the cluster's controllers made of them: replica sets and pods.
    static func tree(of application: ArgoApplication, in world: World) -> JSON {
        let cluster = world.clusters.k3d
        var nodes: [JSON] = application.resources.filter { $0.health != .missing }.map { resource in
            .compact([
                "group": resource.group.isEmpty ? nil : .string(resource.group), "version": "v1", "kind": .string(resource.kind),
                "namespace": resource.namespace.isEmpty ? nil : .string(resource.namespace), "name": .string(resource.name),
                "uid": uid(resource, in: cluster).map { .string($0) },
                "images": resource.kind == "Deployment" ? [.string(application.image)] : nil,
                "health": resource.health.map { health($0, resource.message) },
            ])
        }
        let key = ObjectKey(namespace: Platform.modelNamespace, name: application.name)
        guard let deployment = cluster.deployments[key] else { return ["nodes": .array(nodes)] }
        for set in cluster.replicaSets.items where set.meta.owner?.uid == deployment.meta.uid {
            nodes.append(
                node(
                    "ReplicaSet", group: "apps", set.meta, parent: ("Deployment", "apps", deployment.meta),
                    info: [["name": "Revision", "value": .string("Rev:\(set.revision)")]],
                    images: set.template.spec.containers.map(\.image), health: health(.healthy, "")))
            for pod in cluster.pods.items where pod.meta.owner?.uid == set.meta.uid {
                let (status, message) = world.podHealth(pod)
                let ready = pod.containers.count { $0.isReady }
                nodes.append(
                    node(
                        "Pod", group: "", pod.meta, parent: ("ReplicaSet", "apps", set.meta),
                        info: [
                            ["name": "Status Reason", "value": .string(pod.statusWord)],
                            ["name": "Node", "value": .string(pod.node)],
                            ["name": "Containers", "value": .string("\(ready)/\(pod.containers.count)")],
                            ["name": "Restart Count", "value": .string(String(pod.restarts))],
                        ], images: pod.spec.containers.map(\.image), health: health(status, message)))
            }
        }
        return ["nodes": .array(nodes)]
    }

    /// What git asks for beside what the cluster has; each state is JSON in a string.
    static func managed(of application: ArgoApplication, in world: World) -> JSON {
        let key = ObjectKey(namespace: Platform.modelNamespace, name: application.name)
        let live = world.clusters.k3d.deployments[key]?.template.spec.containers.first?.image
        let items = application.resources.map { resource -> JSON in
            let isDeployment = resource.kind == "Deployment"
            let target = manifest(resource, image: isDeployment ? application.image : nil)
            let present = resource.health == .missing ? "null" : manifest(resource, image: isDeployment ? live : nil)
            return [
                "group": .string(resource.group), "kind": .string(resource.kind), "namespace": .string(resource.namespace),
                "name": .string(resource.name), "targetState": .string(target), "liveState": .string(present),
                "normalizedLiveState": .string(present), "predictedLiveState": .string(target),
                "resourceVersion": .string(String(world.clusters.k3d.version)),
            ]
        }
        return ["items": items.isEmpty ? .null : .array(items)]
    }

    private static func manifest(_ resource: ArgoApplication.Managed, image: String?) -> String {
        let metadata = JSON.compact([
            "name": .string(resource.name), "namespace": resource.namespace.isEmpty ? nil : .string(resource.namespace),
        ])
        let json = JSON.compact([
            "apiVersion": .string(resource.group.isEmpty ? "v1" : "\(resource.group)/v1"), "kind": .string(resource.kind),
            "metadata": metadata,
            "spec": image.map {
                ["template": ["spec": ["containers": [["name": "model-server", "image": .string($0)]]]]]
            },
        ])
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private static func uid(_ resource: ArgoApplication.Managed, in cluster: Cluster) -> String? {
        let key = ObjectKey(namespace: resource.namespace, name: resource.name)
        switch resource.kind {
        case "Deployment": return cluster.deployments[key]?.meta.uid
        case "Service": return cluster.object(.services, key)?.meta.uid
        default: return cluster.object(.namespaces, key)?.meta.uid
        }
    }

    private static func node(
        _ kind: String, group: String, _ meta: ObjectMeta, parent: (kind: String, group: String, meta: ObjectMeta), info: JSON,
        images: [String], health: JSON
    ) -> JSON {
        .compact([
            "group": group.isEmpty ? nil : .string(group), "version": "v1", "kind": .string(kind),
            "namespace": .string(meta.namespace), "name": .string(meta.name), "uid": .string(meta.uid),
            "parentRefs": [
                [
                    "group": .string(parent.group), "kind": .string(parent.kind), "namespace": .string(parent.meta.namespace),
                    "name": .string(parent.meta.name), "uid": .string(parent.meta.uid),
                ]
            ], "info": info, "resourceVersion": .string(String(meta.version)), "images": .array(images.map { .string($0) }),
            "health": health, "createdAt": .string(meta.created.rfc3339),
        ])
    }
}
