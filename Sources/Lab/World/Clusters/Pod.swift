/// A pod with its containers' states.
struct Pod: ClusterObject, Equatable {
    var resource: ResourceKind { .pods }
    var meta: ObjectMeta
    var spec: PodSpec
    /// Empty until the scheduler has chosen.
    var node = ""
    var hostAddress = ""
    var phase: Phase = .pending
    var ip = ""
    /// When the kubelet took it.
    var started: Moment?
    var scheduled: Moment?
    /// When the condition `Ready` last changed.
    var readyChanged: Moment
    var containers: [ContainerStatus] = []

    enum Phase: String, Sendable, CaseIterable {
        case pending = "Pending"
        case running = "Running"
        case succeeded = "Succeeded"
        case failed = "Failed"
        case unknown = "Unknown"
    }

    var isReady: Bool { phase == .running && !containers.isEmpty && containers.allSatisfy(\.isReady) }

    var restarts: Int { containers.reduce(0) { $0 + $1.restarts } }

    /// What `kubectl get pods` says in STATUS; the rules are those of `printPod` in kubernetes/pkg/printers.
    var statusWord: String {
        if meta.deleted != nil { return "Terminating" }
        var word = phase.rawValue
        var isAnyRunning = false
        for container in containers.reversed() {
            switch container.state {
            case .waiting(let reason, _): word = reason
            case .terminated(let end): word = end.reason
            case .running: isAnyRunning = isAnyRunning || container.isReady
            }
        }
        if word == "Completed", isAnyRunning { return isReady ? "Running" : "NotReady" }
        return word
    }
}

/// The state of one container of a pod.
struct ContainerStatus: Sendable, Equatable {
    var name: String
    var image: String
    var state: State
    var last: Termination?
    var restarts = 0
    var isReady = false
    /// Of the present or the last run, with its scheme; empty before the first.
    var identifier = ""
    /// Of the image that the node has, whatever its tag stands at by now.
    var digest = ""

    enum State: Sendable, Equatable {
        case waiting(reason: String, message: String?)
        case running(since: Moment)
        case terminated(Termination)
    }

    /// How a run ended.
    struct Termination: Sendable, Equatable {
        var exitCode: Int
        var reason: String
        var started: Moment
        var finished: Moment
        var identifier: String
    }

    /// The start of the present run; `nil` when it does not run.
    var runningSince: Moment? { if case .running(let since) = state { since } else { nil } }

    /// The end of the last run that is over, wherever it is reported.
    var lastTermination: Termination? { if case .terminated(let end) = state { end } else { last } }
}
