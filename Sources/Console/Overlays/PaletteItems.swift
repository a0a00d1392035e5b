import Archive
import Feeds
import Host
import Services

/// What the palette finds: commands first, then things by how well they fit.
enum PaletteItems {
    private static let limit = 60

    /// Rows for typed text; commands alone while nothing is typed.
    static func matching(_ typed: String, _ state: State) -> [Palette.Item] {
        let text = typed.drop { $0 == ":" || $0 == " " }
        var scored: [(item: Palette.Item, score: Int)] = []
        for command in Registry.all where command.isListed && command.exists(state) {
            guard let score = score(String(text), command.title, command.aliases + [command.id]) else { continue }
            // A command that can run comes before one that cannot, and before things that fit as well.
            let reason = command.whyNot(state)
            scored.append((item(command, state, reason), score + (reason == nil ? 60 : 0)))
        }
        if !text.isEmpty {
            scored += things(String(text), state) + themes(String(text), state) + scenarios(String(text), state)
            let words = String(text)
            scored.append(
                (Palette.Item(title: "Search all reports for “\(words)”", detail: "", action: .searchReports(words)), -10_000))
        }
        // Stable: equal scores keep the order of the registry.
        return scored.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
            .prefix(limit).map(\.element.item)
    }

    private static func score(_ text: String, _ title: String, _ others: [String]) -> Int? {
        if text.isEmpty { return 0 }
        if others.contains(text) { return 5000 }
        return ([title] + others).compactMap { Fuzzy.score(text, in: $0) }.max()
    }

    private static func item(_ command: Command, _ state: State, _ reason: String?) -> Palette.Item {
        let keys = state.shared.options.keymap.keys(of: command.id)
        let actsOn = command.id == "triage" || command.id.hasPrefix("logs") ? state.acting?.words ?? "" : ""
        return Palette.Item(
            title: command.title + (command.arguments.isEmpty ? "" : "…"), detail: actsOn, key: keys.first ?? "",
            unavailable: reason,
            action: .command(command.id))
    }

    /// Every row of every pane, and pods that no filter or fold hides.
    private static func things(_ text: String, _ state: State) -> [(item: Palette.Item, score: Int)] {
        var found: [(item: Palette.Item, score: Int)] = []
        func add(_ title: String, _ detail: String, _ target: Target) {
            guard let score = Fuzzy.score(text, in: title) else { return }
            found.append((Palette.Item(title: title, detail: detail, action: .open(target)), score))
        }
        let world = state.shared.world
        for context in state.shared.options.contexts {
            guard let view = world.clusters[context]?.value else { continue }
            add(context, "context", .cluster(context))
            for node in view.nodes {
                add(node.meta.name, "node in \(context)", .node(context: context, uid: node.meta.uid, name: node.meta.name))
            }
            for row in view.pods {
                let meta = row.pod.meta
                // The name alone is scored first: five thousand joined strings would cost more than the key may.
                guard Fuzzy.score(text, in: meta.name) != nil || text.contains("/") else { continue }
                add(
                    "\(meta.namespace)/\(meta.name)", "pod in \(context), \(row.cause.isEmpty ? row.status : row.cause)",
                    .pod(context: context, namespace: meta.namespace, name: meta.name, uid: meta.uid))
            }
        }
        for alert in world.alerts.value?.alerts ?? [] {
            add(
                alert.name, "alert, \(alert.state.rawValue) \(alert.context) \(alert.pod)", .alert(id: alert.id, name: alert.name)
            )
        }
        for model in world.models.value?.models ?? [] {
            add(model.experiment.name, "model", .model(id: model.id, name: model.experiment.name))
            for run in model.runs where !run.name.isEmpty {
                add(run.name, "training run of \(model.experiment.name)", .training(experiment: model.id, run: run.id))
            }
        }
        for row in world.applications.value?.applications ?? [] {
            add(
                row.application.name, "application, \(row.application.sync)", .application(id: row.id, name: row.application.name)
            )
        }
        for row in world.pipelines.value?.runs ?? [] {
            add(
                "#\(row.run.number) \(row.run.branch) \(row.run.message)", "run of \(row.run.repository)",
                .pipeline(id: row.id, number: row.run.number))
        }
        for report in world.reports.value ?? [] {
            add(
                report.title, "report, \(state.shared.options.clock.day(report.created))",
                .report(id: report.id, title: report.title))
        }
        return found
    }

    private static func scenarios(_ text: String, _ state: State) -> [(item: Palette.Item, score: Int)] {
        state.shared.options.scenarios.compactMap { name in
            let title = "Play scenario \(name)"
            guard let score = Fuzzy.score(text, in: title) else { return nil }
            return (Palette.Item(title: title, detail: "in the lab", action: .scenario(name)), score)
        }
    }

    private static func themes(_ text: String, _ state: State) -> [(item: Palette.Item, score: Int)] {
        state.shared.options.themes.compactMap { name in
            let title = "Theme \(name)"
            guard let score = Fuzzy.score(text, in: title) else { return nil }
            return (
                Palette.Item(
                    title: title, detail: name == state.shared.options.theme ? "in config" : "shown while chosen",
                    action: .theme(name)), score
            )
        }
    }
}

extension Target {
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
        }
    }
}
