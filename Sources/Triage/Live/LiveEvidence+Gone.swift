import Host
import JSON
import Services

extension LiveEvidence {
    /// The pod has gone: what its owner runs now. A successor in trouble is looked at like the pod itself; of a healthy one the log tells
    /// how it fares. Lines of the dead containers that somebody here has read are evidence, too.
    func replaced(_ context: String, _ namespace: String, _ name: String, _ reader: any ClusterReader, _ group: Collection) async {
        let status: Value = [
            "kind": "Status", "status": "Failure", "code": 404, "reason": "NotFound", "message": .string("pods \"\(name)\" not found"),
        ]
        group.yield(Evidence(.podError, name: "pod.error.json", bytes: status.bytes))
        kept(context, namespace, name, except: nil, group)
        let family = Workload(ofPodNamed: name)
        changes(of: family, context, namespace, reader, group)
        siblings(of: family, namespace, reader, group)
    }

    /// What somebody here has read of a pod's logs while it was there.
    func kept(_ context: String, _ namespace: String, _ name: String, except uid: String?, _ group: Collection) {
        for (container, bytes) in keptLogs(context, namespace, name, uid) {
            group.yield(Evidence(.logPrevious, name: "logs/\(container).kept.log", bytes: bytes, part: container))
        }
    }

    /// A workload that no pod is named of: its pods, the worst of them like a pod that was asked for.
    func workload(_ workload: Workload, _ context: String, _ namespace: String, _ group: Collection) {
        cluster(context, .events, "events.json", group) { reader in
            changes(of: workload, context, namespace, reader, group)
            siblings(of: workload, namespace, reader, group)
            return try await reader.eventsBody(namespace: namespace)
        }
        cluster(context, .nodes, "nodes.json", group) { try await $0.nodesBody() }
    }

    private func siblings(of family: Workload, _ namespace: String, _ reader: any ClusterReader, _ group: Collection) {
        group.add(.siblings, "siblings.json") {
            let all = try JSON.value(try await reader.podsBody(namespace: namespace))["items"].array
            let own = all.filter { Workload(ofPodNamed: $0["metadata"]["name"].string ?? "").name == family.name }
                .sorted { ($0["metadata"]["creationTimestamp"].string ?? "") > ($1["metadata"]["creationTimestamp"].string ?? "") }
            let pods = try own.map { try JSON.with($0.bytes) { PodFacts($0) } }
            if let at = pods.firstIndex(where: Self.isTroubled) {
                group.yield(Evidence(.pod, name: "successor.json", bytes: own[at].bytes))
                for container in Self.worthReading(pods[at], nil) {
                    logs(of: container, namespace, pods[at].name, reader, group, folder: "logs/successor")
                }
            } else if let newest = pods.first, let container = newest.troubled(preferring: nil) {
                let part = container.name, lines = logLines, limit = logBytes, since = since
                group.add(.logSibling, "logs/sibling.\(part).log", part: part) {
                    try await reader.logTail(
                        namespace: namespace, pod: newest.name, container: part, previous: container.last != nil, since: since, lines: lines,
                        limit: limit)
                }
            }
            return (["kind": "PodList", "items": .array(own.prefix(3).map(Self.reduced))] as Value).bytes
        }
    }

    private static func isTroubled(_ pod: PodFacts) -> Bool {
        pod.phase == "Pending" && pod.node.isEmpty
            || pod.containers.contains { container in
                container.end.map { $0.exitCode != 0 } ?? false || container.restarts > 0
                    || container.waiting.map { !["ContainerCreating", "PodInitializing"].contains($0.reason) } ?? false
            }
    }

    private static func reduced(_ pod: Value) -> Value {
        var pod = pod
        pod["metadata"] = .object(pod["metadata"].members.filter { $0.name != "managedFields" })
        return pod
    }
}
