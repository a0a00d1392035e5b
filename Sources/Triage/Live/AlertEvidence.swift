import JSON

/// An alert as evidence: in the shape that Alertmanager posts to a webhook (version 4), so that a live alert and a received one read alike.
/// <https://prometheus.io/docs/alerting/latest/configuration/#webhook_config>
enum AlertEvidence {
    static func piece(name: String, labels: [String: String], annotations: [String: String], since: String?) -> Evidence {
        func object(_ map: [String: String]) -> Value {
            .object(map.sorted { $0.key < $1.key }.map { Value.Member($0.key, .string($0.value)) })
        }
        let alert = Value.object([
            .init("status", .string("firing")), .init("labels", object(labels)), .init("annotations", object(annotations)),
            .init("startsAt", since.map(Value.string) ?? .null),
        ])
        let body = Value.object([
            .init("version", .string("4")), .init("status", .string("firing")), .init("groupLabels", object(["alertname": name])),
            .init("commonLabels", object(labels)), .init("commonAnnotations", object(annotations)), .init("alerts", .array([alert])),
        ])
        return Evidence(.alert, name: "alert.json", bytes: body.bytes)
    }
}
