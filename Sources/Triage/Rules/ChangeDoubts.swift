import Host

extension CaseFile {
    /// What of the evidence speaks against a change being why: pods that it did not touch are in the same trouble.
    func doubts(_ change: Change) -> [Finding.Point] {
        var points: [Finding.Point] = []
        if let limit = change.differences.first(where: { $0.place.contains(" limit memory") }),
            let before = MemoryTrend.bytes(limit.before), let after = MemoryTrend.bytes(limit.after), after > before
        {
            points.append(Finding.Point("the change raised the memory limit, \(limit.before) -> \(limit.after)", change.citations.first))
        }
        return points + [earlierRevision(change), otherWorkloads(change)].compactMap { $0 }
    }

    /// A pod of the revision before that fails, too.
    private func earlierRevision(_ change: Change) -> Finding.Point? {
        guard let previous = change.previous, !previous.name.isEmpty else { return nil }
        if let at = around.siblings.firstIndex(where: { previous.made($0) == true && $0.isFailing }) {
            let pod = around.siblings[at]
            return Finding.Point(
                "pod \(pod.name) of revision \(previous.revision), the one before, fails, too", citation(.siblings, ["items", String(at)]))
        }
        // Pods of stateful and daemon sets are named after the set alone.
        guard previous.role == .replicaSets else { return nil }
        let event = events.first { event in
            event.kind == "Pod" && event.type == "Warning" && Self.failing.contains(event.reason) && event.name.hasPrefix(previous.name + "-")
        }
        return event.map {
            Finding.Point("pod \($0.name) of revision \(previous.revision), the one before, has \($0.reason), too, last \($0.last)", citation($0))
        }
    }

    /// Pods of others with the warnings that this one has.
    private func otherWorkloads(_ change: Change) -> Finding.Point? {
        let reasons = Set(ownEvents.filter { $0.type == "Warning" }.map(\.reason)).intersection(Self.failing)
        guard !reasons.isEmpty, let own = workload?.split(separator: "/").last else { return nil }
        let others = events.filter { event in
            event.kind == "Pod" && event.type == "Warning" && reasons.contains(event.reason) && !event.name.hasPrefix(own + "-")
        }
        guard let first = others.first else { return nil }
        let names = Set(others.map(\.name)).sorted()
        let more = names.count > 2 ? " and \(names.count - 2) more" : ""
        return Finding.Point(
            "pods of other workloads have \(first.reason), too, which the change did not touch: \(names.prefix(2).joined(separator: ", "))\(more)",
            citation(first))
    }

    /// Reasons of events that tell of a failure, not of a pod that starts or ends.
    private static let failing: Set<String> = [
        "BackOff", "Failed", "FailedMount", "FailedScheduling", "FailedCreatePodSandBox", "OOMKilling", "Evicted",
    ]

    /// How much of the workload runs what the change brought.
    func impact(of change: Change) -> String {
        guard let new = change.revision, let ready = new.ready, new.wanted > 0 else { return pod == nil ? "" : podImpact }
        var text = "revision \(new.revision) of \(new.owner), which it brought, has \(ready) of \(new.wanted) pods ready"
        if let old = change.previous, let left = old.ready {
            let verb = left == 1 ? "serves" : "serve"
            text += left > 0 ? "; \(left) of revision \(old.revision) still \(verb)" : "; none of revision \(old.revision) is left"
        }
        return text.capitalised + "."
    }
}

extension PodFacts {
    /// Whether one of its containers ended by an error, or waits because of one.
    fileprivate var isFailing: Bool {
        containers.contains { container in
            container.end.map { $0.exitCode != 0 } ?? false
                || container.waiting.map { !["ContainerCreating", "PodInitializing"].contains($0.reason) } ?? false
        }
    }
}
