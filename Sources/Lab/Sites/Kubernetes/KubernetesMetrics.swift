/// `metrics.k8s.io/v1beta1`: what the metrics server says about nodes and pods.
struct KubernetesMetrics: Sendable {
    let cluster: ClusterName
    let request: LabRequest

    /// One pod with what is needed to weigh it.
    private struct Sample: Sendable {
        var pod: Pod
        var usage: ContainerUsage
    }

    private struct Snapshot: Sendable {
        var samples: [Sample] = []
        var nodes: [Node]
        var now: Moment

        init(_ cluster: Cluster, at now: Moment) {
            nodes = cluster.nodes.items
            self.now = now
            for pod in cluster.pods.items {
                // A pod is measured from its first quarter of a minute on.
                guard let since = pod.containers.first?.runningSince, since < now - .seconds(15) else { continue }
                let behaviour = cluster.behaviours[pod.spec.containers[0].image]
                samples.append(Sample(pod: pod, usage: ContainerUsage(pod, behaviour: behaviour)))
            }
        }
    }

    /// - Parameter segments: the path after `/apis/metrics.k8s.io/v1beta1`.
    func respond(_ segments: [String], user: KubernetesUser, on stage: Stage) async -> LabResponse {
        var rest = segments[...]
        var namespace: String?
        if rest.first == "namespaces", rest.count >= 3 {
            namespace = rest[rest.startIndex + 1]
            rest = rest.dropFirst(2)
        }
        guard let resource = rest.popFirst(), ["nodes", "pods"].contains(resource), rest.count <= 1 else {
            return .text("404 page not found\n", status: 404)
        }
        guard user.may(rest.isEmpty ? "list" : "get", resource, group: "metrics.k8s.io", namespace: namespace) else {
            return user.forbidden(
                rest.isEmpty ? "list" : "get", resource, group: "metrics.k8s.io", namespace: namespace, name: rest.first)
        }
        let snapshot = await snapshot(on: stage)
        return resource == "nodes"
            ? nodes(named: rest.first, in: snapshot) : pods(in: namespace, named: rest.first, snapshot: snapshot)
    }

    private func snapshot(on stage: Stage) async -> Snapshot {
        let cluster = cluster
        return await stage.read { Snapshot($0.clusters[cluster], at: $0.now) }
    }

    private func nodes(named name: String?, in snapshot: Snapshot) -> LabResponse {
        let items = snapshot.nodes.filter { name == nil || $0.meta.name == name }.map { node in
            let own = snapshot.samples.filter { $0.pod.node == node.meta.name }
            let cores = own.reduce(0.08) { $0 + $1.usage.processors(at: snapshot.now) }
            let bytes = own.reduce(Double(node.systemMemory) * 1_048_576) { $0 + $1.usage.memory(at: snapshot.now) }
            return item("NodeMetrics", node.meta, ["usage": usage(cores, bytes)], window: "10.024s", now: snapshot.now)
        }
        return answer(items, kind: "NodeMetrics", plural: "nodes", name: name)
    }

    private func pods(in namespace: String?, named name: String?, snapshot: Snapshot) -> LabResponse {
        let selector: KubernetesSelector
        do {
            selector = try KubernetesSelector(request, kind: .pods)
        } catch {
            return KubernetesStatus.badRequest((error as? KubernetesSelector.Refusal)?.message ?? "\(error)")
        }
        let chosen = snapshot.samples.filter { sample in
            (namespace == nil || sample.pod.meta.namespace == namespace) && (name == nil || sample.pod.meta.name == name)
                && selector.matches(sample.pod)
        }
        let items = chosen.map { sample in
            let container: JSON = [
                "name": .string(sample.pod.spec.containers[0].name),
                "usage": usage(sample.usage.processors(at: snapshot.now), sample.usage.memory(at: snapshot.now)),
            ]
            return item("PodMetrics", sample.pod.meta, ["containers": [container]], window: "13.511s", now: snapshot.now)
        }
        return answer(items, kind: "PodMetrics", plural: "pods", name: name)
    }

    private func item(_ kind: String, _ meta: ObjectMeta, _ rest: JSON, window: String, now: Moment) -> JSON {
        let metadata: JSON = .compact([
            "name": .string(meta.name), "namespace": meta.namespace.isEmpty ? nil : .string(meta.namespace),
            "creationTimestamp": .string(now.rfc3339), "labels": meta.labels.isEmpty ? nil : .map(meta.labels),
        ])
        let head: [JSON.Member] = [
            .init(name: "kind", value: .string(kind)), .init(name: "apiVersion", value: "metrics.k8s.io/v1beta1"),
            .init(name: "metadata", value: metadata),
            .init(name: "timestamp", value: .string(Moment(milliseconds: now.milliseconds.floor(to: 15_000)).rfc3339)),
            .init(name: "window", value: .string(window)),
        ]
        return .object(head + (rest.members ?? []))
    }

    private func usage(_ cores: Double, _ bytes: Double) -> JSON {
        ["cpu": .string("\(Int(cores * 1_000_000_000))n"), "memory": .string("\(Int(bytes / 1024))Ki")]
    }

    private func answer(_ items: [JSON], kind: String, plural: String, name: String?) -> LabResponse {
        if let name {
            guard let item = items.first else {
                return KubernetesStatus.response(
                    404, "NotFound", "\(plural).metrics.k8s.io \"\(name)\" not found",
                    details: ["name": .string(name), "group": "metrics.k8s.io", "kind": .string(plural)])
            }
            return .json(item)
        }
        return .json([
            "kind": .string(kind + "List"), "apiVersion": "metrics.k8s.io/v1beta1", "metadata": .object([]), "items": .array(items),
        ])
    }
}
