import Feeds
import Host
import Services
import Terminal

/// One model: its newest value against gate and baseline, a chart of its history, and its runs.
struct ModelPage: DocumentPage {
    static let kind = PageKind.model

    let number: Int
    let id: String, name: String
    var view = DocumentView()
    var tab = 0

    init(number: Int, id: String, name: String) {
        self.number = number
        self.id = id
        self.name = name
    }

    var crumbs: [String] { [name] }
    var thing: Target? { .model(id: id, name: name) }
    func standing(_ shared: Shared) -> Standing { Standing(shared.world.models.freshness, now: shared.now) }

    func head(_ shared: Shared, width: Int) -> [Line] {
        guard let model = shared.world.model(id) else {
            return [Line("MLflow does not list this experiment any more.", .degraded)]
        }
        var parts = ["\(model.metric) \(model.current.map { Numbers.decimal($0, 4) } ?? "has no value")"]
        if let gate = model.gate { parts.append("gate \(Numbers.decimal(gate, 2))") }
        if let baseline = model.baseline { parts.append("baseline \(Numbers.decimal(baseline, 4))") }
        if model.driftPercent > 0 { parts.append("drift \(Numbers.decimal(model.driftPercent, 1))%") }
        parts.append("n=\(model.testRows)")
        let version = model.version.map { "version \($0.version) \($0.stage)" } ?? "not registered"
        return [
            Line(
                [model.severity.span, .sentence(model.cause.isEmpty ? "as it should be" : model.cause, model.severity.role)],
                right: [Span(version, .muted)]),
            Line([Span("  "), .sentence(parts.joined(separator: " · "))]),
        ]
    }

    func body(_ shared: Shared, width: Int) -> [BodyLine] {
        guard let model = shared.world.model(id) else { return [] }
        var lines = chart(model, width)
        lines += [.empty, .heading("Runs, newest first")]
        if model.runs.isEmpty {
            lines += BodyLine.paragraph(
                "No run is logged. A training job that ended without a run here logged to a local folder.", width: width, .muted)
        }
        let parameters = changing(model.runs)
        for run in model.runs {
            let severity = Severity(run: run.status)
            let value = run.metrics[model.metric].map { Numbers.decimal($0, 4) } ?? "-"
            let changed = parameters.map { "\($0)=\(run.parameters[$0] ?? "-")" }.joined(separator: " ")
            lines.append(
                BodyLine(
                    Line(
                        [
                            severity.span, .column(String(run.id.prefix(8)), 10, .muted),
                            .column(run.name, 22, .plain, cut: .middle), .column(value, 8, .plain, .right),
                            .sentence("  " + changed, .muted),
                        ],
                        right: [
                            Span(run.commit.map { String($0.prefix(7)) + " " } ?? "", .muted),
                            .column(Numbers.age(since: run.started, now: shared.now), 5, .muted, .right),
                        ]),
                    opens: .training(experiment: id, run: run.id)))
        }
        return lines
    }

    /// Values of finished runs as bars, with the gate as a line across.
    private func chart(_ model: ModelRow, _ width: Int) -> [BodyLine] {
        guard model.history.count > 1 else { return [BodyLine("One value makes no chart.", .muted)] }
        return Chart.lines(model.history, gate: model.gate, columns: min(width - 12, 3 * model.history.count), rows: 6)
    }

    /// Parameters that differ between runs: the ones worth a column.
    private func changing(_ runs: [Run]) -> [String] {
        let names = Set(runs.flatMap { $0.parameters.keys })
        return names.filter { name in Set(runs.map { $0.parameters[name] ?? "" }).count > 1 }.sorted().prefix(5).map { $0 }
    }
}

extension Severity {
    /// How bad a training run's state is, in MLflow's words.
    init(run status: String) {
        switch status {
        case "FINISHED": self = .well
        case "FAILED": self = .broken
        case "KILLED": self = .degraded
        case "RUNNING", "SCHEDULED": self = .moving
        default: self = .unknown
        }
    }
}
