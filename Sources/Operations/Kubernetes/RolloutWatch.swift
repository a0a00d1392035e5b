import Host
import Services

/// Follows a deployment's rollout until every replica is new and serves, or until it plainly will not get on by itself.
struct RolloutWatch {
    /// How it ended.
    enum End: Sendable, Equatable {
        case done
        case stuck(RolloutTrouble)
        case late
    }

    let cluster: KubernetesClient
    let namespace: String, name: String
    /// The generation that the change made; what is older says nothing of it.
    var generation = 0
    /// The image that a container must have first; empty where the change is another.
    var container = "", image = ""

    /// Between two looks; trouble that stands at two looks in a row is named.
    private static let interval = Duration.seconds(3)

    /// - Parameter limit: longest wait.
    func follow(_ reach: Reach, _ progress: Progress, within limit: Duration) async throws -> End {
        let trouble = Trouble()
        let end = try await reach.poll(progress, every: Self.interval, within: limit) { () -> End? in
            let facts = try await cluster.rollout(namespace: namespace, name: name)
            guard facts.deployment.generation >= generation else { return nil }
            guard image.isEmpty || facts.deployment.images.contains(where: { $0.container == container && $0.image == image }) else {
                await progress.step("Waiting for the cluster to have the new image.")
                return nil
            }
            switch Rollout.state(of: facts) {
            case .done: return .done
            case .progressing(let ready, let wanted, let waiting):
                await trouble.clear()
                await progress.step("\(ready) of \(wanted) new pods serve; waiting for \(waiting)")
                return nil
            case .stuck(let found):
                await progress.step("Stuck\(found.place): \(found.sentence)")
                return await trouble.stands(found) ? .stuck(found) : nil
            }
        }
        return end ?? .late
    }

    /// The outcome in words, for an operation that is over with the rollout.
    func outcome(_ end: End, offers: [Outcome.Offer] = []) -> Outcome {
        switch end {
        case .done: Outcome(.done, "\(name) is rolled out: every pod is new and serves.", offers: offers)
        case .stuck(let trouble):
            Outcome(.failed, "Stuck\(trouble.place): \(trouble.sentence)", offers: offers)
        case .late: Outcome(.unknown, "The rollout of \(name) is not complete yet; it goes on by itself.", offers: offers)
        }
    }

    /// Remembers trouble from one look to the next: what has gone by then was a passing state.
    private actor Trouble {
        private var last: RolloutTrouble.Kind?

        func clear() { last = nil }
        func stands(_ trouble: RolloutTrouble) -> Bool {
            defer { last = trouble.kind }
            return last == trouble.kind
        }
    }
}

extension RolloutTrouble {
    /// ` at iris-7c9d-x2lq7`, where the sentence does not name the pod itself.
    fileprivate var place: String { pod.isEmpty || sentence.contains(pod) ? "" : " at \(pod)" }
}
