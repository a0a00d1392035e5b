/// What the deployment and replica set controllers do.
extension World {
    /// Brings a deployment nearer to its template and its number: new pods first, old ones as the new become ready.
    mutating func reconcile(_ key: ObjectKey, in name: ClusterName) {
        guard let deployment = clusters[name].deployments[key] else { return }
        let newest = replicaSet(of: deployment, in: name)
        var older = sets(of: deployment, in: name).filter { $0.meta.uid != newest.meta.uid && $0.replicas > 0 }
        // One pod more than asked for may exist while pods are replaced: the default of 25 percent, rounded up.
        let surge = older.isEmpty ? 0 : 1
        let room = max(deployment.replicas + surge - older.reduce(0) { $0 + $1.replicas }, 0)
        setReplicas(of: newest, to: min(deployment.replicas, max(room, newest.replicas)), for: deployment, in: name)
        let ready = readyPods(of: newest, in: name)
        var allowed = max(deployment.replicas - ready, 0)
        for index in older.indices {
            let wanted = min(older[index].replicas, allowed)
            allowed -= wanted
            setReplicas(of: older[index], to: wanted, for: deployment, in: name)
            older[index].replicas = wanted
        }
        for set in sets(of: deployment, in: name) { match(set, in: name) }
        report(key, in: name)
    }

    /// Does the same for the deployment to which a pod belongs, if it belongs to one.
    mutating func reconcileOwner(of pod: Pod, in name: ClusterName) {
        guard let owner = pod.meta.owner, owner.kind == .replicasets,
            let set = clusters[name].replicaSets[ObjectKey(namespace: pod.meta.namespace, name: owner.name)],
            let deployment = set.meta.owner
        else { return }
        reconcile(ObjectKey(namespace: pod.meta.namespace, name: deployment.name), in: name)
    }

    private func sets(of deployment: Deployment, in name: ClusterName) -> [ReplicaSet] {
        clusters[name].replicaSets.items.filter { $0.meta.owner?.uid == deployment.meta.uid }
    }

    private func pods(of set: ReplicaSet, in name: ClusterName) -> [Pod] {
        clusters[name].pods.items.filter { $0.meta.owner?.uid == set.meta.uid && $0.meta.deleted == nil }
    }

    private func readyPods(of set: ReplicaSet, in name: ClusterName) -> Int { pods(of: set, in: name).count(where: \.isReady) }

    /// The replica set of the present template; made when there is none yet.
    private mutating func replicaSet(of deployment: Deployment, in name: ClusterName) -> ReplicaSet {
        let known = sets(of: deployment, in: name)
        let latest = known.map(\.revision).max() ?? 0
        if let same = known.first(where: { $0.template == deployment.template }) {
            return same.revision == latest ? same : renew(same, revision: latest + 1, of: deployment, in: name)
        }
        let template = deployment.template
        var identity = SeededRandom(
            deployment.meta.name + template.spec.containers.map(\.image).joined() + template.annotations.description.sortedText)
        let hash = identity.suffix(10)
        let revision = latest + 1
        var labels = template.labels
        labels["pod-template-hash"] = hash
        var meta = ObjectMeta(
            name: "\(deployment.meta.name)-\(hash)", namespace: deployment.meta.namespace, uid: random.uuid(), generation: 1,
            created: now.wholeSecond, labels: labels)
        meta.annotations = [
            "deployment.kubernetes.io/desired-replicas": String(deployment.replicas),
            "deployment.kubernetes.io/max-replicas": String(deployment.replicas + 1),
            "deployment.kubernetes.io/revision": String(revision),
        ]
        meta.owner = .init(kind: .deployments, name: deployment.meta.name, uid: deployment.meta.uid)
        let set = ReplicaSet(meta: meta, replicas: 0, template: template, hash: hash, revision: revision)
        clusters[name].save(set, at: now)
        begin(set, of: deployment, in: name)
        return set
    }

