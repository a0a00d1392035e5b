import Host
import JSON
import Services

extension KubernetesClient: ClusterReader {
    /// As ``podObject(namespace:name:)``, as bytes.
    public func podBody(namespace: String, name: String) async throws -> [UInt8] {
        try await podObject(namespace: Self.named(namespace), name: Self.named(name)).bytes
    }

    /// The pods of a namespace, as sent.
    public func podsBody(namespace: String) async throws -> [UInt8] {
        try await listBody(
            path: "/api/v1/namespaces/\(Self.named(namespace))/pods", query: [("limit", "500")], what: "pods of \(namespace)")
    }

    /// The events of a namespace, as sent.
    public func eventsBody(namespace: String) async throws -> [UInt8] {
        try await listBody(
            path: "/api/v1/namespaces/\(Self.named(namespace))/events", query: [("limit", "1000")], what: "events of \(namespace)")
    }

    /// All nodes, as sent.
    public func nodesBody() async throws -> [UInt8] { try await listBody(path: "/api/v1/nodes", query: [("limit", "500")], what: "nodes") }

    /// The replica sets of a namespace, as sent.
    public func replicaSetsBody(namespace: String) async throws -> [UInt8] {
        try await listBody(
            path: "/apis/apps/v1/namespaces/\(Self.named(namespace))/replicasets", query: [("limit", "500")], what: "replica sets of \(namespace)")
    }

    /// The controller revisions of a namespace, as sent.
    public func controllerRevisionsBody(namespace: String) async throws -> [UInt8] {
        try await listBody(
            path: "/apis/apps/v1/namespaces/\(Self.named(namespace))/controllerrevisions", query: [("limit", "500")],
            what: "controller revisions of \(namespace)")
    }

    /// As ``wholeLog(namespace:pod:_:limit:)``, from the end.
    public func logTail(
        namespace: String, pod: String, container: String, previous: Bool, since: Timestamp?, lines: Int, limit: Int
    ) async throws -> [UInt8] {
        var request = LogRequest(container: container)
        request.previous = previous
        request.since = since
        request.tail = lines
        let log = try await wholeLog(namespace: Self.named(namespace), pod: Self.named(pod), request, limit: limit)
        guard log.count >= limit, lines > 100 else { return log }
        // Cut at the limit, the log lacks its end, which is what matters: fewer lines, then.
        return try await logTail(
            namespace: namespace, pod: pod, container: container, previous: previous, since: since, lines: lines / 8, limit: limit)
    }

    /// A name as it may stand in a path. Labels of alerts come from anywhere: what can be no name of Kubernetes names nothing.
    private static func named(_ name: String) throws -> String {
        guard !name.isEmpty, !name.hasPrefix("."),
            name.utf8.allSatisfy({ $0.isLower || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") })
        else {
            throw ServiceError.notFound(service: "The cluster", what: "object named \"\(Words.line(name, 60))\"")
        }
        return name
    }
}
