import Archive
import Console
import Feeds
import Host
import JSON
import Services

/// A judged look as JSON for programs. docs/headless.md is its description: names and meanings stay, new members may come.
///
/// Times are RFC 3339 in UTC, durations end in `_seconds`, shares are 0 to 1. `null` says "not known", an empty array "none".
struct StatusJSON {
    let report: StatusReport
    /// Whether ages and measurements are written, which differ from one look to the next although nothing has happened.
    var isVolatile = true

    /// The whole.
    var value: Value {
        var json: Value = ["schema": 1]
        if isVolatile { json["taken"] = .string(report.taken.rfc3339) }
        json["verdict"] = .string(report.verdict.key)
        json["broken"] = .int(report.problems.filter { $0.severity == .broken }.count)
        json["degraded"] = .int(report.problems.filter { $0.severity == .degraded }.count)
        json["unknown"] = .strings(report.unknown.map(\.name))
        json["problems"] = .array(report.problems.map(problem))
        json["feeds"] = .array(report.feeds.map(feed))
        json["contexts"] = .array(report.look.contexts.map(context))
        json["alerts"] = report.look.alerts.value == nil ? .null : .array(report.alerts.map(alert))
        json["targets"] = targets
        if !report.look.isNarrowed { json["models"] = report.look.models.value.map { .array($0.models.map(model)) } ?? .null }
        json["applications"] =
            report.look.applications.value.map { view in
                .array(view.applications.filter { report.looksAt($0.context) }.map(application))
            } ?? .null
        if !report.look.isNarrowed {
            json["pipelines"] = report.look.pipelines.value.map { .array($0.newestOfBranches.map(pipeline)) } ?? .null
        }
        json["reports"] = reports
        return json
    }

    private func problem(_ problem: StatusProblem) -> Value {
        var json: Value = [
            "kind": .string(problem.kind), "severity": .string(problem.severity.key), "name": .string(problem.name),
            "place": .string(problem.place), "cause": .string(problem.cause),
        ]
        if isVolatile { json["since"] = time(problem.since) }
        return json
    }

    private func feed(_ feed: StatusFeed) -> Value {
        var json: Value = ["name": .string(feed.name), "service": .string(feed.service), "state": .string(feed.state)]
        if isVolatile {
            json["answered"] = time(feed.freshness.lastSuccess)
            json["age_seconds"] = feed.freshness.lastSuccess.map { .double(max(0, (report.taken - $0).seconds)) } ?? .null
            // Two failures of one service are one piece of news: the sentence may name a port, the state may not change.
            json["why"] = text(feed.why)
        }
        return json
    }

    private func context(_ name: String) -> Value {
        let fed = report.look.clusters[name] ?? Fed()
        var json: Value = ["name": .string(name), "health": .string(report.health(of: name).key)]
        guard let view = fed.value else {
            for member in ["nodes", "pods", "troubled"] { json[member] = .null }
            return json
        }
        json["nodes"] =
            view.awaited.contains("nodes") || view.gaps.contains { $0.hasPrefix("nodes") }
            ? .null : ["total": .int(view.nodes.count), "ready": .int(view.nodes.filter(\.isReady).count)]
        json["pods"] = .object(
            [.init("total", .int(view.pods.count))]
                + Severity.allCases.reversed().map { severity in .init(severity.key, .int(view.pods.filter { $0.severity == severity }.count)) })
        if isVolatile {
            json["cpu_share"] = share(view.cpu)
            json["memory_share"] = share(view.memory)
        }
        json["troubled"] = .array(view.pods.filter { $0.severity.isProblem }.map(pod))
        return json
    }

    private func pod(_ row: PodRow) -> Value {
        var json: Value = [
            "namespace": .string(row.pod.meta.namespace), "name": .string(row.pod.meta.name), "severity": .string(row.severity.key),
            "status": .string(row.status), "cause": .string(row.cause), "ready": .int(row.ready), "containers": .int(row.total),
            "restarts": .int(row.restarts), "node": text(row.pod.node),
        ]
        if isVolatile { json["since"] = time(row.since) }
        return json
    }

