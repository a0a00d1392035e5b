import Feeds
import Host
import Services
import Terminal

/// ArgoCD's applications: in sync or not, healthy or not, and which image runs where.
struct ApplicationsPane: Pane {
    static let id = PaneID.applications
    static let title = "Applications"
    static let reads: Set<World.Part> = [.applications]

    var roster = Roster()

    func arrange(_ shared: Shared) -> Arrangement {
        var result = Arrangement()
        for (index, row) in (shared.world.applications.value?.applications ?? []).enumerated() {
            let texts = [
                row.application.name, row.application.sync, row.application.health, row.context, row.cause,
                row.application.project,
            ]
            guard roster.filter.matches(texts) else {
                result.hidden += 1
                continue
            }
            result.add(.application(row.id), index, isProblem: row.severity.isProblem)
        }
        return result
    }

    func standing(_ shared: Shared) -> Standing {
        Standing(shared.world.applications.freshness, now: shared.now, naming: shared.controlPlaneSilent == nil)
    }

    func trouble(_ shared: Shared) -> String? { shared.world.applications.freshness.isOld ? shared.world.applications.freshness.lastError : nil }

    func summary(_ shared: Shared) -> Line {
        guard let rows = shared.world.applications.value?.applications, !rows.isEmpty else {
            return Line([.sentence(emptiness(shared), .muted)])
        }
        let problems = rows.filter { $0.severity.isProblem }
        if let first = problems.first {
            let others = problems.count > 1 ? " and \(problems.count - 1) more" : ""
            return Line([
                first.severity.span,
                .sentence(
                    "\(first.application.name) \(first.application.sync), \(first.application.health)\(others)",
                    first.severity.role),
            ])
        }
        return Line([
            Severity.well.span, Span(rows.count == 1 ? "1 in sync and healthy" : "all \(rows.count) in sync and healthy"),
        ])
    }

    func emptiness(_ shared: Shared) -> String {
        if !roster.filter.isEmpty { return "No application matches /\(roster.filter.text); Esc takes the filter away." }
        let freshness = shared.world.applications.freshness
        switch freshness.state {
        case .off(let why): return "Applications are off: \(why)."
        case .connecting: return "ArgoCD has never answered yet; nothing is known about applications."
        case .failed: return "Applications are not known: \(freshness.lastError ?? "ArgoCD has never answered.")"
        case .live, .stale: return "ArgoCD lists no application that this account may see."
        }
    }

    func line(_ row: Row, width: Int, _ shared: Shared) -> Line {
        guard let row = application(row, shared) else { return Line("gone", .muted) }
        let app = row.application
        let longest = (shared.world.applications.value?.applications ?? []).map { $0.application.name.utf8.count }.max() ?? 0
        var left = [
            row.severity.span, .name(app.name, column: width >= 56 ? min(longest, width / 3) : nil), Span(" "),
        ]
        if row.severity.isProblem {
            // The cause is what the row is for: of both states only the bad one is said before it.
            if app.sync != "Synced" { left.append(Span(app.sync + " ", app.sync == "OutOfSync" ? .degraded : .muted)) }
            if app.health != "Healthy" { left.append(Span(app.health + " ", app.healthSeverity.role)) }
            left.append(.sentence(" " + cause(row, shared), row.severity.role))
        } else {
            left.append(.column(app.sync, 10, app.sync == "Synced" ? .healthy : .muted))
            left.append(.column(app.health, 12, app.healthSeverity.role))
            left.append(.sentence(row.severity == .well ? app.imageWords : row.cause, row.severity == .well ? .plain : row.severity.role))
        }
        var right: [Span] = []
        if app.operationPhase == "Running" { right.append(Span("▶ syncing ", .moving)) }
        if !row.context.isEmpty { right.append(Span("→ \(row.context)", .muted)) }
        return Line(left, right: right)
    }

    /// Why a row is bad. ArgoCD says of a pod only that it crashes; where our own watch knows why, that is said.
    private func cause(_ row: ApplicationRow, _ shared: Shared) -> String {
        let app = row.application
        guard ["Degraded", "Missing"].contains(app.health), !app.conditions.contains(where: { $0.type.hasSuffix("Error") }),
            let pod = shared.world.clusters[row.context]?.value?.pods.first(where: {
                $0.severity.isProblem && !$0.cause.isEmpty && $0.pod.meta.namespace == app.targetNamespace
                    && ($0.pod.meta.labels["app.kubernetes.io/instance"] ?? $0.pod.meta.labels["app"]) == app.name
            })
        else { return row.cause }
        return "\(pod.cause), pod …\(pod.pod.meta.name.suffix(6))"
    }

    func sentence(_ row: Row, _ shared: Shared) -> String {
        guard let row = application(row, shared) else { return "This application has gone." }
        let app = row.application
        var parts = ["\(app.name) \(app.sync), \(app.health)"]
        if let condition = app.conditions.first { parts.append("\(condition.type): \(condition.message)") }
        if !app.healthMessage.isEmpty { parts.append(app.healthMessage) }
        if !app.revision.isEmpty { parts.append("revision \(app.revision.prefix(7))") }
        if !app.imageWords.isEmpty { parts.append("image \(app.imageWords)") }
        if let last = app.history.last { parts.append("deployed \(Numbers.age(since: last.at, now: shared.now)) ago") }
        return parts.joined(separator: " · ")
    }

    func target(_ row: Row, _ shared: Shared) -> Target? {
        application(row, shared).map { .application(id: $0.id, name: $0.application.name) }
    }

    private func application(_ row: Row, _ shared: Shared) -> ApplicationRow? {
        guard let rows = shared.world.applications.value?.applications, rows.indices.contains(row.index) else { return nil }
        return rows[row.index]
    }
}

extension Application {
    /// How bad its health is.
    var healthSeverity: Severity { Application.severity(health: health) }

    /// How bad a health is, in ArgoCD's words.
    static func severity(health: String) -> Severity {
        switch health {
        case "Healthy": .well
        case "Progressing": .moving
        case "Degraded", "Missing": .broken
        case "Suspended": .degraded
        default: .unknown
        }
    }

    /// The tags of its images.
    var imageWords: String { images.compactMap(\.imageTag).joined(separator: ", ") }
}
