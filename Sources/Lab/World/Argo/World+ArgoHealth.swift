/// Argo CD's health checks, as far as the applications need them.
/// <https://argo-cd.readthedocs.io/en/stable/operator-manual/health/>
extension World {
    /// The health of an application's deployment: what its rollout says, and the worst that its pods say.
    func deploymentHealth(_ name: String) -> (ArgoApplication.Health, String) {
        let key = ObjectKey(namespace: Platform.modelNamespace, name: name)
        guard let deployment = clusters.k3d.deployments[key] else { return (.missing, "") }
        for pod in pods(of: name) {
            let (health, message) = podHealth(pod)
            if health == .degraded { return (health, message) }
        }
        let status = deployment.status
        if status.hasStalled { return (.degraded, "Deployment \"\(name)\" exceeded its progress deadline") }
        if status.updated < deployment.replicas {
            return (
                .progressing,
                "Waiting for rollout to finish: \(status.updated) out of \(deployment.replicas) new replicas have been updated..."
            )
        }
        if status.replicas > status.updated {
            return (
                .progressing,
                "Waiting for rollout to finish: \(status.replicas - status.updated) old replicas are pending termination..."
            )
        }
        if status.ready < status.updated {
            return (
                .progressing,
                "Waiting for rollout to finish: \(status.ready) of \(status.updated) updated replicas are available..."
            )
        }
        return (.healthy, "")
    }

    /// The pods of an application on the edge.
    func pods(of name: String) -> [Pod] {
        clusters.k3d.pods.items.filter { $0.meta.namespace == Platform.modelNamespace && $0.meta.labels["app"] == name }
    }

    /// A pod whose container waits in a back-off, or after an error, is degraded; one that is not ready progresses.
    func podHealth(_ pod: Pod) -> (ArgoApplication.Health, String) {
        for container in pod.containers {
            if case .waiting(let reason, let message) = container.state,
                reason.hasPrefix("Err") || reason.hasSuffix("Error") || reason.hasSuffix("BackOff")
            {
                return (.degraded, message ?? reason)
            }
        }
        switch pod.phase {
        case .pending: return (.progressing, "")
        case .running where pod.isReady: return (.healthy, "")
        case .running: return (.progressing, "")
        case .succeeded: return (.healthy, "")
        case .failed: return (.degraded, "")
        case .unknown: return (.unknown, "")
        }
    }
}
