import Feeds
import Host
import Services
import Terminal

/// One row per watched model: its newest value against gate and baseline, and how it went.
struct ModelsPane: Pane {
    static let id = PaneID.models
    static let title = "Models"
    static let reads: Set<World.Part> = [.models]

    var roster = Roster()

    func arrange(_ shared: Shared) -> Arrangement {
        var result = Arrangement()
        for (index, model) in (shared.world.models.value?.models ?? []).enumerated() {
            guard roster.filter.matches([model.experiment.name, model.cause, model.metric], labels: [:]) else {
                result.hidden += 1
                continue
            }
            result.add(.model(model.id), index, isProblem: model.severity.isProblem)
        }
        return result
    }

    func standing(_ shared: Shared) -> Standing {
        Standing(shared.world.models.freshness, now: shared.now, naming: shared.controlPlaneSilent == nil)
    }

    func trouble(_ shared: Shared) -> String? { shared.world.models.freshness.isOld ? shared.world.models.freshness.lastError : nil }

    func summary(_ shared: Shared) -> Line {
        guard let models = shared.world.models.value?.models, !models.isEmpty else {
            return Line([.sentence(emptiness(shared), .muted)])
        }
        var spans: [Span] = []
        for model in models.prefix(4) {
            if !spans.isEmpty { spans.append(Span("  ")) }
            spans.append(model.severity.span)
            spans.append(.name(model.experiment.name))
            spans.append(Span(" " + (model.current.map { Numbers.decimal($0) } ?? "no value")))
        }
        return Line(spans)
    }

    func emptiness(_ shared: Shared) -> String {
        if !roster.filter.isEmpty { return "No model matches /\(roster.filter.text); Esc takes the filter away." }
        let freshness = shared.world.models.freshness
        switch freshness.state {
        case .off(let why): return "Models are off: \(why)."
        case .connecting: return "MLflow has never answered yet; nothing is known about models."
        case .failed: return "Models are not known: \(freshness.lastError ?? "MLflow has never answered.")"
        case .live, .stale: return "No experiment is watched: name them under [mlflow] in config.toml."
        }
    }

    func line(_ row: Row, width: Int, _ shared: Shared) -> Line {
        guard let model = model(row, shared) else { return Line("gone", .muted) }
        var left = [model.severity.span]
        left.append(.name(model.experiment.name, column: width >= 56 ? min(28, width / (model.cause.isEmpty || width >= 90 ? 3 : 4)) : nil))
        left.append(
            Span(" " + (model.current.map { Numbers.decimal($0) } ?? "no value"), model.current == nil ? .muted : .plain, .bold))
        left.append(Span(" " + Sparkline.text(model.history, columns: width >= 90 ? 10 : 5) + " ", .moving))
        if let gate = model.gate {
            let passes = model.current.map { $0 >= gate }
            left.append(
                Span(
                    passes == nil ? "gate ○ " : passes == true ? "gate ● " : "gate ✗ ",
                    passes == nil ? .muted : passes == true ? .healthy : .broken))
            left.append(Span(Numbers.decimal(gate, 2)))
        }
        if !model.cause.isEmpty { left.append(.sentence("  " + model.cause, model.severity.role)) }
        return Line(left, right: right(model, width: width, shared))
    }

    private func right(_ model: ModelRow, width: Int, _ shared: Shared) -> [Span] {
        guard let newest = model.runs.first else { return [Span("no runs", .muted)] }
        let age = Span.column(Numbers.age(since: newest.started, now: shared.now), 5, .muted, .right)
        let state = newest.status == "RUNNING" ? Span("▶ training ", .moving) : Span("")
        return width >= 90 ? [state, Span("run \(newest.id.prefix(4))", .muted), age] : [state, age]
    }

    func sentence(_ row: Row, _ shared: Shared) -> String {
        guard let model = model(row, shared) else { return "This model has gone." }
        var parts = ["\(model.experiment.name): \(model.metric) \(model.current.map { Numbers.decimal($0) } ?? "has no value")"]
        if let baseline = model.baseline { parts.append("baseline \(Numbers.decimal(baseline))") }
        if model.driftPercent > 0 {
            parts.append(
                "drift \(Numbers.decimal(model.driftPercent, 1))%"
                    + (model.significant ? "" : ", not significant (n=\(model.testRows))"))
        }
        if let version = model.version {
            parts.append(
                "version \(version.version)" + (version.stage.isEmpty || version.stage == "None" ? "" : " \(version.stage)"))
        }
        parts.append(Numbers.count(model.runs.count, "run"))
        return parts.joined(separator: " · ")
    }

    func target(_ row: Row, _ shared: Shared) -> Target? {
        model(row, shared).map { .model(id: $0.id, name: $0.experiment.name) }
    }

    private func model(_ row: Row, _ shared: Shared) -> ModelRow? {
        guard let models = shared.world.models.value?.models, models.indices.contains(row.index) else { return nil }
        return models[row.index]
    }
}
