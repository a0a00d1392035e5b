/// Writes: each becomes a command of the world.
struct KubernetesWrites: Sendable {
    let route: KubernetesRoute
    let cluster: ClusterName
    let request: LabRequest

    private var key: ObjectKey { ObjectKey(namespace: route.namespace ?? "", name: route.name ?? "") }

    func respond(on stage: Stage) async -> LabResponse {
        switch (request.method, route.kind, route.subresource) {
        case ("DELETE", .pods, nil): return await deletePod(on: stage)
        case ("POST", .pods, "eviction"): return await deletePod(on: stage, isEviction: true)
        case ("PATCH", .deployments, nil), ("PATCH", .deployments, "scale"): return await patchDeployment(on: stage)
        default: return KubernetesStatus.methodNotAllowed()
        }
    }

    private var isDryRun: Bool { request.value("dryRun") == "All" }

    private func deletePod(on stage: Stage, isEviction: Bool = false) async -> LabResponse {
        let (cluster, key, isDryRun) = (cluster, key, isDryRun)
        let wantedUID = request.json?["preconditions"]?["uid"]?.text
        let outcome = await stage.perform { world -> (pod: Pod?, conflict: String?) in
            guard let pod = world.clusters[cluster].pods[key] else { return (nil, nil) }
            if let wantedUID, wantedUID != pod.meta.uid { return (pod, pod.meta.uid) }
            if !isDryRun { world.apply(.cluster(cluster, .deletePod(namespace: key.namespace, name: key.name))) }
            return (world.clusters[cluster].pods[key], nil)
        }
        guard let pod = outcome.pod else { return KubernetesStatus.notFound(route, name: key.name) }
        if let actual = outcome.conflict {
            return KubernetesStatus.response(
                409, "Conflict",
                "Operation cannot be fulfilled on pods \"\(key.name)\": the UID in the precondition (\(wantedUID ?? "")) does not match the UID in record (\(actual)). The object might have been deleted and then recreated",
                details: ["name": .string(key.name), "kind": "pods"])
        }
        if isEviction {
            return .json(["kind": "Status", "apiVersion": "v1", "metadata": .object([]), "status": "Success", "code": 201], status: 201)
        }
        return .json(route.render(pod))
    }

    /// Image, number and restart: the three changes that operators make. Other fields of a patch are left as they are.
    private func patchDeployment(on stage: Stage) async -> LabResponse {
        guard let body = request.json, body.members != nil else {
            return KubernetesStatus.badRequest("error decoding patch: invalid character in patch body")
        }
        let type = request.header("content-type") ?? ""
        guard ["strategic-merge-patch+json", "merge-patch+json", "apply-patch+yaml"].contains(where: type.contains) else {
            return KubernetesStatus.response(
                415, "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml"
            )
        }
        let (cluster, key, isDryRun, isScale) = (cluster, key, isDryRun, route.subresource == "scale")
        let outcome = await stage.perform { world -> Deployment? in
            guard let before = world.clusters[cluster].deployments[key] else { return nil }
            if !isDryRun {
                for command in Self.commands(for: before, from: body) { world.apply(.cluster(cluster, command)) }
            }
            return world.clusters[cluster].deployments[key]
        }
        guard let deployment = outcome else { return KubernetesStatus.notFound(route, name: key.name) }
        if isScale {
            return .json([
                "kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": KubernetesObject.metadata(deployment.meta),
                "spec": ["replicas": JSON(deployment.replicas)], "status": ["replicas": JSON(deployment.status.replicas)],
            ])
        }
        return .json(route.render(deployment))
    }

    private static func commands(for deployment: Deployment, from patch: JSON) -> [ClusterCommand] {
        let (namespace, name) = (deployment.meta.namespace, deployment.meta.name)
        var commands: [ClusterCommand] = []
        if let replicas = patch["spec"]?["replicas"]?.int {
            commands.append(.scale(namespace: namespace, deployment: name, replicas: max(0, Int(replicas))))
        }
        let template = patch["spec"]?["template"]
        for container in template?["spec"]?["containers"]?.elements ?? [] {
            guard let image = container["image"]?.text, let container = container["name"]?.text else { continue }
            commands.append(.setImage(namespace: namespace, deployment: name, container: container, image: image))
        }
        if template?["metadata"]?["annotations"]?["kubectl.kubernetes.io/restartedAt"] != nil {
            commands.append(.restart(namespace: namespace, deployment: name))
        }
        return commands
    }
}
