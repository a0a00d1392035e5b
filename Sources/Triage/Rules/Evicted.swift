/// A pod that the kubelet evicted to save its node.
struct Evicted: Rule {
    let classes = ["evicted"]
    let evidence = "the pod's status and its events"
    let summary = "the pod's reason or an event says Evicted or Preempted: which resource the node lacked"
    let decider = "the kubelet's or the scheduler's message"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        let event = file.events("Evicted", "Preempted").first
        guard file.pod?.reason == "Evicted" || event != nil else { return [] }
        let message = Words.line((file.pod?.message).flatMap { $0.isEmpty ? nil : $0 } ?? event?.message ?? "", 300)
        let node = file.pod?.node ?? ""
        let preempted = event?.reason == "Preempted" && file.pod?.reason != "Evicted"
        let sentence =
            preempted
            ? "The pod was preempted by one of higher priority: \(message)"
            : "The pod was evicted\(node.isEmpty ? "" : " from node \(node)"): \(message)"
        let pod = file.pod.map { "pod \($0.namespace)/\($0.name)" } ?? "the pod"
        // The node's own word for it, where it still has it.
        let pressed = file.nodes.first { $0.name == node }.flatMap { node in
            node.problems.first { $0.type.hasSuffix("Pressure") }.map { (node, $0) }
        }
        let citations = [
            file.pod?.reason == "Evicted" ? file.citation(.pod, ["status", "message"]) : nil,
            event.flatMap(file.citation),
            pressed.flatMap { file.citation(.nodes, ["items", String($0.0.index), "status", "conditions"]) },
        ].compactMap { $0 }
        let still = pressed.map { "; the node has \($0.1.type) since \($0.1.since)" } ?? ""
        return [
            Conclusion(
                certainty: 95,
                finding: Finding(
                    failureClass: "evicted", severity: file.severity, sentence: sentence + still, citations: citations,
                    against: file.container.map(file.recovery) ?? [],
                    impact: file.pod == nil
                        ? "" : "\(pod.capitalised) is gone for good; \(file.workload.map { "\($0) makes another" } ?? "nothing makes another").",
                    action: preempted
                        ? "Give the workload a priority class, or the cluster room."
                        : "Free the resource on the node, and request what the pod uses, so that it is not first in line.",
                    verify: preempted ? "" : Self.verify(file, node), prevention: prevention(file, message, preempted)))
        ]
    }

    private static func verify(_ file: CaseFile, _ node: String) -> String {
        let calm =
            node.isEmpty
            ? "" : "`kubectl describe node \(Words.argument(node))`: no pressure condition is True for 5 min (the kubelet's own patience); "
        return "\(calm)\(file.kubectl("get events --field-selector reason=Evicted")): no newer one."
    }

    /// What put the pod first in line: what it uses without having asked for it.
    private func prevention(_ file: CaseFile, _ message: String, _ preempted: Bool) -> String {
        if preempted { return "Name a priority class in the workload, or give the pods of the higher class nodes of their own." }
        let resource = message.word(after: "resource:")?.trimmingSuffix(".") ?? "resource"
        guard let container = file.pod?.containers.first(where: { message.contains($0.name) }) ?? file.container else { return "" }
        return container.request(resource) == nil
            ? "Set a request and a limit of \(resource) for container \(container.name): it has none, so all it uses counts as over."
            : "Raise the request of \(resource) for container \(container.name) to what it uses: what is over it goes first."
    }
}
