import Feeds
import Host
import Services
import Terminal

/// Both cluster contexts: each with its nodes, its pods in numbers, and the pods themselves, those in trouble first.
struct ClustersPane: Pane {
    static let id = PaneID.clusters
    static let title = "Clusters"
    static let reads: Set<World.Part> = [.clusters]

    var roster = Roster()

    /// For each context its line and its pods in trouble; then all pods that are well.
    func arrange(_ shared: Shared) -> Arrangement {
        var result = Arrangement()
        for (place, name) in shared.options.contexts.enumerated() {
            guard let fed = shared.world.clusters[name] else { continue }
            let unreachable = fed.freshness.state == .stale || fed.freshness.state == .failed
            if roster.filter.isEmpty { result.add(.context(name), place, isProblem: unreachable) }
            guard let view = fed.value else { continue }
            for (index, node) in view.nodes.enumerated() where node.severity.isProblem {
                add(.node(context: name, uid: node.meta.uid), index, to: &result, isProblem: true, node: node, context: name)
            }
            for index in view.pods.indices.prefix(while: { view.pods[$0].severity.isProblem }) {
                add(index, view.pods[index], name, to: &result, isProblem: true)
            }
        }
        for name in shared.options.contexts {
            guard let pods = shared.world.clusters[name]?.value?.pods else { continue }
            result.rows.reserveCapacity(result.rows.count + pods.count)
            // Worst first: the others are the rest.
            let well = pods.indices.first { !pods[$0].severity.isProblem } ?? pods.endIndex
            for index in well..<pods.endIndex { add(index, pods[index], name, to: &result) }
        }
        return result
    }

    private func add(_ index: Int, _ row: PodRow, _ context: String, to result: inout Arrangement, isProblem: Bool = false) {
        if !roster.filter.isEmpty {
            guard roster.filter.matches(row.texts + [context], labels: row.pod.meta.labels) else {
                result.hidden += 1
                return
            }
        }
        result.add(.pod(context: context, uid: row.pod.meta.uid), index, isProblem: isProblem)
    }

    private func add(_ id: RowID, _ index: Int, to result: inout Arrangement, isProblem: Bool, node: Node, context: String) {
        guard roster.filter.matches([node.meta.name, context], labels: node.meta.labels) else { return }
        result.add(id, index, isProblem: isProblem)
    }

    /// Live while every context is; else the state of the worst one, by name.
    func standing(_ shared: Shared) -> Standing {
        let contexts = shared.options.contexts
        if contexts.isEmpty { return Standing("off: no context configured", .muted, isOld: true) }
        let known = contexts.compactMap { name in shared.world.clusters[name].map { (name, $0.freshness) } }
        let troubled = known.filter { $0.1.state == .stale || $0.1.state == .failed }
        if troubled.count == 1, contexts.count > 1 {
            let standing = Standing(troubled[0].1, now: shared.now)
            let name = troubled[0].0
            return Standing("\(name) \(standing.text.replacing(": \(name) ", with: ": "))", standing.role)
        }
        if troubled.count > 1 { return Standing("\(troubled.count) of \(contexts.count) do not answer", .broken, isOld: true) }
        guard let slowest = known.first(where: { $0.1.state != .live }) ?? known.first else {
            return Standing("connecting", .muted)
        }
        return Standing(slowest.1, now: shared.now)
    }

    func summary(_ shared: Shared) -> Line {
        var spans: [Span] = []
        for name in shared.options.contexts {
            let health = shared.health(of: name)
            if !spans.isEmpty { spans.append(Span("  ")) }
            spans.append(health.span)
            spans.append(Span("\(name) "))
            spans.append(
                Span(shared.world.clusters[name]?.value.map { Numbers.count($0.pods.count, "pod") } ?? "not known", .muted))
        }
        return Line(spans)
    }

    func emptiness(_ shared: Shared) -> String {
        if shared.options.contexts.isEmpty { return "No cluster context is configured: add [[contexts]] to config.toml." }
        if !roster.filter.isEmpty { return "No pod matches /\(roster.filter.text); Esc takes the filter away." }
        return "Waiting for \(shared.options.contexts.joined(separator: " and "))."
    }

    func target(_ row: Row, _ shared: Shared) -> Target? {
        switch row.id {
        case .context(let name): return .cluster(name)
        case .node(let context, let uid):
            return shared.world.clusters[context]?.value?.nodes.first { $0.meta.uid == uid }
                .map { .node(context: context, uid: uid, name: $0.meta.name) }
        case .pod(let context, let uid):
            return pod(row, shared).map {
                .pod(context: context, namespace: $0.pod.meta.namespace, name: $0.pod.meta.name, uid: uid)
            }
        default: return nil
        }
    }

    func isOld(_ row: Row, _ shared: Shared) -> Bool {
        switch row.id {
        case .pod(let context, _), .node(let context, _): shared.world.clusters[context]?.freshness.isOld ?? true
        default: false
        }
    }

    /// The pod of a row, by its place: no search.
    func pod(_ row: Row, _ shared: Shared) -> PodRow? {
        guard case .pod(let context, _) = row.id, let pods = shared.world.clusters[context]?.value?.pods,
            pods.indices.contains(row.index)
        else { return nil }
        return pods[row.index]
    }

    /// The node of a row.
    func node(_ row: Row, _ shared: Shared) -> Node? {
        guard case .node(let context, _) = row.id, let nodes = shared.world.clusters[context]?.value?.nodes,
            nodes.indices.contains(row.index)
        else { return nil }
        return nodes[row.index]
    }
}

extension Node {
    /// Not ready is broken; under pressure or cordoned is degraded.
    var severity: Severity {
        if !isReady { return .broken }
        let pressed = conditions.contains { $0.type.hasSuffix("Pressure") && $0.status == "True" }
        return pressed || unschedulable ? .degraded : .well
    }

    /// What is wrong with it, in words; `ready` when nothing is.
    var standing: String {
        var words = conditions.filter { $0.type.hasSuffix("Pressure") && $0.status == "True" }.map(\.type)
        if !isReady { words.insert("not ready", at: 0) }
        if unschedulable { words.append("cordoned") }
        return words.isEmpty ? "ready" : words.joined(separator: ", ")
    }
}
