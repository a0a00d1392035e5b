import Host

/// Judges a rollout from the objects of the cluster: a pure function, the same for a feed that watches and for an operation that follows.
///
/// ArgoCD and the deployment itself call a rollout that cannot succeed "progressing" for ten minutes (`progressDeadlineSeconds`); the pods and
/// events say within seconds what is wrong.
public enum Rollout {
    /// How the rollout stands.
    public static func state(of facts: RolloutFacts) -> RolloutState {
        let deployment = facts.deployment
        let isSeen = deployment.observedGeneration >= deployment.generation
        if isSeen, isComplete(deployment) { return .done }
        if deployment.paused {
            return .stuck(RolloutTrouble(.paused, "rollouts of \(deployment.meta.name) are paused; resume them."))
        }
        guard isSeen else {
            return .progressing(ready: 0, of: deployment.wanted, waitingFor: "the deployment's controller to see the change.")
        }
        let current = newest(facts)
        let pods = facts.pods.filter { $0.meta.owner?.uid == current?.meta.uid && current != nil && $0.meta.deletion == nil }
            .sorted { $0.meta.name < $1.meta.name }
        let found = pods.compactMap { PodTrouble.of($0, events: facts.events) }
        // One pod may lack a node while another cannot pull: what a person must mend first is named first.
        let order = RolloutTrouble.Kind.allCases
        if let worst = found.min(by: { (order.firstIndex(of: $0.kind) ?? 0) < (order.firstIndex(of: $1.kind) ?? 0) }) { return .stuck(worst) }
        if let refusal = refusal(current, pods: pods, facts) { return .stuck(refusal) }
        if let held = budget(facts, isLate: isLate(deployment)) { return .stuck(held) }
        if isLate(deployment) {
            return .stuck(
                RolloutTrouble(
                    .deadlineExceeded, pod: pods.first { !$0.isReady }?.meta.name ?? "",
                    "no progress within \(deployment.deadline) s; its pods do not say why."))
        }
        return .progressing(ready: min(current?.available ?? 0, deployment.wanted), of: deployment.wanted, waitingFor: wait(deployment, pods))
    }

    /// As `kubectl rollout status` decides it.
    private static func isComplete(_ deployment: Deployment) -> Bool {
        deployment.updated >= deployment.wanted && deployment.replicas <= deployment.updated && deployment.available >= deployment.updated
    }

    private static func isLate(_ deployment: Deployment) -> Bool {
        deployment.conditions.contains { $0.type == "Progressing" && $0.reason == "ProgressDeadlineExceeded" }
    }

    /// The replica set of the deployment's present revision.
    private static func newest(_ facts: RolloutFacts) -> ReplicaSet? {
        let own = facts.replicaSets.filter { $0.meta.owner?.uid == facts.deployment.meta.uid }
        let revision = facts.deployment.meta.annotations["deployment.kubernetes.io/revision"].flatMap { Int($0) }
        return own.first { $0.revision == revision } ?? own.max { $0.revision < $1.revision }
    }

    /// What keeps pods from being made at all: said by the replica set, its events, or the deployment.
    private static func refusal(_ set: ReplicaSet?, pods: [Pod], _ facts: RolloutFacts) -> RolloutTrouble? {
        let deployment = facts.deployment
        let said: String?
        if let set {
            guard set.replicas < set.wanted else { return nil }
            let condition = set.conditions.first { $0.type == "ReplicaFailure" && $0.status == "True" }
            said = condition?.message ?? failure(set, pods: pods, facts.events)
        } else {
            let condition = deployment.conditions.first {
                ($0.type == "ReplicaFailure" && $0.status == "True") || $0.reason == "ReplicaSetCreateError"
            }
            said = condition?.message
        }
        guard let said, !said.isEmpty else { return nil }
        let words = PodTrouble.line(said)
        if said.contains("exceeded quota") { return RolloutTrouble(.quota, "the quota refuses new pods: \(words)") }
        return RolloutTrouble(.admission, "new pods are refused: \(words)")
    }

    /// The newest event that says why the set could make no pod, if it has made none since: events stay for an hour.
    private static func failure(_ set: ReplicaSet, pods: [Pod], _ events: [ClusterEvent]) -> String? {
        guard let event = PodTrouble.newest(events, about: set.meta.uid, where: { $0.reason == "FailedCreate" }) else { return nil }
        let made = pods.compactMap(\.meta.created).max()
        guard let made, let last = event.last else { return event.message }
        return last > made ? event.message : nil
    }

    /// A budget does not hold a rollout itself, which takes its pods away without asking, but drains and moves that make room for it.
    private static func budget(_ facts: RolloutFacts, isLate: Bool) -> RolloutTrouble? {
        let own = facts.pods.filter { facts.deployment.selector.matches($0.meta.labels) }
        let uids = Set(own.map(\.meta.uid))
        for budget in facts.budgets where budget.allowed == 0 {
            guard own.contains(where: { budget.selector.matches($0.meta.labels) }) else { continue }
            let isRefusing = facts.events.contains { event in
                (uids.contains(event.uid) || event.uid == budget.meta.uid) && event.message.lowercased().contains("disruption budget")
            }
            guard isRefusing || isLate else { continue }
            return RolloutTrouble(
                .disruptionBudget,
                "the disruption budget \(budget.meta.name) lets no pod go: \(budget.healthy) healthy, \(budget.needed) needed.")
        }
        return nil
    }

    private static func wait(_ deployment: Deployment, _ pods: [Pod]) -> String {
        if deployment.updated < deployment.wanted { return "new pods to be made (\(deployment.updated) of \(deployment.wanted))." }
        if let pod = pods.first(where: { !$0.isReady }) {
            return pod.statusWord == "Running" ? "\(pod.meta.name), which runs, to be ready." : "\(pod.meta.name): \(pod.statusWord)."
        }
        if deployment.replicas > deployment.updated { return "\(deployment.replicas - deployment.updated) old pods to end." }
        return "new pods to have been ready long enough."
    }
}

extension Pod {
    /// Whether its `Ready` condition is `True`.
    var isReady: Bool { conditions.contains { $0.type == "Ready" && $0.status == "True" } }
}
