/// The life of a pod: made, placed, pulled, started, ready; and how it dies and comes back.
extension World {
    /// Makes a pod for a replica set.
    mutating func makePod(for set: ReplicaSet, in name: ClusterName) {
        let podName = "\(set.meta.name)-\(random.suffix(5))"
        var labels = set.template.labels
        labels["pod-template-hash"] = set.hash
        var meta = ObjectMeta(
            name: podName, namespace: set.meta.namespace, uid: random.uuid(), created: now.wholeSecond, labels: labels,
            annotations: set.template.annotations)
        meta.generateName = set.meta.name + "-"
        meta.owner = .init(kind: .replicasets, name: set.meta.name, uid: set.meta.uid)
        let pod = Pod(meta: meta, spec: set.template.spec, readyChanged: now.wholeSecond)
        clusters[name].save(pod, at: now)
        record("SuccessfulCreate", "Created pod: \(podName)", on: .init(set), in: name, from: "replicaset-controller")
        plan(.schedule, of: pod, in: name, after: Delays.schedule)
    }

    /// Asks a pod to end.
    mutating func terminate(_ pod: Pod, in name: ClusterName) {
        guard pod.meta.deleted == nil else { return }
        var pod = pod
        pod.meta.deleted = now.wholeSecond + .seconds(30)
        clusters[name].save(pod, at: now)
        for container in pod.spec.containers {
            record(
                "Killing", "Stopping container \(container.name)", on: .init(pod, container: container.name), in: name,
                from: "kubelet", host: pod.node)
        }
        plan(.remove, of: pod, in: name, after: Delays.termination)
        reconcileOwner(of: pod, in: name)
    }

    mutating func advance(_ pod: Pod, by step: PodStep, in name: ClusterName) {
        switch step {
        case .schedule: place(pod, in: name)
        case .pull: pull(pod, attempt: 0, in: name)
        case .pullBackOff(let attempt): pull(pod, attempt: attempt, in: name)
        case .start: start(pod, in: name)
        case .becomeReady(let run): if pod.restarts == run { becomeReady(pod, in: name) }
        case .die(let run): if pod.restarts == run { die(pod, in: name) }
        case .startAgain(let run): if pod.restarts == run { startAgain(pod, in: name) }
        case .remove:
            clusters[name].delete(pod, at: now)
            reconcileOwner(of: pod, in: name)
        }
    }

    private mutating func place(_ old: Pod, in name: ClusterName) {
        guard old.meta.deleted == nil else { return }
        let pods = clusters[name].pods.items
        let ready = clusters[name].nodes.items.filter(\.isReady)
        // The emptiest node, as the scheduler's spreading comes out when requests are small.
        let node = ready.min { left, right in
            pods.count { $0.node == left.meta.name } < pods.count { $0.node == right.meta.name }
        }
        guard let node else {
            record(
                "FailedScheduling", "0/\(clusters[name].nodes.items.count) nodes are available.", on: .init(old), in: name,
                from: "default-scheduler", warning: true)
            return plan(.schedule, of: old, in: name, after: .seconds(10))
        }
        var pod = old
        pod.node = node.meta.name
        pod.hostAddress = node.address
        pod.scheduled = now.wholeSecond
        pod.started = now.wholeSecond
        pod.containers = pod.spec.containers.map {
            ContainerStatus(name: $0.name, image: $0.image, state: .waiting(reason: "ContainerCreating", message: nil))
        }
        clusters[name].save(pod, at: now)
        record(
            "Scheduled", "Successfully assigned \(pod.meta.namespace)/\(pod.meta.name) to \(pod.node)", on: .init(pod), in: name,
            from: "default-scheduler")
        plan(.pull, of: pod, in: name, after: Delays.pull)
    }

    private mutating func start(_ old: Pod, in name: ClusterName) {
        guard old.meta.deleted == nil else { return }
        var pod = old
        if pod.ip.isEmpty {
            let subnet = pod.node.hasSuffix("server-0") || name == .gcp ? 0 : 1
            pod.ip = "10.42.\(subnet).\(20 + Int(random.next() % 200))"
        }
        let isAgain = pod.containers.contains { $0.lastTermination != nil }
        pod.phase = .running
        for (index, container) in pod.spec.containers.enumerated() {
            var status = pod.containers[index]
            status.last = status.lastTermination
            status.restarts += isAgain ? 1 : 0
            status.state = .running(since: now.wholeSecond)
            status.isReady = container.readiness == nil
            status.image = container.image
            status.digest = digest(of: container.image, on: pod.node, in: name)
            status.identifier = "containerd://\(random.hex(64))"
            pod.containers[index] = status
        }
        if pod.isReady { pod.readyChanged = now.wholeSecond }
        clusters[name].save(pod, at: now)
        for container in pod.spec.containers {
            recordKubelet("Created", "Created container: \(container.name)", on: pod, in: name)
            recordKubelet("Started", "Started container \(container.name)", on: pod, in: name)
        }
        plan(.becomeReady(run: pod.restarts), of: pod, in: name, after: Delays.ready)
        let behaviour = clusters[name].behaviours[pod.spec.containers[0].image]
        if let death = behaviour?.death { planDeath(of: pod, in: name, after: death.after) }
        reconcileOwner(of: pod, in: name)
    }

