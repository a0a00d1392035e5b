extension World {
    mutating func apply(_ command: ClusterCommand, to name: ClusterName) {
        switch command {
        case .setImage(let namespace, let deployment, let container, let image):
            edit(ObjectKey(namespace: namespace, name: deployment), in: name) { deployment in
                deployment.template.spec = deployment.template.spec.setting(image: image, of: container)
            }
        case .scale(let namespace, let deployment, let replicas):
            edit(ObjectKey(namespace: namespace, name: deployment), in: name) { $0.replicas = replicas }
        case .restart(let namespace, let deployment):
            let stamp = now.rfc3339
            edit(ObjectKey(namespace: namespace, name: deployment), in: name) {
                $0.template.annotations["kubectl.kubernetes.io/restartedAt"] = stamp
            }
        case .deletePod(let namespace, let pod):
            if let pod = clusters[name].pods[ObjectKey(namespace: namespace, name: pod)] { terminate(pod, in: name) }
        case .deletePods(let namespace, let deployment):
            for pod in clusters[name].pods.items where pod.meta.namespace == namespace && pod.meta.name.hasPrefix(deployment + "-") {
                terminate(pod, in: name)
            }
        case .behave(let image, let behaviour): behave(image, behaviour, in: name)
        case .link(let isUp):
            clusters[name].link.append(.init(at: now, isUp: isUp))
            apply(.fault(name.site, isUp ? nil : .hang))
        case .compact: clusters[name].compact()
        case .load(let pods, let changesPerSecond): fill(name, pods: pods, changesPerSecond: changesPerSecond)
        case .pod(let key, let uid, let step):
            if let pod = clusters[name].pods[key], pod.meta.uid == uid { advance(pod, by: step, in: name) }
        case .deadline(let key, let set): endProgress(of: key, set: set, in: name)
        case .node(let node, let isReady):
            guard var node = clusters[name].nodes[ObjectKey(namespace: "", name: node)], node.isReady != isReady else { return }
            (node.isReady, node.readyChanged) = (isReady, now.wholeSecond)
            clusters[name].save(node, at: now)
            record(
                isReady ? "NodeReady" : "NodeNotReady", "Node \(node.meta.name) status is now: \(isReady ? "NodeReady" : "NodeNotReady")",
                on: .init(node), in: name, from: "node-controller")
        case .churn(let generation): churn(name, generation: generation)
        case .housekeeping: keepHouse(in: name)
        }
    }

    /// Puts the next step of a pod's life on the agenda, at the world's pace.
    mutating func plan(_ step: PodStep, of pod: Pod, in name: ClusterName, after delay: Span) {
        schedule(.cluster(name, .pod(pod.meta.key, uid: pod.meta.uid, step)), after: delay / pace)
    }

    /// Puts the end of a pod's present run on the agenda; a behaviour's span has the world's pace in it already.
    mutating func planDeath(of pod: Pod, in name: ClusterName, after span: Span) {
        schedule(.cluster(name, .pod(pod.meta.key, uid: pod.meta.uid, .die(run: pod.restarts))), after: span)
    }

    private mutating func edit(_ key: ObjectKey, in name: ClusterName, _ change: (inout Deployment) -> Void) {
        guard var deployment = clusters[name].deployments[key] else { return }
        let before = deployment
        change(&deployment)
        guard deployment != before else { return }
        deployment.meta.generation = (deployment.meta.generation ?? 1) + 1
        clusters[name].save(deployment, at: now)
        reconcile(key, in: name)
    }

    /// A new behaviour strikes the containers that run now, and every one that starts later.
    private mutating func behave(_ image: String, _ behaviour: Behaviour?, in name: ClusterName) {
        let behaviour = behaviour?.hastened(by: pace)
        clusters[name].behaviours[image] = behaviour
        for pod in clusters[name].pods.items where pod.spec.containers.contains(where: { $0.image == image }) {
            clusters[name].trace(pod, at: now)
            guard pod.containers.first?.runningSince != nil else { continue }
            if let death = behaviour?.death { planDeath(of: pod, in: name, after: death.after) }
            if behaviour == .notReady { plan(.becomeReady(run: pod.restarts), of: pod, in: name, after: Delays.kubelet) }
        }
    }

    /// What goes on in every cluster: kubelets report each five minutes, events go after an hour.
    private mutating func keepHouse(in name: ClusterName) {
        for event in clusters[name].events.items where event.last < now - ClusterEvent.lifetime {
            clusters[name].delete(event, at: now)
        }
        for var node in clusters[name].nodes.items where node.heartbeat <= now - .minutes(5) {
            node.heartbeat = now.wholeSecond
            clusters[name].save(node, at: now)
        }
        schedule(.cluster(name, .housekeeping), after: .minutes(1))
    }
}
