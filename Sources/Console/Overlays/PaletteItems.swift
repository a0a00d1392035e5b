import Archive
import Feeds
import Host
import Services

/// What the palette finds: commands first, then things by how well they fit.
struct PaletteItems {
    /// The best rows so far. Of five thousand pods that fit, only those that will be shown become rows.
    private struct Best {
        private var rows: [(item: Palette.Item, score: Int)] = []
        private static let limit = 60

        /// Adds a row unless there are enough better ones. Equal scores keep their order.
        mutating func add(_ score: Int?, _ item: () -> Palette.Item) {
            guard let score else { return }
            if rows.count == Self.limit, let last = rows.last, last.score >= score { return }
            let place = rows.firstIndex { $0.score < score } ?? rows.count
            rows.insert((item(), score), at: place)
            if rows.count > Self.limit { rows.removeLast() }
        }

        var items: [Palette.Item] { rows.map(\.item) }
    }

    private var best = Best()
    private let text: String
    private let state: State

    /// Rows for typed text; commands alone while nothing is typed.
    static func matching(_ typed: String, _ state: State, actionsOnly: Bool = false) -> [Palette.Item] {
        var found = PaletteItems(text: String(typed.drop { $0 == ":" || $0 == " " }), state: state)
        found.addCommands(actionsOnly: actionsOnly)
        if !found.text.isEmpty, !actionsOnly {
            found.addPods()
            found.addOthers()
            found.addSettings()
        }
        return found.best.items
    }

    private init(text: String, state: State) {
        self.text = text
        self.state = state
    }

    private mutating func addCommands(actionsOnly: Bool) {
        let state = state
        for command in Registry.all where command.isListed && command.exists(state) && (!actionsOnly || command.risk == .changes) {
            guard let score = score(command) else { continue }
            let reason = command.whyNot(state)
            // A command that can run comes before one that cannot, and before things that fit as well.
            best.add(score + (reason == nil ? 60 : 0)) {
                Palette.Item(
                    title: command.title + (command.arguments.isEmpty ? "" : "…"), detail: reason == nil ? command.actsOn(state) : "",
                    key: state.shared.options.keymap.keys(of: command.id).first ?? "", unavailable: reason, action: .command(command.id))
            }
        }
    }

    private func score(_ command: Command) -> Int? {
        if text.isEmpty { return 0 }
        let others = command.aliases + [command.id]
        if others.contains(text) { return 5000 }
        return ([command.title] + others).compactMap { Fuzzy.score(text, in: $0) }.max()
    }

    private mutating func add(_ title: String, _ detail: @autoclosure () -> String, _ target: Target) {
        best.add(Fuzzy.score(text, in: title)) { Palette.Item(title: title, detail: detail(), action: .open(target)) }
    }

    private mutating func addPods() {
        let namesNamespace = text.contains("/")
        for context in state.shared.options.contexts {
            guard let view = state.shared.world.clusters[context]?.value else { continue }
            for row in view.pods {
                let name = row.pod.meta.name
                best.add(Fuzzy.score(text, in: namesNamespace ? "\(row.pod.meta.namespace)/\(name)" : name)) {
                    let meta = row.pod.meta
                    return Palette.Item(
                        title: "\(meta.namespace)/\(meta.name)", detail: "pod in \(context), \(row.cause.isEmpty ? row.status : row.cause)",
                        action: .open(.pod(context: context, namespace: meta.namespace, name: meta.name, uid: meta.uid)))
                }
            }
        }
    }

    private mutating func addOthers() {
        let (world, clock) = (state.shared.world, state.shared.options.clock)
        for context in state.shared.options.contexts {
            add(context, "context", .cluster(context))
            for node in world.clusters[context]?.value?.nodes ?? [] {
                add(node.meta.name, "node in \(context)", .node(context: context, uid: node.meta.uid, name: node.meta.name))
            }
        }
        let alerts = world.alerts.value?.alerts ?? []
        var (name, score) = ("", nil as Int?)
        for index in alerts.indices {
            // Thousands of alerts have a few names.
            if alerts[index].name != name {
                name = alerts[index].name
                score = Fuzzy.score(text, in: name)
            }
            best.add(score) {
                let alert = alerts[index]
                return Palette.Item(
                    title: alert.name, detail: "alert, \(alert.state.rawValue) \(alert.context) \(alert.pod)",
                    action: .open(.alert(id: alert.id, name: alert.name)))
            }
        }
        for model in world.models.value?.models ?? [] {
            add(model.experiment.name, "model", .model(id: model.id, name: model.experiment.name))
            for run in model.runs where !run.name.isEmpty {
                add(run.name, "training run of \(model.experiment.name)", .training(experiment: model.id, run: run.id))
            }
        }
        for row in world.applications.value?.applications ?? [] {
            add(row.application.name, "application, \(row.application.sync)", .application(id: row.id, name: row.application.name))
        }
        for row in world.pipelines.value?.runs ?? [] {
            add(
                "#\(row.run.number) \(row.run.branch) \(row.run.message)", "run of \(row.run.repository)",
                .pipeline(id: row.id, number: row.run.number))
        }
        for report in world.reports.value ?? [] {
            add(report.title, "report, \(clock.day(report.created))", .report(id: report.id, title: report.title))
        }
    }

    private mutating func addSettings() {
        let (words, inConfig) = (text, state.shared.options.theme)
        for name in state.shared.options.themes {
            best.add(Fuzzy.score(words, in: "Theme \(name)")) {
                Palette.Item(title: "Theme \(name)", detail: name == inConfig ? "in config" : "shown while chosen", action: .theme(name))
            }
        }
        for name in state.shared.options.scenarios {
            best.add(Fuzzy.score(words, in: "Play scenario \(name)")) {
                Palette.Item(title: "Play scenario \(name)", detail: "in the lab", action: .scenario(name))
            }
        }
        best.add(-10_000) { Palette.Item(title: "Search all reports for “\(words)”", detail: "", action: .searchReports(words)) }
    }
}

extension Target {
    /// `k3d/ml-apps/iris-…`: what a dialog is about, before its plan says it.
    var place: String {
        if case .pod(let context, _, _, _) = self { return "\(context)/\(words)" }
        return words
    }

    /// A few words for what it is.
    var words: String {
        switch self {
        case .cluster(let name): name
        case .node(_, _, let name): "node \(name)"
        case .pod(_, let namespace, let name, _): "\(namespace)/\(name)"
        case .alert(_, let name): name
        case .fold: "folded alerts"
        case .targets: "targets"
        case .model(_, let name), .application(_, let name): name
        case .training(_, let run): "run \(run.prefix(8))"
        case .pipeline(_, let number): "#\(number)"
        case .log(.container(_, _, let pod, _, let container, _)): "\(pod) \(container)"
        case .log(.job(_, _, let name)): name
        case .report(_, let title): title
        case .triage: "triage"
        case .evidence(_, let number, _): "evidence \(number)"
        case .reports: "reports"
        case .jobs: "jobs"
        case .audit: "audit"
        case .operation(_, let title), .offer(_, let title): title
        }
    }
}
