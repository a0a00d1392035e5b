/// An alert as it arrived from Prometheus: with the external label, a fingerprint and an end in the future.
struct AlertmanagerAlert: Sendable {
    let labels: [String: String]
    let annotations: [String: String]
    let fingerprint: String
    let startsAt: Moment
    let updatedAt: Moment
    let silencedBy: [String]

    /// The alerts that fire, by fingerprint.
    static func all(in world: World) -> [AlertmanagerAlert] {
        let updated = world.monitoring.lastEvaluation ?? world.now
        let silences = world.monitoring.silences.filter { $0.state(at: world.now) == "active" }
        let alerts = world.monitoring.active.compactMap { alert -> AlertmanagerAlert? in
            guard let firedAt = alert.firedAt else { return nil }
            // External labels give way to a label that the series has already.
            let labels = alert.labels.merging(["cluster": "gcp-mlops-platform"]) { own, _ in own }
            return AlertmanagerAlert(
                labels: labels, annotations: alert.annotations, fingerprint: fingerprint(of: labels), startsAt: firedAt,
                updatedAt: updated, silencedBy: silences.filter { $0.covers(labels) }.map(\.id))
        }
        return alerts.sorted { $0.fingerprint < $1.fingerprint }
    }

    /// The labels by which alerts are grouped.
    var group: [String: String] { labels.filter { ["alertname", "cluster"].contains($0.key) } }

    var json: JSON {
        [
            "annotations": .map(annotations),
            // Prometheus says: stands until four evaluations, at least four minutes, have gone by without a word of it.
            "endsAt": .string((updatedAt + .minutes(4)).rfc3339Milliseconds), "fingerprint": .string(fingerprint),
            "receivers": [["name": .string(AlertmanagerDescription.receiver)]], "startsAt": .string(startsAt.rfc3339Milliseconds),
            "status": [
                "inhibitedBy": [], "silencedBy": .array(silencedBy.map { .string($0) }),
                "state": silencedBy.isEmpty ? "active" : "suppressed",
            ], "updatedAt": .string(updatedAt.rfc3339Milliseconds),
            "generatorURL": .string("http://prometheus.monitoring.svc:9090/graph?g0.expr=\(labels["alertname"] ?? "")&g0.tab=1"),
            "labels": .map(labels),
        ]
    }

    /// FNV-1a over names and values, as `prometheus/common/model.LabelSet.Fingerprint` does it.
    static func fingerprint(of labels: [String: String]) -> String {
        var sum: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ byte: UInt8) { sum = (sum ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        for (name, value) in labels.sorted(by: { $0.key < $1.key }) {
            name.utf8.forEach(add)
            add(255)
            value.utf8.forEach(add)
            add(255)
        }
        let digits = String(sum, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
