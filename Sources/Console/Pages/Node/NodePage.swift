import Feeds
import Host
import Services
import Terminal

/// One node: conditions, taints, what it has to give, and the pods on it.
struct NodePage: DocumentPage {
    static let kind = PageKind.node

    let number: Int
    let context: String, uid: String, name: String
    var view = DocumentView()
    var tab = 0

    init(number: Int, context: String, uid: String, name: String) {
        self.number = number
        self.context = context
        self.uid = uid
        self.name = name
    }

    var crumbs: [String] { [context, name] }
    var thing: Target? { .node(context: context, uid: uid, name: name) }
    func standing(_ shared: Shared) -> Standing {
        Standing(shared.world.clusters[context]?.freshness ?? Freshness(), now: shared.now)
    }

    private func node(_ shared: Shared) -> Node? { shared.world.clusters[context]?.value?.nodes.first { $0.meta.uid == uid } }

    func head(_ shared: Shared, width: Int) -> [Line] {
        guard let node = node(shared) else { return [Line("This node is not in \(context)'s list any more.", .degraded)] }
        return [
            Line(
                [node.severity.span, .sentence(node.standing, node.severity.role)],
                right: [Span("\(node.kubelet)  since \(shared.options.clock.full(node.meta.created))", .muted)])
        ]
    }

    func body(_ shared: Shared, width: Int) -> [BodyLine] {
        guard let node = node(shared) else { return [] }
        var lines: [BodyLine] = [.heading("Conditions")]
        for condition in node.conditions {
            // Ready is well when true; every pressure is well when false.
            let isWell = (condition.type == "Ready") == (condition.status == "True")
            lines += BodyLine.pair(
                condition.type,
                "\(condition.status)  \(condition.reason)  since \(shared.options.clock.full(condition.since))\(isWell ? "" : "  \(condition.message)")",
                width: width, names: 22, isWell ? .plain : .broken)
        }
        lines += [.empty, .heading("Allocatable of capacity")]
        for (name, value) in node.capacity.sorted(by: { $0.key < $1.key }) {
            lines += BodyLine.pair(
                name, "\(Numbers.quantity(node.allocatable[name] ?? "?")) of \(Numbers.quantity(value))", width: width, names: 22)
        }
        if !node.taints.isEmpty {
            lines += BodyLine.pair("taints", node.taints.joined(separator: ", "), width: width, names: 22, .degraded)
        }
        let pods = (shared.world.clusters[context]?.value?.pods ?? []).filter { $0.pod.node == name }
        lines += [.empty, .heading("Pods here (\(pods.count))")]
        // Those in trouble first: a full node has a hundred.
        for row in pods.filter(\.severity.isProblem) + pods.filter({ !$0.severity.isProblem }) {
            let meta = row.pod.meta
            lines.append(
                BodyLine(
                    row.line(context: nil, width: min(width, 100), shared),
                    opens: .pod(context: context, namespace: meta.namespace, name: meta.name, uid: meta.uid)))
        }
        return lines
    }
}
