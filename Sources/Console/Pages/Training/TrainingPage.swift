import Feeds
import Host
import Services
import Terminal

/// One training run: parameters, metrics, tags; and how its metric went over the steps.
struct TrainingPage: DocumentPage {
    static let kind = PageKind.training

    let number: Int
    let experiment: String, run: String
    /// The metric's values, once asked.
    var points: [MetricPoint]?
    var problem: String?
    var view = DocumentView()
    var tab = 0

    init(number: Int, experiment: String, run: String) {
        self.number = number
        self.experiment = experiment
        self.run = run
    }

    var crumbs: [String] { ["run \(run.prefix(8))"] }
    var thing: Target? { .training(experiment: experiment, run: run) }
    func standing(_ shared: Shared) -> Standing { Standing(shared.world.models.freshness, now: shared.now) }

    private func found(_ shared: Shared) -> Run? { shared.world.model(experiment)?.runs.first { $0.id == run } }

    mutating func opened(_ shared: inout Shared) -> [Effect] {
        let metric = shared.world.model(experiment)?.metric ?? "accuracy"
        return [begin("metric", .metricHistory(run: run, metric: metric))]
    }

    mutating func take(_ answer: Answer, _ name: String, _ shared: inout Shared) -> [Effect] {
        switch answer {
        case .metric(let found): points = found
        case .failed(let sentence): problem = sentence
        default: break
        }
        return []
    }

    func head(_ shared: Shared, width: Int) -> [Line] {
        guard let found = found(shared) else { return [Line("MLflow does not list this run any more.", .degraded)] }
        let severity = Severity(run: found.status)
        var words = found.status.lowercased()
        if let started = found.started {
            words += ", started \(shared.options.clock.full(started))"
            if let ended = found.ended { words += ", took \(Numbers.span((ended - started).seconds))" }
        }
        return [Line([severity.span, .sentence("\(found.name.isEmpty ? found.id : found.name) · \(words)", severity.role)])]
    }

    func body(_ shared: Shared, width: Int) -> [BodyLine] {
        guard let found = found(shared), let model = shared.world.model(experiment) else { return [] }
        var lines: [BodyLine] = []
        for (title, values) in [
            ("Metrics", found.metrics.mapValues { Numbers.decimal($0, 4) }), ("Parameters", found.parameters),
            ("Tags", found.tags),
        ] where !values.isEmpty {
            lines.append(.heading(title))
            for (key, value) in values.sorted(by: { $0.key < $1.key }) {
                lines += BodyLine.pair(key, value, width: width, names: 30)
            }
            lines.append(.empty)
        }
        lines.append(.heading("\(model.metric) over the steps"))
        if let points {
            let values = points.map(\.value)
            lines +=
                values.count > 1
                ? Chart.lines(values, gate: model.gate, columns: width - 12, rows: 8)
                : [BodyLine("Logged once, at the end: there is nothing to chart.", .muted)]
        } else {
            lines.append(BodyLine(problem ?? "Asking MLflow…", problem == nil ? .muted : .degraded))
        }
        return lines
    }
}
