/// The life of one pod as monitoring remembers it: from here come the series of kube-state-metrics and cAdvisor.
struct PodTrace: Sendable {
    var uid: String
    var namespace: String
    var pod: String
    var node: String
    var workload: String
    var container: String
    var image: String
    var limits: Container.Resources?
    var requests: Container.Resources?
    var born: Moment
    var died: Moment?
    var changes: [Change]
    var runs: [Run]

    /// What kube-state-metrics would say from this instant on.
    struct Change: Sendable, Equatable {
        var at: Moment
        var phase: Pod.Phase
        var isReady: Bool
        var restarts: Int
        var waiting: String?
        var lastTerminated: String?
    }

    /// One run of the container.
    struct Run: Sendable, Equatable {
        var started: Moment
        var finished: Moment?
        var behaviour: Behaviour?
    }

    /// The state at an instant; `nil` before birth and after death.
    func state(at moment: Moment) -> Change? {
        guard moment >= born, died.map({ moment < $0 }) ?? true else { return nil }
        return changes.last { $0.at <= moment }
    }

    /// The run under way at an instant.
    func run(at moment: Moment) -> Run? {
        runs.last { $0.started <= moment }.flatMap { run in run.finished.map { moment < $0 } ?? true ? run : nil }
    }

    /// Changes kept for one pod: a crash loop of a week, and no more.
    static let limit = 4000
}

extension Cluster {
    /// Notes what monitoring could see of a pod. The pods of a load are left out: they are there to be listed and watched.
    mutating func trace(_ pod: Pod, at now: Moment) {
        guard pod.meta.labels[ClusterLoad.label] == nil, let container = pod.spec.containers.first else { return }
        let status = pod.containers.first
        var waiting: String?
        if case .waiting(let reason, _) = status?.state { waiting = reason }
        let change = PodTrace.Change(
            at: now, phase: pod.phase, isReady: pod.isReady, restarts: pod.restarts, waiting: waiting,
            lastTerminated: status?.last?.reason)
        if let index = traces.lastIndex(where: { $0.uid == pod.meta.uid }) {
            traces[index].node = pod.node
            traces[index].note(change)
            traces[index].note(run: status?.runningSince, behaviour: behaviours[container.image], at: now)
        } else {
            var trace = PodTrace(
                uid: pod.meta.uid, namespace: pod.meta.namespace, pod: pod.meta.name, node: pod.node,
                workload: pod.meta.labels["app"] ?? pod.meta.labels["app.kubernetes.io/name"] ?? pod.meta.name,
                container: container.name, image: container.image, limits: container.limits, requests: container.requests,
                born: pod.meta.created,
                changes: [change], runs: [])
            trace.changes[0].at = pod.meta.created
            trace.note(run: status?.runningSince, behaviour: behaviours[container.image], at: now)
            traces.append(trace)
        }
    }
}

extension PodTrace {
    /// Notes that the pod is gone.
    mutating func end(at now: Moment) {
        died = now
        if let last = runs.indices.last, runs[last].finished == nil { runs[last].finished = now }
    }

    fileprivate mutating func note(_ change: Change) {
        var same = change
        same.at = changes.last?.at ?? change.at
        guard same != changes.last else { return }
        changes.append(change)
        if changes.count > Self.limit { changes.removeFirst(Self.limit / 2) }
    }

    fileprivate mutating func note(run since: Moment?, behaviour: Behaviour?, at now: Moment) {
        let open = runs.last.flatMap { $0.finished == nil ? $0 : nil }
        if let open, open.started != since { runs[runs.count - 1].finished = now }
        guard let since else { return }
        if open?.started == since {
            runs[runs.count - 1].behaviour = behaviour
        } else {
            runs.append(Run(started: since, behaviour: behaviour))
            if runs.count > Self.limit { runs.removeFirst(Self.limit / 2) }
        }
    }
}
