import Host
import JSON
import Services

extension LiveEvidence {
    /// An alert: itself, its rule with what that measured, and the pod, workload, model or node that its labels name.
    func alert(
        _ name: String, _ context: String, _ labels: [String: String], _ annotations: [String: String], _ since: String?,
        _ group: Collection
    ) {
        func object(_ pairs: [String: String]) -> Value {
            .object(pairs.sorted { $0.key < $1.key }.map { Value.Member($0.key, .string($0.value)) })
        }
        var labels = labels
        labels["alertname"] = name
        let alert: Value = [
            "version": "4", "status": "firing",
            "alerts": [
                [
                    "status": "firing", "labels": object(labels), "annotations": object(annotations),
                    "startsAt": since.map(Value.string) ?? nil,
                ]
            ],
        ]
        group.yield(Evidence(.alert, name: "alert.json", bytes: alert.bytes))
        measured(name, labels, since.flatMap { Timestamp(rfc3339: $0) }, group)
        let namespace = labels["namespace"]
        if let pod = labels["pod"] {
            self.pod(context, namespace ?? "default", pod, labels["container"], Asked(uid: labels["uid"] ?? "", since: since), group)
        } else if let workload = Workload(labels: labels), let namespace {
            self.workload(workload, context, namespace, group)
        } else if let namespace {
            cluster(context, .events, "events.json", group) { try await $0.eventsBody(namespace: namespace) }
        } else if let model = labels["model"] ?? labels["experiment"], labels["pod"] == nil {
            self.model(named: model, group)
        } else if clusters[context] != nil, NodeFacts.name(in: labels) != nil {
            cluster(context, .nodes, "nodes.json", group) { try await $0.nodesBody() }
            // Events of nodes, which have no namespace, stand in this one.
            cluster(context, .events, "events.json", group) { try await $0.eventsBody(namespace: "default") }
        }
    }

    /// The alert's rule, and what it measured before and since.
    private func measured(_ name: String, _ labels: [String: String], _ since: Timestamp?, _ group: Collection) {
        guard let metrics else { return }
        group.add(.alertRule, "alert-rule.json") {
            let rules = try await metrics.rules()
            let named = rules.alerting.filter { $0.name == name }
            guard let rule = named.first(where: { $0.labels.allSatisfy { labels[$0.key] == $0.value } }) ?? named.first else {
                throw ServiceError.notFound(service: "Prometheus", what: "rule named \(name)")
            }
            let query = AlertExpression(rule.expression)?.left ?? rule.expression
            let now = time.now(), began = since ?? now
            let start = min(self.since ?? began + .seconds(-3600), began), end = min(now, max(began, start) + .seconds(7200))
            group.add(.alertValues, "alert-values.json") {
                let step = Duration.milliseconds(max(15_000, (end - start).milliseconds / 240))
                let result = try await metrics.queryRange(query, from: start, to: end, step: step, timeout: .seconds(10))
                let own = result.series.filter { Self.fits($0.labels, labels) }
                return ServiceJSON.answer(result, to: query) { own.isEmpty || own.contains($0) }.bytes
            }
            return ServiceJSON.rule(rule).bytes
        }
    }

    /// Whether a series is the alert's own: what both name is the same.
    private static func fits(_ series: [String: String], _ alert: [String: String]) -> Bool {
        let shared = series.filter { alert[$0.key] != nil && $0.key != "__name__" }
        return !shared.isEmpty && shared.allSatisfy { alert[$0.key] == $0.value }
    }

    /// An alert about a model that configuration knows brings its runs.
    private func model(named name: String, _ group: Collection) {
        guard let models, let experiment = known[name] != nil ? name : known.first(where: { $0.value.registered == name })?.key else { return }
        group.add(.mlflowExperiment, "experiment.json") {
            guard let found = try await models.experiments().first(where: { $0.name == experiment }) else {
                throw ServiceError.notFound(service: "MLflow", what: "experiment named \(experiment)")
            }
            runs(of: experiment, found.id, models, group)
            return ServiceJSON.experiment(experiment, id: found.id).bytes
        }
    }
}