    private func alert(_ alert: AlertRow) -> Value {
        var json: Value = [
            "name": .string(alert.name), "severity": .string(alert.severity), "state": .string(alert.state.rawValue),
            "context": text(alert.context), "namespace": text(alert.namespace), "pod": text(alert.pod), "summary": .string(alert.summary),
            "sources": .strings(alert.sources),
            "labels": .object(alert.labels.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }),
        ]
        if isVolatile {
            json["since"] = time(alert.since)
            json["fires"] = time(alert.fires)
        }
        return json
    }

    private var targets: Value {
        guard let view = report.look.alerts.value, report.look.prometheus.lastSuccess != nil else { return .null }
        return [
            "up": .int(view.targets.filter { $0.health == "up" }.count),
            "down": .array(
                view.targets.filter { $0.health == "down" }.map {
                    ["job": .string($0.job), "instance": .string($0.instance), "error": text($0.lastError)]
                }), "rules": .int(view.rules.count),
        ]
    }

    private func model(_ model: ModelRow) -> Value {
        var json: Value = [
            "experiment": .string(model.experiment.name), "severity": .string(model.severity.key), "cause": .string(model.cause),
            "metric": .string(model.metric), "value": number(model.current), "gate": number(model.gate), "gate_passed": .null,
            "baseline": number(model.baseline), "drift_percent": number(model.baseline == nil ? nil : model.driftPercent),
            "drift_significant": .bool(model.significant), "test_rows": .int(model.testRows), "version": text(model.version?.version),
        ]
        if let gate = model.gate, let current = model.current { json["gate_passed"] = .bool(current >= gate) }
        json["newest_run"] =
            model.runs.first.map { ["id": .string($0.id), "status": .string($0.status), "started": time($0.started)] } ?? .null
        return json
    }

    private func application(_ row: ApplicationRow) -> Value {
        [
            "name": .string(row.application.name), "context": text(row.context), "severity": .string(row.severity.key),
            "cause": .string(row.cause), "sync": .string(row.application.sync), "health": .string(row.application.health),
            "revision": text(row.application.revision), "images": .strings(row.application.images),
        ]
    }

    private func pipeline(_ row: PipelineRow) -> Value {
        [
            "repository": .string(row.run.repository), "number": .int(row.run.number), "id": .int(row.run.id),
            "workflow": .string(row.run.workflow), "branch": .string(row.run.branch), "commit": .string(row.run.commit),
            "severity": .string(row.severity.key), "cause": .string(row.cause), "status": .string(row.run.status),
            "conclusion": text(row.run.conclusion), "started": time(row.run.started ?? row.run.created), "url": text(row.run.url),
        ]
    }

    private var reports: Value {
        guard case .kept(let newest, let count) = report.look.reports else { return .null }
        return ["kept": .int(count), "newest": .array(newest.map(ReportJSON.summary))]
    }

    // MARK: Values

    private func time(_ moment: Timestamp?) -> Value { moment.map { .string($0.rfc3339) } ?? .null }
    private func text(_ text: String?) -> Value { text.flatMap { $0.isEmpty ? nil : .string($0) } ?? .null }
    private func number(_ number: Double?) -> Value { number.flatMap { $0.isFinite ? .double($0) : nil } ?? .null }
    /// Four digits are more than a sampling of usage carries.
    private func share(_ share: Double?) -> Value { number(share.map { ($0 * 10_000).rounded() / 10_000 }) }
}

extension Severity {
    /// The word in JSON.
    var key: String {
        switch self {
        case .broken: "broken"
        case .degraded: "degraded"
        case .moving: "moving"
        case .unknown: "unknown"
        case .well: "well"
        }
    }
}

extension StatusReport {
    /// How a context is: the worst of its nodes and pods; not known while something of it is not.
    func health(of context: String) -> Severity {
        guard let view = look.clusters[context]?.value else { return .unknown }
        let worst = max(view.nodes.contains { !$0.isReady } ? .broken : .well, view.pods.first?.severity ?? .well)
        if worst.isProblem { return worst }
        return feeds.first { $0.name == context }?.isUnknown == true ? .unknown : worst
    }
}
