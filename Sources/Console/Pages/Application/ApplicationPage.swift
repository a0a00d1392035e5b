import Feeds
import Host
import Services
import Terminal

/// One ArgoCD application: why it is as it is, its resources, and what was deployed before.
struct ApplicationPage: DocumentPage {
    static let kind = PageKind.application

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
    var thing: Target? { .application(id: id, name: name) }
    func standing(_ shared: Shared) -> Standing { Standing(shared.world.applications.freshness, now: shared.now) }
    func tabs(_ shared: Shared) -> [String] { ["summary", "resources", "history"] }

    func head(_ shared: Shared, width: Int) -> [Line] {
        guard let row = shared.world.application(id) else {
            return [Line("ArgoCD does not list this application any more.", .degraded)]
        }
        let app = row.application
        var lines = [
            Line(
                [
                    row.severity.span, Span(app.sync, app.sync == "Synced" ? .healthy : .degraded), Span("  "),
                    Span(app.health, app.healthSeverity.role),
                ],
                right: [Span("compared \(Numbers.age(since: app.reconciled, now: shared.now)) ago", .muted)])
        ]
        if !row.cause.isEmpty { lines.append(Line([Span("  "), .sentence(row.cause, row.severity.role)])) }
        return lines
    }

    func body(_ shared: Shared, width: Int) -> [BodyLine] {
        guard let row = shared.world.application(id) else { return [] }
        switch tab {
        case 0: return summary(row, shared, width)
        case 1: return resources(row, shared, width)
        default: return history(row.application, shared)
        }
    }

    private func summary(_ row: ApplicationRow, _ shared: Shared, _ width: Int) -> [BodyLine] {
        let app = row.application
        var lines: [BodyLine] = []
        // Conditions explain what "Unknown" hides, so they come first.
        for condition in app.conditions {
            lines += BodyLine.pair(condition.type, condition.message, width: width, names: 20, .degraded)
        }
        if !app.healthMessage.isEmpty {
            lines += BodyLine.pair("health", app.healthMessage, width: width, names: 20, app.healthSeverity.role)
        }
        if !app.operationPhase.isEmpty {
            let when = app.operationFinished ?? app.operationStarted
            let role: Role =
                ["Failed", "Error"].contains(app.operationPhase) ? .broken : app.operationPhase == "Running" ? .moving : .plain
            lines += BodyLine.pair(
                "last operation", "\(app.operationPhase) \(shared.options.clock.full(when)) \(app.operationMessage)",
                width: width, names: 20, role)
        }
        lines += BodyLine.pair(
            "deploys to", "\(row.context.isEmpty ? app.cluster + app.server : row.context), namespace \(app.targetNamespace)",
            width: width, names: 20)
        lines += BodyLine.pair("from", "\(app.repository) \(app.path) at \(app.targetRevision)", width: width, names: 20)
        lines += BodyLine.pair("revision", app.revision, width: width, names: 20)
        lines += BodyLine.pair("images", app.images.joined(separator: " "), width: width, names: 20)
        let sync = app.automated ? "automated\(app.prunes ? ", prunes" : "")\(app.selfHeals ? ", heals itself" : "")" : "by hand"
        lines += BodyLine.pair("sync", sync, width: width, names: 20)
        if app.deletion != nil {
            lines += BodyLine.pair("deletion", "asked for; waiting for its finalizers", width: width, names: 20, .degraded)
        }
        return lines
    }

    private func resources(_ row: ApplicationRow, _ shared: Shared, _ width: Int) -> [BodyLine] {
        let app = row.application
        if app.resources.isEmpty { return [BodyLine("ArgoCD names no resources of this application.", .muted)] }
        // Worst first: a long healthy list hides the one that is not.
        let sorted = app.resources.enumerated().sorted {
            let (one, two) = (severity($0.element), severity($1.element))
            return one != two ? one > two : $0.offset < $1.offset
        }
        return sorted.flatMap { _, item -> [BodyLine] in
            var lines = [
                BodyLine(
                    Line(
                        [
                            severity(item).span, .column(item.kind, 22, .plain),
                            .name(item.namespace.isEmpty ? item.name : "\(item.namespace)/\(item.name)"),
                        ],
                        right: [
                            Span(item.sync, item.sync == "OutOfSync" ? .degraded : .muted),
                            Span("  \(item.health)", Application.severity(health: item.health).role),
                        ]),
                    opens: pod(item, row.context, shared))
            ]
            if !item.message.isEmpty { lines += BodyLine.pair("", item.message, width: width, names: 4, .degraded) }
            return lines
        }
    }

    private func severity(_ item: Application.Resource) -> Severity {
        let health: Severity = item.health.isEmpty ? .well : Application.severity(health: item.health)
        return max(health, item.sync == "OutOfSync" ? .degraded : .well)
    }

    private func pod(_ item: Application.Resource, _ context: String, _ shared: Shared) -> Target? {
        guard item.kind == "Pod", let row = shared.world.pod(context: context, namespace: item.namespace, name: item.name) else {
            return nil
        }
        return .pod(context: context, namespace: item.namespace, name: item.name, uid: row.pod.meta.uid)
    }

    private func history(_ app: Application, _ shared: Shared) -> [BodyLine] {
        if app.history.isEmpty { return [BodyLine("Nothing was deployed by ArgoCD yet.", .muted)] }
        return app.history.reversed().map { item in
            BodyLine(
                Line(
                    [
                        Span(item.revision == app.revision ? "● " : "  ", .healthy), .column("\(item.id)", 5, .muted),
                        Span(String(item.revision.prefix(12))),
                    ],
                    right: [
                        Span("\(shared.options.clock.full(item.at))  ", .muted),
                        .column(Numbers.age(since: item.at, now: shared.now), 5, .muted, .right),
                    ]))
        }
    }
}
