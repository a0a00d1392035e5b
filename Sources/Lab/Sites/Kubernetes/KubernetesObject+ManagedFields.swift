/// `managedFields`: who wrote which fields. Nearly half of what a pod weighs on the wire, so clients must meet it here too.
/// <https://kubernetes.io/docs/reference/using-api/server-side-apply/#managedfields>
extension KubernetesObject {
    /// An object of which k3s wrote the specification once and the status since.
    static func managed(_ meta: ObjectMeta, spec: JSON, status: JSON, statusTime: Moment) -> JSON {
        let version: JSON = meta.generation == nil ? "v1" : "apps/v1"
        let ownFields: JSON = ["f:metadata": metadataFields(meta), "f:spec": fields(of: spec)]
        let entries: JSON = [
            [
                "manager": "k3s", "operation": "Update", "apiVersion": version, "time": time(meta.created),
                "fieldsType": "FieldsV1", "fieldsV1": ownFields,
            ],
            [
                "manager": "k3s", "operation": "Update", "apiVersion": version, "time": time(statusTime),
                "fieldsType": "FieldsV1", "fieldsV1": ["f:status": fields(of: status)], "subresource": "status",
            ],
        ]
        return ["metadata": metadata(meta).setting("managedFields", to: entries), "spec": spec, "status": status]
    }

    private static func metadataFields(_ meta: ObjectMeta) -> JSON {
        var members: [JSON.Member] = []
        if meta.generateName != nil { members.append(.init(name: "f:generateName", value: .object([]))) }
        if !meta.labels.isEmpty { members.append(.init(name: "f:labels", value: fields(of: .map(meta.labels)))) }
        if let owner = meta.owner {
            members.append(
                .init(
                    name: "f:ownerReferences",
                    value: [".": .object([]), "k:{\"uid\":\"\(owner.uid)\"}": .object([])]))
        }
        return .object(members)
    }

    /// The set of a value's fields: a name for each member, the key for each element of a keyed list.
    private static func fields(of value: JSON) -> JSON {
        switch value {
        case .object(let members):
            .object(members.map { .init(name: "f:" + $0.name, value: fields(of: $0.value)) })
        case .array(let elements) where elements.first?["name"]?.text != nil || elements.first?["type"]?.text != nil:
            .object(
                elements.map { element in
                    let key = element["name"] == nil ? "type" : "name"
                    var members: [JSON.Member] = [.init(name: ".", value: .object([]))]
                    members += fields(of: element).members ?? []
                    return .init(name: "k:{\"\(key)\":\"\(element[key]?.text ?? "")\"}", value: .object(members))
                })
        default: .object([])
        }
    }
}
