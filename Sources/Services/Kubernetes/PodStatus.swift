import Host

/// What `kubectl get pods` says in its STATUS, READY and RESTARTS columns; the phase alone lies.
/// (kubernetes/kubernetes pkg/printers/internalversion/printers.go, printPod)
extension Pod {
    /// The STATUS column: `Running`, `CrashLoopBackOff`, `Init:0/1`, `Terminating`, …
    public var statusWord: String {
        var word = reason.isEmpty ? phase : reason
        if gated { word = "SchedulingGated" }
        let initializing = initializingWord
        if let initializing { word = initializing }
        if initializing == nil || hasInitialized {
            let main = mainWord
            if let main { word = main }
            if word == "Completed", containers.contains(where: { $0.kind == .main && $0.ready && $0.isRunning }) {
                word = conditions.contains { $0.type == "Ready" && $0.status == "True" } ? "Running" : "NotReady"
            }
        }
        if meta.deletion != nil {
            if reason == "NodeLost" { return "Unknown" }
            // A pod that has ended keeps saying how.
            if !["Succeeded", "Failed"].contains(phase) { return "Terminating" }
        }
        return word.isEmpty ? "Unknown" : word
    }

    /// Containers ready, sidecars among them.
    public var readyCount: Int {
        let main = initializingWord == nil || hasInitialized ? containers.count { $0.kind == .main && $0.ready && $0.isRunning } : 0
        return main + containers.count { $0.kind == .sidecar && $0.ready && $0.started }
    }

    /// Containers that are meant to run all the time: main ones and sidecars.
    public var runningCount: Int { containers.count { $0.kind != .initial } }

    /// Restarts of main containers and sidecars; of init containers while those are still at work.
    public var restartCount: Int {
        let steady = containers.filter { $0.kind != .initial }.reduce(0) { $0 + $1.restarts }
        guard initializingWord != nil, !hasInitialized else { return steady }
        return containers.filter { $0.kind != .main }.reduce(0) { $0 + $1.restarts }
    }

    private var hasInitialized: Bool { conditions.contains { $0.type == "Initialized" && $0.status == "True" } }

    /// The word of the first init container that is not done; `nil` when all are, or none has been reported on yet.
    private var initializingWord: String? {
        let first = containers.filter { $0.kind != .main }
        for (index, container) in first.enumerated() {
            switch container.state {
            case nil: continue
            case .terminated(let end) where end.exitCode == 0: continue
            case _ where container.kind == .sidecar && container.started: continue
            case .terminated(let end):
                if end.reason.isEmpty { return end.signal != 0 ? "Init:Signal:\(end.signal)" : "Init:ExitCode:\(end.exitCode)" }
                return "Init:" + end.reason
            case .waiting(let reason, _) where !reason.isEmpty && reason != "PodInitializing": return "Init:" + reason
            default: return "Init:\(index)/\(first.count)"
            }
        }
        return nil
    }

    /// The word of the first main container, in the order of the statuses, that is not plainly running.
    private var mainWord: String? {
        var found: (order: Int, word: String)?
        for container in containers where container.kind == .main {
            if let found, found.order <= container.statusOrder { continue }
            switch container.state {
            case .waiting(let reason, _) where !reason.isEmpty: found = (container.statusOrder, reason)
            case .terminated(let end) where !end.reason.isEmpty: found = (container.statusOrder, end.reason)
            case .terminated(let end):
                found = (container.statusOrder, end.signal != 0 ? "Signal:\(end.signal)" : "ExitCode:\(end.exitCode)")
            default: break
            }
        }
        return found?.word
    }
}

extension Container {
    /// Whether it is running now.
    public var isRunning: Bool {
        if case .running = state { return true }
        return false
    }

    /// How the current or the previous run ended, the newer one first.
    public var lastTermination: Termination? {
        if case .terminated(let end) = state { return end }
        if case .terminated(let end) = lastState { return end }
        return nil
    }

    /// Its last run was ended by the kernel for memory. Exit code 137 alone does not say so; the reason does.
    public var isOutOfMemory: Bool { lastTermination?.reason == "OOMKilled" }
}