    /// A template that was used before: its replica set comes back under a new revision.
    private mutating func renew(
        _ old: ReplicaSet, revision: Int, of deployment: Deployment, in name: ClusterName
    ) -> ReplicaSet {
        var set = old
        // As the deployment controller does: the numbers that it had before.
        let past = "deployment.kubernetes.io/revision-history", had = set.meta.annotations[past].map { $0 + "," } ?? ""
        set.meta.annotations[past] = had + String(old.revision)
        set.revision = revision
        set.meta.annotations["deployment.kubernetes.io/revision"] = String(revision)
        clusters[name].save(set, at: now)
        begin(set, of: deployment, in: name)
        return set
    }

    /// Notes in a deployment that a replica set is now its newest, and that the way there has begun.
    private mutating func begin(_ set: ReplicaSet, of deployment: Deployment, in name: ClusterName) {
        var changed = deployment
        changed.revision = set.revision
        changed.meta.annotations["deployment.kubernetes.io/revision"] = String(set.revision)
        changed.status.newest = set.meta.name
        changed.status.progressChanged = now.wholeSecond
        changed.status.isProgressing = true
        changed.status.hasStalled = false
        clusters[name].save(changed, at: now)
        schedule(.cluster(name, .deadline(deployment.meta.key, set: set.meta.name)), after: Delays.progressDeadline / pace)
    }

    /// A rollout has had its time.
    mutating func endProgress(of key: ObjectKey, set: String, in name: ClusterName) {
        guard var deployment = clusters[name].deployments[key], deployment.status.newest == set, deployment.status.isProgressing else {
            return
        }
        deployment.status.hasStalled = true
        deployment.status.progressChanged = now.wholeSecond
        clusters[name].save(deployment, at: now)
    }

    private mutating func setReplicas(of set: ReplicaSet, to wanted: Int, for deployment: Deployment, in name: ClusterName) {
        guard wanted != set.replicas, var changed = clusters[name].replicaSets[set.meta.key] else { return }
        changed.replicas = wanted
        changed.meta.generation = (changed.meta.generation ?? 1) + 1
        clusters[name].save(changed, at: now)
        record(
            "ScalingReplicaSet",
            "Scaled \(wanted > set.replicas ? "up" : "down") replica set \(set.meta.name) from \(set.replicas) to \(wanted)",
            on: .init(deployment), in: name, from: "deployment-controller")
    }

    /// Makes or ends pods until a replica set has as many as it should.
    private mutating func match(_ set: ReplicaSet, in name: ClusterName) {
        let living = pods(of: set, in: name)
        if living.count < set.replicas {
            for _ in living.count..<set.replicas { makePod(for: set, in: name) }
        } else if living.count > set.replicas {
            let victims = living.sorted { !$0.isReady && $1.isReady }.prefix(living.count - set.replicas)
            for pod in victims {
                record(
                    "SuccessfulDelete", "Deleted pod: \(pod.meta.name)", on: .init(set), in: name, from: "replicaset-controller")
                terminate(pod, in: name)
            }
        }
        guard var changed = clusters[name].replicaSets[set.meta.key] else { return }
        changed.current = pods(of: set, in: name).count
        changed.ready = readyPods(of: set, in: name)
        if changed != clusters[name].replicaSets[set.meta.key] { clusters[name].save(changed, at: now) }
    }

    /// Writes a deployment's status as its pods now are.
    private mutating func report(_ key: ObjectKey, in name: ClusterName) {
        guard var deployment = clusters[name].deployments[key] else { return }
        let all = sets(of: deployment, in: name)
        let newest = all.first { $0.template == deployment.template }
        var status = deployment.status
        status.observedGeneration = deployment.meta.generation ?? 1
        status.replicas = all.reduce(0) { $0 + pods(of: $1, in: name).count }
        status.updated = newest.map { pods(of: $0, in: name).count } ?? 0
        status.ready = all.reduce(0) { $0 + readyPods(of: $1, in: name) }
        if status.isAvailable != deployment.status.isAvailable || status.availableChanged == nil {
            status.availableChanged = now.wholeSecond
        }
        if status.isProgressing, let newest, readyPods(of: newest, in: name) >= deployment.replicas {
            status.isProgressing = false
            status.hasStalled = false
            status.progressChanged = now.wholeSecond
        }
        guard status != deployment.status else { return }
        deployment.status = status
        clusters[name].save(deployment, at: now)
    }
}

extension String {
    /// The text's characters in order: a dictionary's description without its chance order.
    fileprivate var sortedText: String { String(sorted()) }
}
