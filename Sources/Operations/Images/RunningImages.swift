import Host
import Services

/// Where an image runs, from the pods: by the digest that a node has pulled, which alone says what runs.
struct RunningImages {
    /// One workload that runs it.
    struct Place: Sendable, Equatable {
        /// `k3d/ml-apps/iris-classifier`
        var words: String
        /// Pod and container.
        var pod: String, container: String
        /// As the pod names it, and what the node has pulled for that.
        var reference: ImageReference, digest: String
        /// Whether the container serves.
        var isReady: Bool
    }

    private let reach: Reach

    init(_ reach: Reach) { self.reach = reach }

    /// Where an image runs, among the places that are configured for it: one entry for each workload and digest.
    func look(for reference: ImageReference, in images: [DeployedImage]) async -> (found: [Place], gaps: [String]) {
        let own = images.filter { ((try? ImageReference($0.image))?.name ?? "") == reference.name && !$0.context.isEmpty }
        let places = Set(own.map { [$0.context, $0.namespace] }).sorted { $0.lexicographicallyPrecedes($1) }
        var found: [Place] = [], gaps: [String] = []
        for place in places {
            do {
                found += try await pods(context: place[0], namespace: place[1], name: reference.name)
            } catch {
                gaps.append("What runs in \(place[0]) is not known: \(error)")
            }
        }
        var seen: Set<[String]> = []
        return (found.filter { seen.insert([$0.words, $0.digest]).inserted }, gaps)
    }

    /// The containers of a namespace that have an image of this name, and have it pulled.
    func pods(context: String, namespace: String, name: String) async throws -> [Place] {
        let pods = try await reach.cluster(context).list(.pods, namespace: namespace.isEmpty ? nil : namespace).items
        return pods.filter { $0.meta.deletion == nil && !["Failed", "Succeeded"].contains($0.phase) }.flatMap { pod -> [Place] in
            let workload = Self.workload(of: pod)
            return pod.containers.compactMap { container in
                guard let reference = try? ImageReference(container.image), reference.name == name,
                    let digest = container.imageID.split(separator: "@").last, digest.hasPrefix("sha256:")
                else { return nil }
                return Place(
                    words: "\(context)/\(pod.meta.namespace)/\(workload)", pod: pod.meta.name, container: container.name, reference: reference,
                    digest: String(digest), isReady: container.ready)
            }
        }.sorted { ($0.words, $0.pod) < ($1.words, $1.pod) }
    }

    /// The deployment of a replica set's pod: the set has its name and a hash. Any other owner speaks for itself.
    private static func workload(of pod: Pod) -> String {
        guard let owner = pod.meta.owner else { return pod.meta.name }
        guard owner.kind == "ReplicaSet", let dash = owner.name.lastIndex(of: "-") else { return owner.name }
        return String(owner.name[..<dash])
    }
}
