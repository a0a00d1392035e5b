import Host
import JSON
import Services

/// A pod's evidence: the object, events of its namespace, its node, the logs of its containers (the previous run's first). When the pod
/// has gone: what its owner and its siblings still say.
struct PodEvidence: Sendable {
    /// Lines of a running container's log; the previous run's is read whole.
    static let currentLines = 2_000

    let client: KubernetesClient?
    let context: String, namespace: String, name: String
    let uid: String?

    func collect(into basket: Basket) async {
        guard let client else {
            let sentence = "There is no context named \(context.isEmpty ? "for this alert" : context) to ask about \(namespace)/\(name)."
            return basket.add(Evidence(.podError, name: "pod.json", failure: sentence))
        }
        let path = "/api/v1/namespaces/\(namespace)/pods/\(name)"
        async let events: [UInt8]? = basket.fetch(.events, "events.json") {
            try await client.listBody(
                path: "/api/v1/namespaces/\(namespace)/events", query: [("limit", "500")], what: "events of \(namespace)")
        }
        let bytes = await basket.fetch(.pod, "pod.json", failing: .podError) {
            try await client.link.bytes(path, what: "pod \(namespace)/\(name) (replaced, or gone)")
        }
        if let bytes, let pod = pod(bytes), uid == nil || uid == pod.meta.uid {
            await details(of: pod, client, basket)
        } else {
            if bytes != nil {
                basket.add(Evidence(.podError, name: "pod.uid", failure: "The pod was replaced: another one has its name now."))
            }
            await siblings(client, basket)
        }
        _ = await events
    }

    private func pod(_ bytes: [UInt8]) -> Pod? {
        // A pod that cannot be read is shown as it came; only what depends on its containers is left out.
        try? JSON.read(Pod.self, from: bytes)
    }

    private func details(of pod: Pod, _ client: KubernetesClient, _ basket: Basket) async {
        await withTaskGroup(of: Void.self) { group in
            let node = pod.node
            group.addTask {
                // Where it runs; or all nodes, when it found none.
                await basket.fetch(.nodes, "nodes.json") {
                    let query = node.isEmpty ? [] : [("fieldSelector", "metadata.name=\(node)")]
                    return try await client.listBody(path: "/api/v1/nodes", query: query, what: "nodes")
                }
            }
            for container in pod.containers { group.addTask { await logs(of: container, in: pod.meta.name, client, basket) } }
        }
    }

    private func logs(of container: Container, in pod: String, _ client: KubernetesClient, _ basket: Basket) async {
        let ran = container.restarts > 0 || container.lastState != nil
        if ran {
            await basket.fetch(.logPrevious, "logs/\(container.name).previous.log", part: container.name, failing: .logError) {
                var request = LogRequest(container: container.name)
                request.previous = true
                return try await client.wholeLog(namespace: namespace, pod: pod, request, limit: LiveEvidence.largestLog)
            }
        }
        // An init container that has done its work rarely explains anything.
        if container.kind == .initial, case .terminated(let end) = container.state, end.exitCode == 0 { return }
        await basket.fetch(.log, "logs/\(container.name).log", part: container.name, failing: .logError) {
            var request = LogRequest(container: container.name)
            request.tail = Self.currentLines
            return try await client.wholeLog(namespace: namespace, pod: pod, request, limit: LiveEvidence.largestLog)
        }
    }

    /// The pod has gone: the newest pod of the same owner stands in for it. Its name without the last part is the owner's.
    private func siblings(_ client: KubernetesClient, _ basket: Basket) async {
        let pods: [Pod]
        do {
            pods = try await client.list(.pods, namespace: namespace).items
        } catch {
            return basket.add(Evidence(.podError, name: "siblings", failure: SafeText.line("\(error)")))
        }
        let stem = name.split(separator: "-").dropLast(2).joined(separator: "-")
        let family = pods.filter { !stem.isEmpty && $0.meta.name.hasPrefix(stem + "-") }
        guard let newest = family.max(by: { ($0.meta.created?.milliseconds ?? 0) < ($1.meta.created?.milliseconds ?? 0) }) else {
            return basket.add(Evidence(.podError, name: "siblings", failure: "No pod of the same owner is left in \(namespace)."))
        }
        await basket.fetch(.pod, "sibling-\(newest.meta.name).json", part: newest.meta.name) {
            try await client.link.bytes("/api/v1/namespaces/\(namespace)/pods/\(newest.meta.name)", what: "pod \(newest.meta.name)")
        }
        for container in newest.containers where container.kind != .initial {
            await basket.fetch(.logSibling, "logs/sibling.\(container.name).log", part: container.name, failing: .logError) {
                var request = LogRequest(container: container.name)
                request.previous = container.restarts > 0
                request.tail = Self.currentLines
                return try await client.wholeLog(
                    namespace: namespace, pod: newest.meta.name, request, limit: LiveEvidence.largestLog)
            }
        }
    }
}
