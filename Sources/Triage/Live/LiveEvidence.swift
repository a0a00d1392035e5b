import Host
import JSON
import Services

/// Gathers evidence from the platform itself, everything at once under one deadline. What cannot be had is a piece of evidence too:
/// its sentence says why.
public struct LiveEvidence: EvidenceSource {
    /// How long gathering may take in all.
    public static let deadline = Duration.seconds(8)
    /// Largest log read, in bytes: its tail decides, and the reducer sees all of it.
    public static let largestLog = 16 << 20

    let clusters: [String: KubernetesClient]
    let github: ServiceLink?
    let mlflow: ServiceLink?
    let time: any TimeSource

    /// A source over what is configured.
    public init(clusters: [String: KubernetesClient], github: ServiceLink?, mlflow: ServiceLink?, time: any TimeSource) {
        self.clusters = clusters
        self.github = github
        self.mlflow = mlflow
        self.time = time
    }

    /// Yields each piece as it arrives.
    public func gather(_ subject: Subject) -> AsyncStream<Evidence> {
        AsyncStream { continuation in
            let basket = Basket(time: time) { continuation.yield($0) }
            let task = Task {
                await collect(subject, into: basket)
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private func collect(_ subject: Subject, into basket: Basket) async {
        basket.add(Evidence(.subject, name: "subject.json", bytes: subject.json.bytes))
        switch subject {
        case .pod(let context, let namespace, let name, let uid):
            await PodEvidence(client: clusters[context], context: context, namespace: namespace, name: name, uid: uid).collect(into: basket)
        case .alert(let name, let context, let labels, let annotations, let since):
            basket.add(AlertEvidence.piece(name: name, labels: labels, annotations: annotations, since: since))
            guard let namespace = labels["namespace"], let pod = labels["pod"] else { return }
            await PodEvidence(client: clusters[context], context: context, namespace: namespace, name: pod, uid: nil).collect(into: basket)
        case .run(let repository, let id, _):
            await PipelineEvidence(github: github, repository: repository, run: id).collect(into: basket)
        case .model(let experiment, let id):
            await ModelEvidence(mlflow: mlflow, experiment: experiment, id: id).collect(into: basket)
        }
    }
}

/// Takes pieces of evidence as they come, each within what is left of the one deadline.
struct Basket: Sendable {
    private let time: any TimeSource
    private let end: Duration
    private let take: @Sendable (Evidence) -> Void

    init(time: any TimeSource, take: @escaping @Sendable (Evidence) -> Void) {
        self.time = time
        self.take = take
        end = time.uptime() + LiveEvidence.deadline
    }

    /// Takes a piece that is already there.
    func add(_ piece: Evidence) { take(piece) }

    /// Fetches a piece; a failure becomes a piece with its sentence.
    /// - Returns: the bytes, for what depends on them.
    @discardableResult
    func fetch(
        _ role: Evidence.Role, _ name: String, part: String? = nil, failing: Evidence.Role? = nil,
        _ get: @escaping @Sendable () async throws -> [UInt8]
    ) async -> [UInt8]? {
        do {
            let left = max(.milliseconds(1), end - time.uptime())
            let bytes = try await within(left, of: name, time: time, get)
            take(Evidence(role, name: name, bytes: bytes, part: part))
            return bytes
        } catch is CancellationError {
            return nil
        } catch {
            take(Evidence(failing ?? role, name: name, part: part, failure: SafeText.line("\(error)")))
            return nil
        }
    }
}
