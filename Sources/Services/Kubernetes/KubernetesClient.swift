import Host
import JSON
import Transport

/// One cluster's API server.
///
/// - Note: <https://kubernetes.io/docs/reference/using-api/api-concepts/>
public struct KubernetesClient: Sendable {
    /// Objects asked for at once; a server with 50,000 pods answers the first page in about 50 ms.
    static let page = 500

    /// The link it speaks over.
    public let link: ServiceLink
    /// Namespaces to list one by one; empty for the whole cluster.
    public let namespaces: [String]
    /// Largest list page and largest watch event, in bytes.
    let limits: (list: Int, event: Int)
    let random: RandomSource

    /// A client for the cluster behind `link`.
    public init(
        _ link: ServiceLink, namespaces: [String] = [], limits: (list: Int, event: Int) = (256 << 20, 16 << 20),
        random: RandomSource = .system
    ) {
        self.link = link
        self.namespaces = namespaces
        self.limits = limits
        self.random = random
    }

    /// The context's name in sentences.
    public var name: String { link.configuration.service }

    /// The server's version: `v1.33.1+k3s1`.
    /// - Throws: ``ServiceError``.
    public func version() async throws -> String {
        struct Version: Readable {
            let text: String
            init(_ json: Element) throws { text = try json.required("gitVersion").string ?? "" }
        }
        return try await link.get("/version", as: Version.self).text
    }

    /// As whom the server knows us; `nil` where it cannot say (SelfSubjectReview is of Kubernetes 1.28).
    /// - Throws: ``ServiceError`` for anything but an old server.
    public func whoAmI() async throws -> String? {
        struct Review: Readable {
            let name: String
            init(_ json: Element) throws { name = json["status"]["userInfo"].text(at: "username") }
        }
        let body: Value = .object([
            .init("apiVersion", .string("authentication.k8s.io/v1")), .init("kind", .string("SelfSubjectReview")),
        ])
        do {
            return try await link.post(
                "/apis/authentication.k8s.io/v1/selfsubjectreviews", body: body, what: "selfsubjectreviews", as: Review.self
            ).name
        } catch ServiceError.notFound {
            return nil
        } catch ServiceError.forbidden(_, _, let sentence) {
            // Who may not even ask (anonymous) is named in the refusal.
            return sentence.split(separator: "User \"", maxSplits: 1).dropFirst().first?.split(separator: "\"").first.map(String.init)
        }
    }

    /// Use by node name, from metrics.k8s.io.
    /// - Throws: ``ServiceError/notFound(service:what:)`` where the cluster has no metrics server.
    public func nodeUsage() async throws -> [String: Usage] {
        try await usage("/apis/metrics.k8s.io/v1beta1/nodes") { $0.name }
    }

    /// Use by `namespace/name` of each pod, the sum of its containers.
    /// - Throws: as ``nodeUsage()``.
    public func podUsage() async throws -> [String: Usage] {
        try await usage("/apis/metrics.k8s.io/v1beta1/pods") { $0.namespace + "/" + $0.name }
    }

    private func usage(_ path: String, key: (UsageItem) -> String) async throws -> [String: Usage] {
        let response = try await link.send("GET", path, limit: limits.list, what: "metrics.k8s.io (no metrics server)")
        let items = try readList(response, as: UsageItem.self).items
        return Dictionary(items.map { (key($0), $0.usage) }, uniquingKeysWith: { first, _ in first })
    }

    /// One pod.
    /// - Throws: ``ServiceError/notFound(service:what:)`` when it has gone.
    public func pod(namespace: String, name: String) async throws -> Pod {
        try await link.get(podPath(namespace, name), what: "pod \(namespace)/\(name)")
    }

    /// Any object as the server sends it: `/apis/apps/v1/namespaces/ml-apps/replicasets/iris-7c9`.
    /// - Throws: ``ServiceError``.
    public func object(path: String, what: String) async throws -> Value {
        let response = try await link.send("GET", path, what: what)
        do {
            return try JSON.value(response.body)
        } catch {
            throw ServiceError.malformed(service: name, what: "\(error)")
        }
    }

    /// One pod's whole object.
    /// - Throws: ``ServiceError/notFound(service:what:)`` when it has gone.
    public func podObject(namespace: String, name: String) async throws -> Value {
        try await object(path: podPath(namespace, name), what: "pod \(namespace)/\(name)")
    }

    /// Events about one object, newest first.
    /// - Throws: ``ServiceError``.
    public func events(about uid: String, namespace: String) async throws -> [ClusterEvent] {
        let path = KubernetesKind<ClusterEvent>.events.path(namespace: namespace)
        let response = try await link.send("GET", path, query: [("fieldSelector", "involvedObject.uid=\(uid)")], what: "events")
        return try readList(response, as: ClusterEvent.self).items.sorted { ($0.last?.milliseconds ?? 0) > ($1.last?.milliseconds ?? 0) }
    }

    /// Raw JSON of a list, for evidence: events of one object, pods of one owner, nodes.
    /// - Throws: ``ServiceError``.
    public func listBody(path: String, query: [(String, String)] = [], what: String) async throws -> [UInt8] {
        try await link.send("GET", path, query: query, limit: limits.list, what: what).body
    }

    func podPath(_ namespace: String, _ name: String) -> String {
        "/api/v1/namespaces/\(namespace.percentEncoded)/pods/\(name.percentEncoded)"
    }

    /// Items and list metadata of one page.
    func readList<T: Readable>(_ response: HTTPResponse, as type: T.Type) throws -> (items: [T], version: String, more: String) {
        if response.mediaType.hasSuffix("html") {
            throw ServiceError.malformed(service: name, what: "an HTML page where its API answers JSON")
        }
        var version = "", more = ""
        do {
            let items = try JSON.readList(response.body, at: ["items"], absentIsEmpty: true) { list in
                version = list["metadata"].text(at: "resourceVersion")
                more = list["metadata"].text(at: "continue")
            } each: {
                try T($0)
            }
            return (items, version, more)
        } catch let error as JSONError {
            throw ServiceError.malformed(service: name, what: "\(error)")
        }
    }
}
