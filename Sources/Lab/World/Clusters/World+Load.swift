/// The load of a benchmark.
extension World {
    mutating func fill(_ name: ClusterName, pods: Int, changesPerSecond: Double) {
        var load = ClusterLoad(pods: pods, changesPerSecond: changesPerSecond)
        load.generation = clusters[name].load.generation + 1
        for pod in clusters[name].pods.items where pod.meta.labels[ClusterLoad.label] != nil { clusters[name].delete(pod, at: now) }
        clusters[name].load = load
        guard pods > 0 else { return }
        let spec = PodSpec(containers: [
            Container(
                name: "app", image: "registry.local/load/app:1.0.0", port: 8080, limits: .init(milliCPU: 200, memory: 128),
                requests: .init(milliCPU: 50, memory: 64))
        ])
        let nodes = clusters[name].nodes.items
        let born = (now - .hours(3)).wholeSecond
        for number in 0..<pods { clusters[name].save(loadPod(number, spec: spec, nodes: nodes, born: born), at: now) }
        if changesPerSecond > 0 { schedule(.cluster(name, .churn(generation: load.generation)), after: ClusterLoad.beat) }
    }

    /// Changes as many pods as are due: each restarts, and is well or in its back-off by turns.
    mutating func churn(_ name: ClusterName, generation: Int) {
        var load = clusters[name].load
        guard load.generation == generation, load.pods > 0 else { return }
        load.owed += load.changesPerSecond * ClusterLoad.beat.seconds
        while load.owed >= 1 {
            load.owed -= 1
            let key = loadKey(load.next)
            // A step that shares no factor with the usual sizes visits every pod before it comes back.
            load.next = (load.next + 7919) % load.pods
            guard var pod = clusters[name].pods[key] else { continue }
            pod.containers[0].restarts += 1
            if pod.isReady {
                pod.containers[0].isReady = false
                pod.containers[0].state = .waiting(reason: "CrashLoopBackOff", message: nil)
            } else {
                pod.containers[0].isReady = true
                pod.containers[0].state = .running(since: now.wholeSecond)
            }
            pod.readyChanged = now.wholeSecond
            clusters[name].save(pod, at: now)
        }
        clusters[name].load = load
        schedule(.cluster(name, .churn(generation: generation)), after: ClusterLoad.beat)
    }

    private func loadKey(_ number: Int) -> ObjectKey {
        let namespace = String(number % ClusterLoad.namespaces)
        let digits = String(number)
        return ObjectKey(
            namespace: "load-" + (namespace.count < 2 ? "0" : "") + namespace,
            name: "load-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits)
    }

    private func loadPod(_ number: Int, spec: PodSpec, nodes: [Node], born: Moment) -> Pod {
        let key = loadKey(number)
        var identity = SeededRandom(key.name)
        let meta = ObjectMeta(
            name: key.name, namespace: key.namespace, uid: identity.uuid(), created: born,
            labels: ["app": "load-\(number % 50)", ClusterLoad.label: "true"],
            owner: .init(kind: .replicasets, name: "load-\(number % 50)", uid: identity.uuid()))
        var pod = Pod(
            meta: meta, spec: spec, node: nodes[number % nodes.count].meta.name,
            hostAddress: nodes[number % nodes.count].address, phase: .running, ip: "10.43.\(number / 250 % 250).\(number % 250)",
            started: born, scheduled: born, readyChanged: born)
        pod.containers = [
            ContainerStatus(
                name: "app", image: spec.containers[0].image, state: .running(since: born), isReady: true,
                identifier: "containerd://\(identity.hex(64))")
        ]
        return pod
    }
}
