extension World {
    mutating func seedMonitoring() { schedule(.monitoring(.evaluate), after: .zero) }

    mutating func apply(_ command: MonitoringCommand) {
        switch command {
        case .silence(let silence):
            monitoring.silences.removeAll { $0.id == silence.id }
            monitoring.silences.append(silence)
        case .expireSilence(let id):
            for index in monitoring.silences.indices where monitoring.silences[index].id == id {
                monitoring.silences[index].endsAt = min(monitoring.silences[index].endsAt, now)
                monitoring.silences[index].updatedAt = now
            }
        case .port(let job, let isOpen):
            for index in clusters.closedPorts.indices where clusters.closedPorts[index].job == job && clusters.closedPorts[index].until == nil {
                clusters.closedPorts[index].until = now
            }
            if !isOpen { clusters.closedPorts.append(.init(job: job, from: now)) }
        case .fail(let subject): monitoring.failedProbes.append(.init(subject: subject, from: now))
        case .healProbes:
            for index in monitoring.failedProbes.indices where monitoring.failedProbes[index].until == nil {
                monitoring.failedProbes[index].until = now
            }
        case .evaluate:
            evaluateRules()
            schedule(.monitoring(.evaluate), after: scrapeInterval)
        }
    }

    /// The time for which a rule must hold before it fires, at this world's pace.
    func duration(of rule: AlertRule) -> Span { rule.duration / pace }

    private mutating func evaluateRules() {
        var evaluator = PromQLEvaluator(store: MetricStore(self))
        var active: [Alert] = []
        for rule in AlertRule.all {
            // A rule that fails keeps its alerts: they are neither confirmed nor denied.
            guard let elements = try? evaluator.vector(rule.expression, at: now) else {
                active += monitoring.active.filter { $0.rule == rule.name }
                continue
            }
            active += elements.map { alert(of: rule, $0) }
        }
        let standing = Set(active.map(\.labels))
        for var gone in monitoring.active where gone.firedAt != nil && !standing.contains(gone.labels) {
            gone.resolvedAt = now
            monitoring.past.append(gone)
        }
        if monitoring.past.count > MonitoringState.pastKept { monitoring.past.removeFirst(MonitoringState.pastKept / 2) }
        monitoring.active = active
        monitoring.lastEvaluation = now
    }

    private func alert(of rule: AlertRule, _ element: PromQLValue.Element) -> Alert {
        var labels = element.labels.unnamed.merging(rule.labels) { $1 }
        labels["alertname"] = rule.name
        var alert =
            monitoring.active.first { $0.labels == labels }
            ?? Alert(rule: rule.name, labels: labels, annotations: [:], activeAt: now, value: element.value)
        alert.value = element.value
        alert.annotations = [
            "summary": AlertTemplate.render(rule.summary, labels: labels, value: element.value),
            "description": AlertTemplate.render(rule.details, labels: labels, value: element.value),
        ]
        if alert.firedAt == nil, now - alert.activeAt >= duration(of: rule) { alert.firedAt = now }
        return alert
    }
}
