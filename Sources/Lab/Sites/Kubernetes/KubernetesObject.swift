/// Objects as the API writes them.
enum KubernetesObject {
    /// An object with its kind and version, as in a single answer or a watch.
    static func json(_ object: any ClusterObject, apiVersion: String) -> JSON {
        guard case .object(let members) = body(of: object, apiVersion: apiVersion) else { return .null }
        return .object(
            [
                .init(name: "kind", value: .string(object.resource.kind)),
                .init(name: "apiVersion", value: .string(apiVersion)),
            ] + members)
    }

    /// An object as an item of a list: kind and version stand on the list only.
    static func body(of object: any ClusterObject, apiVersion: String) -> JSON {
        switch object {
        case let pod as Pod: managed(pod.meta, spec: spec(of: pod), status: status(of: pod), statusTime: pod.readyChanged)
        case let node as Node: ["metadata": metadata(node.meta), "spec": spec(of: node), "status": status(of: node)]
        case let deployment as Deployment:
            managed(
                deployment.meta, spec: spec(of: deployment), status: status(of: deployment),
                statusTime: deployment.status.availableChanged ?? deployment.meta.created)
        case let set as ReplicaSet: ["metadata": metadata(set.meta), "spec": spec(of: set), "status": status(of: set)]
        case let revision as ControllerRevision: body(of: revision)
        case let event as ClusterEvent: apiVersion == "events.k8s.io/v1" ? newEvent(event) : coreEvent(event)
        case let plain as PlainObject: ["metadata": metadata(plain.meta), "spec": plain.spec, "status": plain.status]
        default: .null
        }
    }

    static func metadata(_ meta: ObjectMeta) -> JSON {
        .compact([
            "name": .string(meta.name), "generateName": meta.generateName.map { .string($0) },
            "namespace": meta.namespace.isEmpty ? nil : .string(meta.namespace), "uid": .string(meta.uid),
            "resourceVersion": .string(String(meta.version)), "generation": meta.generation.map { JSON($0) },
            "creationTimestamp": time(meta.created), "deletionTimestamp": meta.deleted.map(time),
            "deletionGracePeriodSeconds": meta.deleted.map { _ in 30 },
            "labels": meta.labels.isEmpty ? nil : .map(meta.labels),
            "annotations": meta.annotations.isEmpty ? nil : .map(meta.annotations),
            "ownerReferences": meta.owner.map { [owner($0)] },
        ])
    }

    /// Only what `includeObject=Metadata` gives with the rows of a table.
    static func partial(_ object: any ClusterObject) -> JSON {
        ["kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": metadata(object.meta)]
    }

    static func time(_ moment: Moment) -> JSON { .string(moment.rfc3339) }

    static func time(_ moment: Moment?) -> JSON { moment.map { .string($0.rfc3339) } ?? .null }

    private static func owner(_ owner: ObjectMeta.Owner) -> JSON {
        [
            "apiVersion": .string(owner.kind.apiVersion), "kind": .string(owner.kind.kind), "name": .string(owner.name),
            "uid": .string(owner.uid), "controller": true, "blockOwnerDeletion": true,
        ]
    }
}
