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

    func run(_ tell: @escaping @Sendable (Reflected<Item>) async -> Void) async {
        let known = Mutex<[String: [String: Item]]>([:])
        await withTaskGroup(of: Void.self) { group in
            for namespace in client.namespaces {
                group.addTask {
                    let source = ClusterSource(client, kind, namespace: namespace)
                    await Reflector(service: context, source: source, time: time, random: random).run { news in
                        // A list replaces one namespace only: the others' objects are told again with it.
                        let all = known.withLock { known -> [Item]? in
                            switch news {
                            case .replaced(let items):
                                known[namespace] = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
                                return known.values.flatMap(\.values)
                            case .upsert(let item): known[namespace, default: [:]][item.id] = item
                            case .deleted(let item): known[namespace, default: [:]][item.id] = nil
                            case .alive, .failed: break
                            }
                            return nil
                        }
                        await tell(all.map(Reflected.replaced) ?? news)
                    }
                }
            }
        }
    }
}
