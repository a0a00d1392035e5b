/// A pod for which no node is fit.
struct Unschedulable: Rule {
    let classes = ["unschedulable"]
    let evidence = "FailedScheduling, the PodScheduled condition, taints and room of the nodes"
    let summary = "FailedScheduling: which nodes lack what, against what the pod asks for"
    let decider = "the scheduler's list of what each node lacks"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let pod = file.pod, pod.node.isEmpty else { return [] }
        let event = file.events("FailedScheduling").first
        let condition = pod.condition("PodScheduled")
        guard event != nil || condition?.status == "False" && condition?.reason == "Unschedulable" else { return [] }
        let message = event?.message ?? condition?.message ?? ""
        let reasons = Self.reasons(message).map { explain($0, file) }
        // What the claim's own events say explains more than that it is not bound.
        let claim = file.events.filter { event in
            event.kind == "PersistentVolumeClaim" && (pod.claims.contains(event.name) || pod.claims.isEmpty) && event.type == "Warning"
        }.max { $0.last < $1.last }
        let head = message.prefix { $0 != ":" }
        let what = reasons.isEmpty ? Words.line(message, 300) : reasons.joined(separator: "; ")
        var citations = [event.flatMap(file.citation) ?? file.citation(.pod, ["status", "conditions"])].compactMap { $0 }
        if let claim { citations += [file.citation(claim)].compactMap { $0 } }
        for node in file.nodes where !node.taints.isEmpty || !node.problems.isEmpty {
            let path = ["items", String(node.index)] + (node.taints.isEmpty ? ["status", "conditions"] : ["spec", "taints"])
            citations += [file.citation(.nodes, path)].compactMap { $0 }
        }
        return [
            Conclusion(
                certainty: 94,
                finding: Finding(
                    failureClass: "unschedulable", severity: file.severity,
                    sentence:
                        "The pod cannot be scheduled (\(Words.line(String(head), 60))): \(what)\(claim.map { "; claim \($0.name): \(Words.line($0.message, 160))" } ?? "").",
                    citations: citations,
                    against: doubts(file, event), impact: file.podImpact, action: action(message),
                    verify:
                        "\(file.kubectl("get pod \(file.podArgument) -o wide")): NODE is set within 1 min of there being room; the scheduler tries again at once.",
                    prevention: prevention(message, file)))
        ]
    }

    /// Nodes on which nothing that is known speaks against the pod, and a pod that was scheduled since.
    private func doubts(_ file: CaseFile, _ failed: EventFacts?) -> [Finding.Point] {
        let lacks = failed?.message.contains("Insufficient") ?? true
        let free = file.nodes.filter { $0.taints.isEmpty && $0.problems.isEmpty && !$0.unschedulable }
        guard !lacks, let node = free.first, file.pod?.nodeSelector.isEmpty == true, failed?.message.contains("affinity") == false,
            failed?.message.lowercased().contains("volume") == false
        else { return [] }
        return [
            Finding.Point(
                "node \(node.name) is Ready without taints or pressure now: what the scheduler met may be over",
                file.citation(.nodes, ["items", String(node.index), "status", "conditions"]))
        ]
    }

    private func prevention(_ message: String, _ file: CaseFile) -> String {
        if message.contains("disk-pressure") { return "Alert on the nodes' disk at 80%: the taint comes at 85 to 90% and stops every new pod." }
        if message.lowercased().contains("volume") {
            return "Use a storage class with volumeBindingMode WaitForFirstConsumer, so that volume and pod get the same zone."
        }
        if let resource = message.firstRange(of: "Insufficient ").map({
            message[$0.upperBound...].prefix { !$0.isWhitespace && $0 != "," && $0 != "." }
        }) {
            return "Alert when the nodes' requested \(resource) passes 90% of what can be allocated; a rollout needs room for one more pod."
        }
        if message.contains("affinity") { return "Keep more nodes with what the pod selects than pods that exclude each other." }
        return ""
    }

    /// `0/3 nodes are available: 1 Insufficient memory, 2 node(s) had untolerated taint {…}. preemption: …` as a list.
    private static func reasons(_ message: String) -> [String] {
        guard let colon = message.firstIndex(of: ":") else { return [] }
        var text = message[message.index(after: colon)...]
        if let end = text.firstRange(of: ". preemption") { text = text[..<end.lowerBound] }
        return text.split(separator: ",").map { $0.trimmingPrefix(" ").description }.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
    }

    private func explain(_ reason: String, _ file: CaseFile) -> String {
        if let resource = reason.firstRange(of: "Insufficient ").map({ String(reason[$0.upperBound...]) }) {
            let asked = file.pod?.containers.compactMap { $0.request(resource) } ?? []
            return asked.isEmpty ? reason : "\(reason) (the pod requests \(asked.joined(separator: " + ")))"
        }
        if reason.contains("taint"), let open = reason.firstIndex(of: "{") {
            let taint = reason[reason.index(after: open)...].prefix { $0 != ":" && $0 != "}" }
            let nodes = file.nodes.filter { $0.taints.contains { $0.hasPrefix(taint) } }.map(\.name)
            return nodes.isEmpty ? reason : "\(reason) (\(nodes.joined(separator: ", ")))"
        }
        if reason.contains("affinity/selector") || reason.contains("affinity rules") || reason.contains("anti-affinity"), let pod = file.pod {
            let wanted =
                reason.contains("affinity/selector")
                ? pod.nodeSelector + pod.affinity.filter { !$0.contains("pods") } : pod.affinity.filter { $0.contains("pods") }
            return wanted.isEmpty ? reason : "\(reason) (\(wanted.joined(separator: ", ")))"
        }
        if reason.contains("unschedulable") {
            let cordoned = file.nodes.filter(\.unschedulable).map { node in node.name + (node.label("zone").map { " in \($0)" } ?? "") }
            return cordoned.isEmpty ? reason : "\(reason) (cordoned: \(cordoned.joined(separator: ", ")))"
        }
        if reason.contains("free ports") {
            let ports = file.pod?.containers.flatMap(\.hostPorts) ?? []
            return ports.isEmpty ? reason : "\(reason) (the pod takes \(ports.map { "hostPort \($0)" }.joined(separator: ", ")))"
        }
        if reason.contains("volume"), let claims = file.pod?.claims, !claims.isEmpty { return "\(reason) (claim \(claims.joined(separator: ", ")))" }
        return reason
    }

    private func action(_ message: String) -> String {
        if message.contains("disk-pressure") { return "Free disk on the tainted node: old images, logs, evicted pods." }
        if message.contains("PersistentVolumeClaim") || message.contains("volume") {
            return "Look at the volume claim: is it bound, and where?"
        }
        if message.contains("Insufficient") { return "Lower the request, remove something, or add a node." }
        if message.contains("unreachable") || message.contains("not-ready") {
            return "Look at the node: is it up, and can it reach the control plane?"
        }
        if message.contains("free ports") {
            return "See which pod holds that host port on those nodes; take it away, use another port, or serve through a Service."
        }
        return "Compare what the pod asks for with the nodes' labels and taints."
    }
}
