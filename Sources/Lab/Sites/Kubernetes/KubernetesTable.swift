/// The `Table` form: what `kubectl get` shows, made by the server.
/// <https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables>
struct KubernetesTable: Sendable {
    let kind: ResourceKind
    /// `None`, `Metadata` or `Object`: what stands beside the cells of a row.
    let include: String
    let apiVersion: String

    /// A column of the table.
    struct Column: Sendable {
        var name: String
        var type = "string"
        var format = ""
        /// 0 is always shown, 1 with `-o wide`.
        var priority = 0
    }

    /// Whether a request asks for a table, and how; `nil` when it wants plain objects.
    init?(_ request: LabRequest, route: KubernetesRoute) {
        guard let accept = request.header("accept"), let first = accept.split(separator: ",").first,
            first.contains("as=Table"), first.contains("json")
        else { return nil }
        kind = route.kind
        include = request.value("includeObject") ?? "Metadata"
        apiVersion = route.apiVersion
    }

    func document(of objects: [any ClusterObject], version: UInt64, next: String?, now: Moment) -> JSON {
        table(
            metadata: .compact(["resourceVersion": .string(String(version)), "continue": next.map { .string($0) }]),
            columns: columns, rows: objects, now: now)
    }

    /// One watch event's object: a table of one row, with the columns in the first event only.
    func event(of object: any ClusterObject, isFirst: Bool, now: Moment) -> JSON {
        table(
            metadata: ["resourceVersion": .string(String(object.meta.version))], columns: isFirst ? columns : .null,
            rows: [object], now: now)
    }

    private func table(metadata: JSON, columns: JSON, rows: [any ClusterObject], now: Moment) -> JSON {
        [
            "kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": metadata, "columnDefinitions": columns,
            "rows": .array(rows.map { row($0, now: now) }),
        ]
    }

    private func row(_ object: any ClusterObject, now: Moment) -> JSON {
        let beside: JSON =
            switch include {
            case "None": .null
            case "Object": KubernetesObject.json(object, apiVersion: apiVersion)
            default: KubernetesObject.partial(object)
            }
        return ["cells": .array(KubernetesCells.of(object, now: now)), "object": beside]
    }

    private var columns: JSON {
        .array(
            KubernetesCells.columns(of: kind).map { column in
                [
                    "name": .string(column.name), "type": .string(column.type), "format": .string(column.format),
                    "description": .string("The \(column.name.lowercased()) of this \(kind.singular)."),
                    "priority": JSON(column.priority),
                ]
            })
    }
}
