/// A pod whose node is away, or a node that an alert names.
struct NodeNotReady: Rule {
    let classes = ["infrastructure"]
    let evidence = "the conditions of the pod's node, and events"
    let summary = "the node of the pod or of the alert is not Ready, or the pod was lost with it; a pressure of the node as a symptom"
    let decider = "the node's own log"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let pod = file.pod else { return alerted(file) }
        guard !pod.node.isEmpty else { return [] }
        let node = file.nodes.first { $0.name == pod.node }
        let ready = node?.conditions.first { $0.type == "Ready" }
        let away = ready.map { $0.status != "True" } ?? false
        let lost = pod.reason == "NodeLost" || file.events("NodeNotReady", "TaintManagerEviction").first != nil
        guard away || lost else { return pressure(file, node) }
        let since = ready.map { " since \($0.since): \(Words.line($0.message, 160))" } ?? ""
        let citations = [
            node.flatMap { file.citation(.nodes, ["items", String($0.index), "status", "conditions"]) },
            file.events("NodeNotReady", "TaintManagerEviction").first.flatMap(file.citation),
        ].compactMap { $0 }
        return [
            Conclusion(
                certainty: away ? 91 : 70,
                finding: Finding(
                    failureClass: "infrastructure", severity: file.severity,
                    sentence: "Node \(pod.node), on which the pod runs, is not ready\(since).",
                    citations: citations,
                    against: (ready.flatMap { away ? nil : $0 }).map { back in
                        [
                            Finding.Point(
                                "the node is Ready again since \(back.since)",
                                node.flatMap { file.citation(.nodes, ["items", String($0.index), "status", "conditions"]) })
                        ]
                    } ?? [],
                    impact:
                        "Every pod on \(pod.node) is cut off, \(pod.namespace)/\(pod.name) among them; the other \(Words.count(max(0, file.nodes.count - 1), "node")) \(file.nodes.count == 2 ? "stands" : "stand").",
                    action: "Look at the node: power, network, disk; its pods move once it is given up.",
                    verify:
                        "`kubectl get node \(Words.argument(pod.node))`: STATUS Ready; its pods are Ready within 2 min after, or replaced on another node 5 min after the node was lost.",
                    prevention: file.workload.map { "Spread \($0) over nodes (topologySpreadConstraints), so that one node does not take all of it." }
                        ?? "Have a controller own the pod, so that another node takes it over."))
        ]
    }

    /// The node that an alert without a pod names.
    private func alerted(_ file: CaseFile) -> [Conclusion] {
        guard let alert = file.alert, file.goneName == nil,
            let name = NodeFacts.name(in: Dictionary(alert.labels, uniquingKeysWith: { first, _ in first })),
            let node = file.nodes.first(where: { $0.name == name })
        else { return [] }
        guard let ready = node.conditions.first(where: { $0.type == "Ready" }), ready.status != "True" else { return pressure(file, node) }
        let events = file.events.filter { $0.kind == "Node" && $0.name == name && $0.type == "Warning" }
        return [
            Conclusion(
                certainty: 90,
                finding: Finding(
                    failureClass: "infrastructure", severity: file.severity,
                    sentence: "Node \(name) is not ready since \(ready.since): \(Words.line(ready.message, 200).trimmingSuffix(".")).",
                    citations: [file.citation(.nodes, ["items", String(node.index), "status", "conditions"])].compactMap { $0 }
                        + events.prefix(3).compactMap(file.citation),
                    impact:
                        "Every pod on \(name) is cut off; \(Words.count(max(0, file.nodes.count - 1), "other node")) \(file.nodes.count == 2 ? "stands" : "stand").",
                    action: "Look at the node: power, network, its kubelet, disk; its pods move once it is given up.",
                    verify:
                        "`kubectl get node \(Words.argument(name))`: STATUS Ready; its pods are Ready within 2 min after, or replaced on another node 5 min after the node was lost.",
                    prevention: "Spread what must not fail over nodes (topologySpreadConstraints), so that one node does not take all of it."))
        ]
    }

    /// The node is there, but short of something: a pod on it may suffer.
    private func pressure(_ file: CaseFile, _ node: NodeFacts?) -> [Conclusion] {
        guard let node, let problem = node.problems.first(where: { $0.type.hasSuffix("Pressure") }), file.container?.ready != true else { return [] }
        return [
            Conclusion(
                certainty: 36,
                finding: Finding(
                    failureClass: "infrastructure", severity: file.severity,
                    sentence:
                        "Node \(node.name)\(file.pod == nil ? "" : ", on which the pod runs,") has \(problem.type) since \(problem.since): \(Words.line(problem.message, 160)).",
                    citations: [file.citation(.nodes, ["items", String(node.index), "status", "conditions"])].compactMap { $0 },
                    impact: "New pods are not put on \(node.name), and those on it may be evicted.",
                    action: "Free what the node lacks; see which pod uses most of it.",
                    verify: "`kubectl describe node \(Words.argument(node.name))`: \(problem.type) False for 5 min."))
        ]
    }
}
