import Feeds
import Host
import Services
import Terminal

/// A cluster context: its pods, nodes, deployments, newest events, and what of it may not be seen.
struct ClusterPage: DocumentPage {
    static let kind = PageKind.cluster

    let number: Int
    let context: String
    var pods: PodList
    var view = DocumentView()
    var tab = 0
    /// What every tab is filtered by.
    var filter = Filter()

    init(number: Int, context: String) {
        self.number = number
        self.context = context
        pods = PodList(context: context)
    }

    var crumbs: [String] { filter.isEmpty ? [context] : [context, "/\(filter.text)"] }
    var searched: String? { filter.text }
    var narrows: Bool { true }
    private var showsPods: Bool { tab == 0 }
    var thing: Target? { .cluster(context) }
    func standing(_ shared: Shared) -> Standing {
        Standing(shared.world.clusters[context]?.freshness ?? Freshness(), now: shared.now)
    }
    func tabs(_ shared: Shared) -> [String] {
        guard let view = shared.world.clusters[context]?.value else { return ["pods", "nodes", "deployments", "events", "seen here"] }
        let counts = [("pods", view.pods.count), ("nodes", view.nodes.count), ("deployments", view.deployments.count)]
        return counts.map { "\($0) (\(Numbers.grouped($1)))" } + ["events", "seen here (\(view.seenHere.count))"]
    }

    func selection(_ shared: Shared) -> Target? {
        guard showsPods else { return view.selected }
        return pods.selected(shared).map {
            .pod(context: context, namespace: $0.pod.meta.namespace, name: $0.pod.meta.name, uid: $0.pod.meta.uid)
        }
    }

    func sentence(_ shared: Shared) -> String {
        guard showsPods else { return view.sentence(columns: shared.columns) }
        return pods.selected(shared).map { ClustersPane.sentence($0, shared) } ?? ""
    }

    mutating func update(_ event: PageEvent, _ shared: inout Shared) -> [Effect] {
        let height = bodyHeight(shared)
        switch event {
        case .moved(let motion) where showsPods: pods.roster.move(motion, height: height)
        case .scrolled(let rows) where showsPods: pods.roster.scroll(by: rows, height: height)
        case .clicked(let row) where showsPods: pods.click(row - (shared.pageHeight - height))
        case .matchMoved(let step): return update(.moved(step > 0 ? .down : .up), &shared)
        case .searched(let text):
            filter = Filter(text)
            return update(.refreshed, &shared)
        default:
            let effects = updateDocument(event, &shared)
            pods.refresh(shared, filter: filter, height: height)
            return effects
        }
        return []
    }

    func draw(on canvas: inout Canvas, _ shared: Shared) {
        guard showsPods else { return drawDocument(on: &canvas, shared) }
        let area = drawHead(on: &canvas, shared)
        pods.draw(on: &canvas, area, shared)
    }

    func place(_ shared: Shared) -> String {
        showsPods ? pods.words(height: bodyHeight(shared)) : view.place(height: bodyHeight(shared))
    }

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
                        "\(shared.silence(fed.freshness)): \(error)\(next)", .broken),
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
        case 0: return []
        case 1: return narrowed(view.nodes.map { node($0, view, shared) }, whenNone: "\(context) lists no nodes.")
        case 2:
            return narrowed(view.deployments.map { deployment($0, shared, names: names(view, width)) }, whenNone: "\(context) lists no deployments.")
        case 3:
            return narrowed(
                view.events.prefix(200).map { event($0, shared) }, whenNone: "No events are kept; Kubernetes drops them after an hour.")
        default:
            return narrowed(
                view.seenHere.map { seen($0, shared) }, whenNone: "None of the five pod conditions holds in what we watch ourselves.")
        }
    }

    /// The lines that the filter lets through; why there are none.
    private func narrowed(_ lines: [BodyLine], whenNone sentence: String) -> [BodyLine] {
        if lines.isEmpty { return [BodyLine(sentence, .muted)] }
        let found = filter.isEmpty ? lines : lines.filter { filter.matches([$0.line.text]) }
        return found.isEmpty ? [BodyLine("Nothing here matches /\(filter.text); Esc takes the filter away.", .muted)] : found
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

    /// Columns for deployments' names, so that what follows stands in line.
    private func names(_ view: ClusterView, _ width: Int) -> Int {
        let longest = view.deployments.map { $0.meta.namespace.utf8.count + $0.meta.name.utf8.count + 1 }.max() ?? 0
        return min(longest, max(16, width - 40))
    }

    private func deployment(_ item: Deployment, _ shared: Shared, names: Int) -> BodyLine {
        let severity: Severity =
            item.available >= item.wanted
            ? (item.updated < item.wanted ? .moving : .well) : item.available == 0 && item.wanted > 0 ? .broken : .degraded
        let image = item.images.compactMap(\.image.imageTag).joined(separator: ", ")
        return BodyLine(
            Line(
                [
                    severity.span, .name("\(item.meta.namespace)/\(item.meta.name)", column: names),
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
