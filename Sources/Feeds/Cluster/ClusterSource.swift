import Host
import JSON
import Services
import Synchronization

/// One kind of a cluster's objects, for a ``Reflector``.
struct ClusterSource<Item: Readable & Identifiable & Sendable>: Watchable where Item.ID == String {
    private let client: KubernetesClient
    private let kind: KubernetesKind<Item>
    private let namespace: String?

    init(_ client: KubernetesClient, _ kind: KubernetesKind<Item>, namespace: String? = nil) {
        self.client = client
        self.kind = kind
        self.namespace = namespace
    }

    func list() async throws -> (items: [Item], version: String) { try await client.list(kind, namespace: namespace) }

    func watch(from version: String) async throws -> AsyncThrowingStream<WatchNews<Item>, any Error> {
        try await client.watch(kind, from: version, namespace: namespace)
    }
}

/// The same kind in several namespaces, told as one: for people who may not list the whole cluster.
struct NamespacedReflectors<Item: Readable & Identifiable & Sendable>: Sendable where Item.ID == String {
    let context: String
    let client: KubernetesClient
    let kind: KubernetesKind<Item>
    let time: any TimeSource
    let random: RandomSource

    /// - Parameter heardOfAll: called before the news by which every namespace has been heard of.
    func run(
        heardOfAll: @escaping @Sendable () async -> Void, _ tell: @escaping @Sendable (Reflected<Item>) async -> Void
    ) async {
        let known = Known<Item>()
        await withTaskGroup(of: Void.self) { group in
            for namespace in client.namespaces {
                let source = ClusterSource(client, kind, namespace: namespace)
                let reflector = Reflector(service: context, source: source, time: time, random: random)
                group.addTask {
                    await reflector.run { news in
                        if known.hears(of: namespace) == client.namespaces.count { await heardOfAll() }
                        await tell(known.whole(news, of: namespace))
                    }
                }
            }
        }
    }
}

/// What is known of each namespace, so that a list of one does not take the others' objects away.
private final class Known<Item: Sendable & Identifiable>: Sendable where Item.ID == String {
    private let byNamespace = Mutex<[String: [String: Item]]>([:])
    private let heard = Mutex<Set<String>>([])

    /// How many namespaces have been heard of, with this one.
    func hears(of namespace: String) -> Int {
        heard.withLock { heard in
            heard.insert(namespace)
            return heard.count
        }
    }

    /// The news as it concerns all namespaces: a list replaces its own objects only.
    func whole(_ news: Reflected<Item>, of namespace: String) -> Reflected<Item> {
        byNamespace.withLock { known in
            switch news {
            case .replaced(let items):
                known[namespace] = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
                return .replaced(known.values.flatMap(\.values))
            case .upsert(let item): known[namespace, default: [:]][item.id] = item
            case .deleted(let item): known[namespace, default: [:]][item.id] = nil
            case .alive, .failed: break
            }
            return news
        }
    }
}
