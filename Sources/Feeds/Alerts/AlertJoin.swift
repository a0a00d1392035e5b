import Host
import Services

/// Joins what Prometheus, Alertmanager and our own watch say of the same alert into one row.
///
/// The join leans on name, namespace, pod and instance: external labels such as `cluster` stand only on Alertmanager's side, and
/// neither side's `cluster` is a context's name (that is the configured mapping's business).
public struct AlertJoin: Sendable {
    /// Label values to context names, by label: `["cluster": ["k3d-on-premises": "k3d"]]`.
    let mapping: [String: [String: String]]
    /// Labels that name the same thing on both sides.
    private static let identity = ["alertname", "namespace", "pod", "container", "instance", "job", "deployment", "node", "model"]
    private static let ranks = ["critical": 0, "page": 0, "error": 1, "warning": 2, "info": 3]
    private static let states: [AlertRow.State: Int] = [.firing: 0, .pending: 1, .suppressed: 2]

    /// A join with a label mapping.
    public init(mapping: [String: [String: String]]) { self.mapping = mapping }

    /// The joined list, worst first.
    /// - Parameter pods: `namespace/name` of the pods of each context, to find where a named pod really runs.
    public func rows(
        rules: [AlertRule], alertmanager: [AlertmanagerAlert], seenHere: [String: [SeenHere]], pods: [String: Set<String>],
        now: Timestamp
    ) -> [AlertRow] {
        var rows: [String: AlertRow] = [:]
        for rule in rules {
            for alert in rule.alerts {
                let key = key(alert.labels)
                var row = rows[key] ?? row(key, labels: alert.labels, pods: pods)
                row.state = alert.state == "firing" ? .firing : .pending
                row.since = alert.activeAt
                if row.state == .pending, let active = alert.activeAt { row.fires = active + .milliseconds(Int64(rule.hold * 1000)) }
                row.annotations = alert.annotations
                row.expression = rule.expression
                if !row.sources.contains("Prometheus") { row.sources.append("Prometheus") }
                rows[key] = row
            }
        }
        for alert in alertmanager {
            let key = key(alert.labels)
            var row = rows[key] ?? row(key, labels: alert.labels, pods: pods)
            row.labels.merge(alert.labels) { _, theirs in theirs }
            row.annotations.merge(alert.annotations) { ours, _ in ours }
            row.state = alert.state == "suppressed" ? .suppressed : .firing
            row.since = row.since ?? alert.startsAt
            row.silencedBy = alert.silencedBy
            if row.context.isEmpty { row.context = context(row.labels, pods) }
            if !row.sources.contains("Alertmanager") { row.sources.append("Alertmanager") }
            rows[key] = row
        }
        for (context, conditions) in seenHere.sorted(by: { $0.key < $1.key }) { join(conditions, of: context, into: &rows, now: now) }
        return rows.values.map(finished).sorted(by: Self.precedes)
    }

    private func join(_ conditions: [SeenHere], of context: String, into rows: inout [String: AlertRow], now: Timestamp) {
        // Found by what they have in common: a lost node makes thousands of conditions, and looking at every row for each is their square.
        var reported: [Place: String] = [:]
        for (key, row) in rows where row.context.isEmpty || row.context == context {
            reported[Place(alert: row.name, namespace: row.namespace, pod: row.pod)] = key
        }
        for condition in conditions {
            let place = Place(alert: condition.alert, namespace: condition.namespace, pod: condition.pod)
            let id = "seen/\(context)/\(condition.uid)/\(condition.alert)/\(condition.container)"
            let key = reported[place] ?? id
            var row = rows[key] ?? alone(condition, id: id, context: context, now: now)
            row.context = context
            row.sources.append("seen here")
            rows[key] = row
            reported[place] = key
        }
    }

    /// By what a condition and a reported alert are found to be the same.
    private struct Place: Hashable {
        let alert: String, namespace: String, pod: String
    }

    /// A condition that nobody else reports.
    private func alone(_ condition: SeenHere, id: String, context: String, now: Timestamp) -> AlertRow {
        let firing = condition.fires <= now
        var row = AlertRow(
            id: id, name: condition.alert, severity: condition.severity, state: firing ? .firing : .pending, context: context,
            namespace: condition.namespace, pod: condition.pod)
        row.since = condition.since
        row.fires = firing ? nil : condition.fires
        row.summary = condition.sentence
        row.labels = ["alertname": condition.alert, "namespace": condition.namespace, "pod": condition.pod]
        if !condition.container.isEmpty { row.labels["container"] = condition.container }
        return row
    }

    private func key(_ labels: [String: String]) -> String {
        Self.identity.map { labels[$0] ?? "" }.joined(separator: "\u{1f}")
    }

    private func row(_ key: String, labels: [String: String], pods: [String: Set<String>]) -> AlertRow {
        var row = AlertRow(
            id: key, name: labels["alertname"] ?? "(no name)", severity: labels["severity"] ?? "none", state: .firing,
            context: context(labels, pods), namespace: labels["namespace"] ?? "",
            pod: labels["pod"] ?? labels["deployment"] ?? labels["node"] ?? labels["instance"] ?? "")
        row.labels = labels
        return row
    }

    /// The one context that has such a pod, else what the mapping says.
    private func context(_ labels: [String: String], _ pods: [String: Set<String>]) -> String {
        if let namespace = labels["namespace"], let pod = labels["pod"] {
            let owners = pods.filter { $0.value.contains(namespace + "/" + pod) }.keys
            if owners.count == 1, let owner = owners.first { return owner }
        }
        for (label, values) in mapping.sorted(by: { $0.key < $1.key }) {
            if let value = labels[label], let context = values[value] { return context }
        }
        return ""
    }

    /// A row with what follows from all that its sources said.
    private func finished(_ row: AlertRow) -> AlertRow {
        var row = row
        if row.summary.isEmpty { row.summary = ["summary", "description", "message"].lazy.compactMap { row.annotations[$0] }.first ?? "" }
        row.findWorkload()
        return row
    }

    /// Firing before pending before suppressed; then by severity; then the newest.
    private static func precedes(_ a: AlertRow, _ b: AlertRow) -> Bool {
        let left = (states[a.state] ?? 3, ranks[a.severity] ?? 4, -(a.since?.milliseconds ?? 0))
        let right = (states[b.state] ?? 3, ranks[b.severity] ?? 4, -(b.since?.milliseconds ?? 0))
        return left == right ? a.id < b.id : left < right
    }
}
