import Feeds
import Host
import Services
import Terminal

/// How the rows of the alerts pane read.
extension AlertsPane {
    func line(_ row: Row, width: Int, _ shared: Shared) -> Line {
        guard let view = shared.world.alerts.value else { return Line() }
        switch row.id {
        case .targets: return Line(calmIfEmpty(view) + targets(view.targets))
        case .fold(let key): return foldLine(key, view)
        default: return alert(row, shared).map { alertLine($0, width: width, shared) } ?? Line("gone", .muted)
        }
    }

    private func alertLine(_ alert: AlertRow, width: Int, _ shared: Shared) -> Line {
        var left: [Span] = [alert.state == .pending ? Span("◌ ", .degraded) : alert.severityShown.span]
        if isFolded(alert) { left.insert(Span("  "), at: 0) }
        left.append(.name(alert.name, column: width >= 56 ? min(26, width / 3) : nil, alert.severityShown.role))
        left.append(Span(alert.context.isEmpty ? "  " : "  \(alert.context) ", .muted))
        // What a pending alert waits for is worth more than the pod's name where both do not fit.
        if alert.state == .firing || width >= 90 { left.append(.name(alert.pod.isEmpty ? alert.namespace : alert.pod)) }
        if alert.state == .pending {
            left.append(Span(" pending" + fires(alert, shared), .degraded))
        } else if alert.state == .suppressed {
            left.append(Span(" silenced", .muted))
        }
        if alert.sources == ["seen here"] { left.append(Span("  seen here", .muted)) }
        return Line(
            left,
            right: [
                Span(alert.severityWord, alert.severityShown.role),
                .column(Numbers.age(since: alert.since, now: shared.now), 5, .muted, .right),
            ])
    }

    private func fires(_ alert: AlertRow, _ shared: Shared) -> String {
        guard let moment = alert.fires else { return "" }
        let left = (moment - shared.now).seconds
        return left <= 0 ? ", about to fire" : left < 60 ? ", fires within 1m" : ", fires in \(Numbers.age(left))"
    }

    /// Whether an alert stands under an opened fold.
    private func isFolded(_ alert: AlertRow) -> Bool {
        !opened.isEmpty && opened.contains { folds[$0]?.ids.contains(alert.id) == true }
    }

    private func foldLine(_ key: String, _ view: AlertsView) -> Line {
        guard let fold = folds[key] else { return Line("gone", .muted) }
        let worst = fold.members.filter(view.alerts.indices.contains).map { view.alerts[$0].severityShown }.max() ?? .unknown
        return Line([Span(opened.contains(key) ? "- " : "+ ", .accent), worst.span, .sentence(fold.words, worst.role)])
    }

    private func calmIfEmpty(_ view: AlertsView) -> [Span] {
        view.alerts.isEmpty ? calm(view) + [Span(" · ", .muted)] : []
    }

    /// What an empty list means: all well only where rules are evaluated.
    func calm(_ view: AlertsView) -> [Span] {
        if view.rules.isEmpty {
            let hasAnswered = view.prometheus.state == .live
            return [Span(hasAnswered ? "▲ no rules configured" : "○ rules not known", hasAnswered ? .degraded : .muted)]
        }
        let calm = [Span("● ", .healthy), Span("none firing, \(Numbers.count(view.rules.count, "rule"))")]
        // No errors of a server that nobody asks anything say nothing about the server.
        return switch view.traffic {
        case .none: calm + [Span(" · "), Span("▲ no traffic measured", .degraded)]
        case .unknown: calm + [Span(" · "), Span("○ traffic not known", .muted)]
        case .unasked, .measured: calm
        }
    }

    /// `targets 9 up · 1 down: mlflow (404)`.
    func targets(_ targets: [ScrapeTarget]) -> [Span] {
        if targets.isEmpty { return [Span("no targets known", .muted)] }
        let down = targets.filter { $0.health == "down" }
        let up = targets.filter { $0.health == "up" }.count
        var spans = [Span("targets \(up) up", .plain)]
        if let first = down.first {
            spans.append(Span(" · "))
            spans.append(Span("\(down.count) down", .degraded))
            let error = first.lastError.isEmpty ? "" : " (\(Standing.short(first.lastError)))"
            spans.append(.sentence(": \(first.job)\(error)\(down.count > 1 ? ", …" : "")", .degraded))
        }
        return spans
    }

    func sentence(_ row: Row, _ shared: Shared) -> String {
        switch row.id {
        case .targets:
            guard let view = shared.world.alerts.value else { return "" }
            return "\(Numbers.count(view.targets.count, "target")) · \(Numbers.count(view.rules.count, "rule"))"
                + (view.targets.first { $0.health == "down" }.map { " · down: \($0.job) \($0.instance) \($0.lastError)" } ?? "")
        case .fold(let key):
            let alerts = shared.world.alerts.value?.alerts ?? []
            let names = (folds[key]?.members ?? []).filter(alerts.indices.contains).map { alerts[$0].name }.uniqued
            return "Enter shows or hides \(names.joined(separator: ", "))."
        default: return alert(row, shared).map { Self.sentence($0, shared) } ?? "This alert has gone."
        }
    }

    /// `ModelPodOOMKilled critical, firing since 14:01:07Z · ml-apps/iris-… · summary · Prometheus, seen here`.
    static func sentence(_ alert: AlertRow, _ shared: Shared) -> String {
        var parts = ["\(alert.name) \(alert.severity)"]
        if let since = alert.since { parts[0] += ", \(alert.state.rawValue) since \(shared.options.clock.time(since))" }
        let place = [alert.context, alert.namespace, alert.pod].filter { !$0.isEmpty }.joined(separator: "/")
        if !place.isEmpty { parts.append(place) }
        if !alert.summary.isEmpty { parts.append(alert.summary) }
        if !alert.sources.isEmpty { parts.append(alert.sources.joined(separator: ", ")) }
        return parts.joined(separator: " · ")
    }
}
