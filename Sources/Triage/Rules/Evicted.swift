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
        let citations = [file.pod?.reason == "Evicted" ? file.citation(.pod, ["status", "message"]) : nil, event.flatMap(file.citation)]
            .compactMap { $0 }
        return [
            Conclusion(
                certainty: 95,
                finding: Finding(
                    failureClass: "evicted", severity: file.severity, sentence: sentence, citations: citations,
                    action: preempted
                        ? "Give the workload a priority class, or the cluster room."
                        : "Free the resource on the node, and request what the pod uses, so that it is not first in line."))
        ]
    }
}
