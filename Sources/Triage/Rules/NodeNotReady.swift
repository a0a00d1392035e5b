/// A pod whose node is away.
struct NodeNotReady: Rule {
    let classes = ["infrastructure"]
    let evidence = "the conditions of the pod's node, and events"
    let summary = "the pod's node is not Ready, or the pod was lost with it"
    let decider = "the node's own log"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let pod = file.pod, !pod.node.isEmpty else { return [] }
        let node = file.nodes.first { $0.name == pod.node }
        let ready = node?.conditions.first { $0.type == "Ready" }
        let away = ready.map { $0.status != "True" } ?? false
        let lost = pod.reason == "NodeLost" || file.events("NodeNotReady", "TaintManagerEviction").first != nil
        guard away || lost else { return [] }
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
                    citations: citations, action: "Look at the node: power, network, disk; its pods move once it is given up."))
        ]
    }
}
