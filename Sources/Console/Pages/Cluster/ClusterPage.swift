import Feeds
import Host
import Services
import Terminal

/// A cluster context: nodes, deployments, newest events, and what of it may not be seen.
struct ClusterPage: DocumentPage {
    static let kind = PageKind.cluster

    let number: Int
    let context: String
    var view = DocumentView()
    var tab = 0

    init(number: Int, context: String) {
        self.number = number
        self.context = context
    }

    var crumbs: [String] { [context] }
    var thing: Target? { .cluster(context) }
    func standing(_ shared: Shared) -> Standing {
        Standing(shared.world.clusters[context]?.freshness ?? Freshness(), now: shared.now)
    }
    func tabs(_ shared: Shared) -> [String] { ["nodes", "deployments", "events", "seen here"] }

    func head(_ shared: Shared, width: Int) -> [Line] {
        guard let fed = shared.world.clusters[context], let view = fed.value else {
            return [
                Line(
                    "\(context) has not answered yet\(shared.world.clusters[context]?.freshness.lastError.map { ": \($0)" } ?? ".")",
                    .muted)
            ]
        }
        var lines: [Line] = []
        if let error = fed.freshness.lastError, fed.freshness.state != .live {
            let next = fed.freshness.nextAttempt.map { " Asking again at \(shared.options.clock.time($0))." } ?? ""
            lines.append(
                Line([
                    Severity.broken.span,
                    .sentence(
                        "No answer since \(shared.options.clock.time(fed.freshness.lastSuccess)): \(error)\(next)", .broken),
                ]))
        }
        var use: [Span] = []
        for (name, share, history) in [("cpu", view.cpu, view.cpuHistory), ("memory", view.memory, view.memoryHistory)] {
            use.append(Span("\(name) ", .muted))
            use.append(Span(Sparkline.text(history, columns: 20, from: 0, to: 1) + " ", .moving))
            use.append(Span((share.map { Numbers.percent($0) } ?? "not measured") + "   "))
        }
        lines.append(Line(use))
        for gap in view.gaps { lines.append(Line([Severity.degraded.span, .sentence(gap, .degraded)])) }
        return lines
    }

    func body(_ shared: Shared, width: Int) -> [BodyLine] {
        guard let view = shared.world.clusters[context]?.value else { return [] }
        switch tab {
        case 0: return view.nodes.map { node($0, view, shared) }
        case 1:
            return view.deployments.isEmpty
                ? [BodyLine("No deployments.", .muted)] : view.deployments.map { deployment($0, shared) }
        case 2:
            return view.events.isEmpty
                ? [BodyLine("No events are kept.", .muted)] : view.events.prefix(200).map { event($0, shared) }
        default:
            return view.seenHere.isEmpty
                ? [BodyLine("None of the five pod conditions holds in what we watch ourselves.", .muted)]
                : view.seenHere.map { seen($0, shared) }
        }
    }

    private func node(_ node: Node, _ view: ClusterView, _ shared: Shared) -> BodyLine {
        let pods = view.pods.filter { $0.pod.node == node.meta.name }.count
        return BodyLine(
            Line(
                [
                    node.severity.span, .name(node.meta.name), Span("  \(node.standing)", node.severity.role),
                    Span("  \(Numbers.count(pods, "pod"))"),
                ],
                right: [
                    Span("cpu \(node.allocatable["cpu"] ?? "?")  memory \(Numbers.quantity(node.allocatable["memory"] ?? "?"))  ", .muted),
                    Span(node.kubelet, .muted),
                    .column(Numbers.age(since: node.meta.created, now: shared.now), 5, .muted, .right),
                ]), opens: .node(context: context, uid: node.meta.uid, name: node.meta.name))
    }

    private func deployment(_ item: Deployment, _ shared: Shared) -> BodyLine {
        let severity: Severity =
            item.available >= item.wanted
            ? (item.updated < item.wanted ? .moving : .well) : item.available == 0 && item.wanted > 0 ? .broken : .degraded
        let image = item.images.compactMap(\.image.imageTag).joined(separator: ", ")
        return BodyLine(
            Line(
                [
                    severity.span, .name("\(item.meta.namespace)/\(item.meta.name)"),
                    Span("  \(item.available)/\(item.wanted) available", severity.role),
                    Span(item.paused ? "  paused" : "", .degraded),
                ],
                right: [Span(image, .muted), .column(Numbers.age(since: item.meta.created, now: shared.now), 5, .muted, .right)]))
    }

    private func event(_ event: ClusterEvent, _ shared: Shared) -> BodyLine {
        let role: Role = event.type == "Warning" ? .degraded : .plain
        return BodyLine(
            Line([
                .column(Numbers.age(since: event.last, now: shared.now), 5, .muted, .right),
                Span(event.type == "Warning" ? " ▲ " : " · ", role),
                Span("\(event.kind) \(event.name)  ", .muted),
                .sentence("\(event.reason)\(event.count > 1 ? " (x\(event.count))" : ""): \(event.message)", role),
            ]))
    }

    private func seen(_ item: SeenHere, _ shared: Shared) -> BodyLine {
        let fires = item.fires > shared.now
        return BodyLine(
            Line(
                [
                    fires ? Span("◌ ", .degraded) : (item.severity == "critical" ? Severity.broken : .degraded).span,
                    Span("\(item.alert)  "), .name("\(item.namespace)/\(item.pod)"), .sentence("  \(item.sentence)"),
                ],
                right: [.column(Numbers.age(since: item.since, now: shared.now), 5, .muted, .right)]),
            opens: .pod(context: context, namespace: item.namespace, name: item.pod, uid: item.uid))
    }
}