    private mutating func becomeReady(_ old: Pod, in name: ClusterName) {
        guard old.containers.first?.runningSince != nil, old.meta.deleted == nil else { return }
        let behaviour = clusters[name].behaviours[old.spec.containers[0].image]
        let isReady = behaviour != .notReady
        if !isReady {
            recordKubelet(
                "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503", on: old, in: name, warning: true)
            plan(.becomeReady(run: old.restarts), of: old, in: name, after: .seconds(10))
        }
        guard old.isReady != isReady else { return }
        var pod = old
        for index in pod.containers.indices { pod.containers[index].isReady = isReady }
        pod.readyChanged = now.wholeSecond
        clusters[name].save(pod, at: now)
        reconcileOwner(of: pod, in: name)
    }

    private mutating func die(_ old: Pod, in name: ClusterName) {
        // Healed, gone or dead already: the plan of this death is void.
        guard let since = old.containers.first?.runningSince, old.meta.deleted == nil,
            let death = clusters[name].behaviours[old.spec.containers[0].image]?.death
        else { return }
        var pod = old
        if pod.isReady { pod.readyChanged = now.wholeSecond }
        pod.containers[0].state = .terminated(
            .init(
                exitCode: death.exitCode, reason: death.reason, started: since, finished: now.wholeSecond,
                identifier: pod.containers[0].identifier))
        pod.containers[0].isReady = false
        clusters[name].save(pod, at: now)
        plan(.startAgain(run: pod.restarts), of: pod, in: name, after: Delays.kubelet)
        reconcileOwner(of: pod, in: name)
    }

    private mutating func startAgain(_ old: Pod, in name: ClusterName) {
        guard old.meta.deleted == nil, let end = old.containers.first?.lastTermination,
            old.containers.first?.runningSince == nil
        else { return }
        let wait = backOff(of: old, in: name)
        if case .terminated = old.containers[0].state, wait > .zero {
            var pod = old
            let container = pod.spec.containers[0].name
            let life = "\(pod.meta.name)_\(pod.meta.namespace)(\(pod.meta.uid))"
            let seconds = Int(wait.seconds)
            let text = seconds < 60 ? "\(seconds)s" : "\(seconds / 60)m\(seconds % 60)s"
            pod.containers[0].last = end
            pod.containers[0].state = .waiting(
                reason: "CrashLoopBackOff", message: "back-off \(text) restarting failed container=\(container) pod=\(life)")
            clusters[name].save(pod, at: now)
            recordKubelet(
                "BackOff", "Back-off restarting failed container \(container) in pod \(life)", on: pod, in: name, warning: true)
            plan(.startAgain(run: pod.restarts), of: pod, in: name, after: wait)
        } else {
            recordKubelet(
                "Pulled", "Container image \"\(old.spec.containers[0].image)\" already present on machine", on: old, in: name)
            start(old, in: name)
            if let probe = old.spec.containers[0].readiness, let port = old.spec.containers[0].port {
                let address = "\(old.ip):\(port)"
                recordKubelet(
                    "Unhealthy",
                    "Readiness probe failed: Get \"http://\(address)\(probe.path)\": dial tcp \(address): connect: connection refused",
                    on: old, in: name, warning: true)
            }
        }
    }

    /// How long the kubelet waits, in life: nothing before the first restart, then 10 s, 20 s, … up to five minutes.
    private func backOff(of pod: Pod, in name: ClusterName) -> Span {
        guard let trace = clusters[name].traces.last(where: { $0.uid == pod.meta.uid }) else { return .zero }
        let failures = trace.runs.reversed().prefix { run in
            (run.finished ?? now) - run.started < Delays.forgiveness / pace
        }.count
        guard failures > 1 else { return .zero }
        return min(Delays.backOff * Double(1 << min(failures - 2, 10)), Delays.longestBackOff)
    }
}
