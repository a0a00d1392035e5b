import Feeds
import Host
import Services
import Terminal

/// What fires and what is about to, joined over Prometheus, Alertmanager and our own watch; and what is scraped.
struct AlertsPane: Pane {
    static let id = PaneID.alerts
    static let title = "Alerts & targets"
    static let reads: Set<World.Part> = [.alerts, .clusters]

    var roster = Roster()
    /// Folds that a person opened, by key.
    var opened: Set<String> = []
    /// Folds as they stand, by key: made when news arrive, not for each frame.
    private(set) var folds: [String: Fold] = [:]

    /// Several alerts on one line.
    struct Fold: Equatable, Sendable {
        var words: String
        var members: [Int]
        var ids: Set<String>
    }

    /// The list as it was folded last.
    private var entries: [AlertFolding.Entry] = []
    private var basis: Basis?

    /// What the rows follow from. Clusters have news many times a second, and hardly ever any for this pane.
    private struct Basis: Equatable, Sendable {
        var edition: Int
        var silent: [String: String]
        var filter: Filter
        var opened: Set<String>
    }

    mutating func refresh(_ shared: Shared, holding: Bool) {
        let now = Basis(edition: shared.world.alertsEdition, silent: shared.silentContexts, filter: roster.filter, opened: opened)
        guard now != basis || (roster.isHeld && !holding) else { return }
        if now.edition != basis?.edition || now.silent != basis?.silent { fold(shared.world.alerts.value?.alerts ?? [], now.silent) }
        basis = now
        roster.adopt(arrange(shared), holding: holding)
    }

    private mutating func fold(_ alerts: [AlertRow], _ silent: [String: String]) {
        entries = AlertFolding.fold(alerts, silent: silent)
        folds = [:]
        for case .fold(let key, let words, let members) in entries {
            folds[key] = Fold(words: words, members: members, ids: Set(members.map { alerts[$0].id }))
        }
    }

    func arrange(_ shared: Shared) -> Arrangement {
        var result = Arrangement()
        guard let view = shared.world.alerts.value else { return result }
        for entry in entries {
            switch entry {
            case .single(let index): add(index, view.alerts[index], to: &result)
            case .fold(let key, _, let members):
                let passing = members.filter { passes(view.alerts[$0]) }
                guard let worst = passing.first else {
                    result.hidden += members.count
                    continue
                }
                result.add(.fold(key), worst, isProblem: true)
                if opened.contains(key) { for index in members { add(index, view.alerts[index], to: &result) } }
            }
        }
        if roster.filter.isEmpty, !view.targets.isEmpty || !view.rules.isEmpty || view.alerts.isEmpty {
            result.add(.targets, 0, isProblem: view.targets.contains { $0.health == "down" })
        }
        return result
    }

    private func add(_ index: Int, _ alert: AlertRow, to result: inout Arrangement) {
        guard passes(alert) else {
            result.hidden += 1
            return
        }
        result.add(.alert(alert.id), index, isProblem: alert.severityShown.isProblem)
    }

    private func passes(_ alert: AlertRow) -> Bool {
        roster.filter.isEmpty
            || roster.filter.matches(
                [alert.name, alert.context, alert.namespace, alert.pod, alert.severity, alert.state.rawValue, alert.summary],
                labels: alert.labels)
    }

    func standing(_ shared: Shared) -> Standing {
        let fed = shared.world.alerts
        if fed.freshness.state == .live, let view = fed.value {
            // One of two sources may be silent while the other keeps the list alive: that must show.
            for (name, source) in [("Prometheus", view.prometheus), ("Alertmanager", view.alertmanager)] {
                if source.state == .stale || source.state == .failed {
                    let standing = Standing(source, now: shared.now)
                    return Standing("\(name) \(standing.text)", standing.role)
                }
            }
        }
        return Standing(fed.freshness, now: shared.now, naming: shared.controlPlaneSilent == nil)
    }

    func trouble(_ shared: Shared) -> String? { shared.world.alerts.freshness.isOld ? shared.world.alerts.freshness.lastError : nil }

    func summary(_ shared: Shared) -> Line {
        guard let view = shared.world.alerts.value, let counts = shared.alertCounts else {
            return Line([.sentence(emptiness(shared), .muted)])
        }
        var spans: [Span] = []
        if counts.firing > 0 {
            spans.append(Severity.broken.span)
            spans.append(Span("\(counts.firing) firing", .broken))
        }
        if counts.pending > 0 { spans.append(Span("\(spans.isEmpty ? "" : " · ")◌ \(counts.pending) pending", .degraded)) }
        if spans.isEmpty { spans = calm(view) }
        return Line(spans + [Span(" · ", .muted)] + targets(view.targets))
    }

    func emptiness(_ shared: Shared) -> String {
        if !roster.filter.isEmpty { return "No alert matches /\(roster.filter.text); Esc takes the filter away." }
        let freshness = shared.world.alerts.freshness
        switch freshness.state {
        case .off(let why): return "Alerts are off: \(why)."
        case .connecting: return "Prometheus and Alertmanager have never answered yet; nothing is known about alerts."
        case .failed:
            return "Alerts are not known: \(freshness.lastError ?? "Prometheus and Alertmanager have never answered.")"
        case .live, .stale: return "No alerts."
        }
    }

    func target(_ row: Row, _ shared: Shared) -> Target? {
        switch row.id {
        case .alert(let id): alert(row, shared).map { .alert(id: id, name: $0.name) }
        case .fold(let key): .fold(key)
        case .targets: .targets
        default: nil
        }
    }

    func isOld(_ row: Row, _ shared: Shared) -> Bool {
        guard case .alert = row.id, let alert = alert(row, shared) else { return false }
        return shared.isSilent(alert.context)
    }

    mutating func toggled(_ row: Row, _ shared: Shared) -> Bool {
        guard case .fold(let key) = row.id else { return false }
        if opened.remove(key) == nil { opened.insert(key) }
        return true
    }

    /// The alert of a row, by its place.
    func alert(_ row: Row, _ shared: Shared) -> AlertRow? {
        guard let alerts = shared.world.alerts.value?.alerts, alerts.indices.contains(row.index) else { return nil }
        return alerts[row.index]
    }
}

extension AlertRow {
    /// How bad it is: a critical that fires is broken, one that is about to fire or only warns is degraded.
    package var severityShown: Severity {
        switch state {
        case .firing: severity == "critical" ? .broken : severity == "info" || severity == "none" ? .unknown : .degraded
        case .pending: .degraded
        case .suppressed: .unknown
        }
    }

    /// `crit`, `warn`, or the first letters of what else it says.
    var severityWord: String {
        switch severity {
        case "critical": "crit"
        case "warning": "warn"
        default: String(severity.prefix(6))
        }
    }
}

extension Shared {
    /// Whether a context has stopped answering, or never began.
    func isSilent(_ context: String) -> Bool {
        guard let state = world.clusters[context]?.freshness.state else { return false }
        return state == .stale || state == .failed
    }

    /// Contexts that do not answer, with words for each.
    var silentContexts: [String: String] {
        var result: [String: String] = [:]
        for (name, fed) in world.clusters where isSilent(name) {
            result[name] = "\(name): \(silence(fed.freshness))"
        }
        return result
    }
}
