import Host
import JSON
import Services

extension LiveEvidence {
    /// A pod: its object, then its containers' logs; its namespace's events; the nodes.
    ///
    /// Where another pod has the name by now, its object and its logs are its successor's, and are named so.
    func pod(_ context: String, _ namespace: String, _ name: String, _ container: String?, _ asked: Asked, _ group: Collection) {
        cluster(context, .events, "events.json", group) { try await $0.eventsBody(namespace: namespace) }
        cluster(context, .nodes, "nodes.json", group) { try await $0.nodesBody() }
        cluster(context, .pod, "pod.json", group) { reader in
            do {
                let body = try await reader.podBody(namespace: namespace, name: name)
                let pod = try JSON.with(body) { PodFacts($0) }
                let isReused = ReusedName.isReused(asked: asked.uid, since: asked.since, uid: pod.uid, created: pod.created)
                for each in Self.worthReading(pod, container) {
                    logs(of: each, namespace, name, reader, group, folder: isReused ? "logs/successor" : "logs")
                }
                changes(of: Workload(of: pod), context, namespace, reader, group)
                guard isReused else { return body }
                kept(context, namespace, name, except: pod.uid, group)
                group.yield(Evidence(.pod, name: "successor.json", bytes: body))
                return nil
            } catch ServiceError.notFound {
                await replaced(context, namespace, name, reader, group)
                return nil
            }
        }
    }

    /// Containers whose logs are read: those in trouble; all where none is, at most four.
    static func worthReading(_ pod: PodFacts, _ focus: String?) -> [ContainerFacts] {
        let troubled = pod.containers.filter { container in
            container.name == focus || container.end.map { $0.exitCode != 0 } ?? false || container.restarts > 0
                || !container.ready && !container.initial
        }
        return Array((troubled.isEmpty ? pod.containers.filter { !$0.initial } : troubled).prefix(4))
    }

    /// A container's logs: of the run before, where there was one, and of the present run.
    func logs(
        of container: ContainerFacts, _ namespace: String, _ pod: String, _ reader: any ClusterReader, _ group: Collection, folder: String = "logs"
    ) {
        let name = container.name, lines = logLines, limit = logBytes, since = since
        if container.last != nil {
            log(.logPrevious, "\(folder)/\(name).previous.log", name, group) {
                try await reader.logTail(namespace: namespace, pod: pod, container: name, previous: true, since: since, lines: lines, limit: limit)
            }
        }
        // A container that waits for its image or its configuration has none; the refusal says so.
        log(.log, "\(folder)/\(name).log", name, group) {
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

    func cluster(
        _ context: String, _ role: Evidence.Role, _ name: String, _ group: Collection,
        _ body: @escaping @Sendable (any ClusterReader) async throws -> [UInt8]?
    ) {
        guard let reader = clusters[context] ?? (context.isEmpty && clusters.count == 1 ? clusters.first?.value : nil) else {
            return group.yield(Evidence(role, name: name, failure: "\(name): no cluster is configured under \"\(context)\"."))
        }
        group.add(role, name) { try await body(reader) }
    }
}
