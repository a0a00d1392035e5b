import Host
import JSON
import Services

extension LiveEvidence {
    /// An alert: itself, and the pod that its labels name.
    func alert(
        _ name: String, _ context: String, _ labels: [String: String], _ annotations: [String: String], _ since: String?,
        _ group: Collection
    ) {
        func object(_ pairs: [String: String]) -> Value {
            .object(pairs.sorted { $0.key < $1.key }.map { Value.Member($0.key, .string($0.value)) })
        }
        var labels = labels
        labels["alertname"] = name
        let alert: Value = [
            "version": "4", "status": "firing",
            "alerts": [
                [
                    "status": "firing", "labels": object(labels), "annotations": object(annotations),
                    "startsAt": since.map(Value.string) ?? nil,
                ]
            ],
        ]
        group.yield(Evidence(.alert, name: "alert.json", bytes: alert.bytes))
        if let pod = labels["pod"] {
            self.pod(context, labels["namespace"] ?? "default", pod, labels["container"], group)
        } else if let namespace = labels["namespace"] {
            cluster(context, .events, "events.json", group) { try await $0.eventsBody(namespace: namespace) }
        }
    }

    /// A pod: its object, then its containers' logs; its namespace's events; the nodes.
    func pod(_ context: String, _ namespace: String, _ name: String, _ container: String?, _ group: Collection) {
        cluster(context, .events, "events.json", group) { try await $0.eventsBody(namespace: namespace) }
        cluster(context, .nodes, "nodes.json", group) { try await $0.nodesBody() }
        cluster(context, .pod, "pod.json", group) { reader in
            do {
                let body = try await reader.podBody(namespace: namespace, name: name)
                let pod = try JSON.with(body) { PodFacts($0) }
                for each in Self.worthReading(pod, container) { logs(of: each, namespace, name, reader, group) }
                return body
            } catch ServiceError.notFound {
                await replaced(namespace, name, reader, group)
                return nil
            }
        }
    }

    /// Containers whose logs are read: those in trouble; all where none is, at most four.
    private static func worthReading(_ pod: PodFacts, _ focus: String?) -> [ContainerFacts] {
        let troubled = pod.containers.filter { container in
            container.name == focus || container.end.map { $0.exitCode != 0 } ?? false || container.restarts > 0
                || !container.ready && !container.initial
        }
        return Array((troubled.isEmpty ? pod.containers.filter { !$0.initial } : troubled).prefix(4))
    }

    private func logs(of container: ContainerFacts, _ namespace: String, _ pod: String, _ reader: any ClusterReader, _ group: Collection) {
        let name = container.name, lines = logLines, limit = logBytes, since = since
        if container.last != nil {
            log(.logPrevious, "logs/\(name).previous.log", name, group) {
                try await reader.logTail(namespace: namespace, pod: pod, container: name, previous: true, since: since, lines: lines, limit: limit)
            }
        }
        // A container that waits for its image or its configuration has none; the refusal says so.
        log(.log, "logs/\(name).log", name, group) {
            try await reader.logTail(namespace: namespace, pod: pod, container: name, previous: false, since: since, lines: lines, limit: limit)
        }
    }

    /// A log, or the server's refusal as a piece of its own.
    private func log(
        _ role: Evidence.Role, _ file: String, _ part: String, _ group: Collection, _ body: @escaping @Sendable () async throws -> [UInt8]
    ) {
        group.add(role, file, part: part) {
            do { return try await body() } catch ServiceError.refused(_, let status, let sentence) {
                let refusal: Value = ["kind": "Status", "status": "Failure", "code": .int(status), "message": .string(sentence)]
                group.yield(Evidence(.logError, name: file + ".error.json", bytes: refusal.bytes, part: part))
                return nil
            }
        }
    }

    /// The pod has gone: what its owner runs now, and the log of the newest of them.
    private func replaced(_ namespace: String, _ name: String, _ reader: any ClusterReader, _ group: Collection) async {
        var sentence = "pod \(namespace)/\(name) is gone"
        do {
            let body = try await reader.podsBody(namespace: namespace)
            let family = Self.family(name)
            let siblings = try JSON.with(body) { $0["items"].array.map { PodFacts($0) } }
                .filter { Self.family($0.name) == family }.sorted { $0.created > $1.created }
            if siblings.isEmpty { sentence += "; nothing of \(family) runs in the namespace" }
            for sibling in siblings.prefix(3) {
                let age = Timestamp(rfc3339: sibling.created).map { Words.span(Int((time.now() - $0).seconds)) } ?? "?"
                let restarts = sibling.containers.reduce(0) { $0 + $1.restarts }
                sentence +=
                    "; \(sibling.name) runs since \(age) ago (\(sibling.phase), \(restarts) restarts, \(sibling.containers.first?.image ?? ""))"
            }
            if let newest = siblings.first, let container = newest.troubled(preferring: nil) {
                let pod = newest.name, part = container.name, lines = logLines, limit = logBytes, since = since
                let previous = container.last != nil
                group.add(.logSibling, "logs/sibling.\(part).log", part: part) {
                    try await reader.logTail(
                        namespace: namespace, pod: pod, container: part, previous: previous, since: since, lines: lines, limit: limit)
                }
            }
        } catch {
            sentence += ", and its siblings cannot be listed: \(error)"
        }
        let status: Value = ["kind": "Status", "status": "Failure", "code": 404, "reason": "NotFound", "message": .string(sentence)]
        group.yield(Evidence(.podError, name: "pod.error.json", bytes: status.bytes))
    }

    /// A pod's name without what its controllers added: `iris-7c9d8f6b5-x2lq7` is of `iris`.
    static func family(_ name: String) -> String {
        let parts = name.split(separator: "-")
        guard parts.count > 1, let last = parts.last else { return name }
        let isHash = parts.count > 2 && parts[parts.count - 2].count >= 8 && parts[parts.count - 2].contains { $0.isNumber }
        if last.count == 5, isHash { return parts.dropLast(2).joined(separator: "-") }
        return parts.dropLast().joined(separator: "-")
    }

    private func cluster(
        _ context: String, _ role: Evidence.Role, _ name: String, _ group: Collection,
        _ body: @escaping @Sendable (any ClusterReader) async throws -> [UInt8]?
    ) {
        guard let reader = clusters[context] ?? (context.isEmpty && clusters.count == 1 ? clusters.first?.value : nil) else {
            return group.yield(Evidence(role, name: name, failure: "\(name): no cluster is configured under \"\(context)\"."))
        }
        group.add(role, name) { try await body(reader) }
    }
}
