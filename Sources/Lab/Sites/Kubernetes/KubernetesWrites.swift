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
        case ("PATCH", .deployments, nil), ("PATCH", .deployments, "scale"), ("PUT", .deployments, "scale"):
            return await changeDeployment(on: stage)
        default: return KubernetesStatus.methodNotAllowed()
        }
    }

    private var isDryRun: Bool { request.value("dryRun") == "All" }

    private func deletePod(on stage: Stage, isEviction: Bool = false) async -> LabResponse {
        let (cluster, key, isDryRun) = (cluster, key, isDryRun)
        let conditions = request.json?["preconditions"] ?? request.json?["deleteOptions"]?["preconditions"]
        let (uid, version) = (conditions?["uid"]?.text, conditions?["resourceVersion"]?.text)
        let outcome = await stage.perform { world -> (pod: Pod?, conflict: String?) in
            guard let pod = world.clusters[cluster].pods[key] else { return (nil, nil) }
            if let uid, uid != pod.meta.uid {
                return (pod, "the UID in the precondition (\(uid)) does not match the UID in record (\(pod.meta.uid))")
            }
            if let version, version != String(pod.meta.version) {
                return (
                    pod, "the ResourceVersion in the precondition (\(version)) does not match the ResourceVersion in record (\(pod.meta.version))"
                )
            }
            let command = LabCommand.cluster(cluster, .deletePod(namespace: key.namespace, name: key.name))
            return (world.after([command], isReal: !isDryRun).clusters[cluster].pods[key], nil)
        }
        guard let pod = outcome.pod else { return KubernetesStatus.notFound(route, name: key.name) }
        if let conflict = outcome.conflict {
            return KubernetesStatus.response(
                409, "Conflict",
                "Operation cannot be fulfilled on pods \"\(key.name)\": \(conflict). The object might have been deleted and then recreated",
                details: ["name": .string(key.name), "kind": "pods"])
        }
        if isEviction {
            return .json(["kind": "Status", "apiVersion": "v1", "metadata": .object([]), "status": "Success", "code": 201], status: 201)
        }
        return .json(route.render(pod))
    }

    /// Image, number and restart: the three changes that operators make. Other fields of a patch are left as they are.
    private func changeDeployment(on stage: Stage) async -> LabResponse {
        guard let body = request.json, body.members != nil else {
            return KubernetesStatus.badRequest("error decoding patch: invalid character in patch body")
        }
        let type = request.header("content-type") ?? ""
        guard request.method == "PUT" || ["strategic-merge-patch+json", "merge-patch+json", "apply-patch+yaml"].contains(where: type.contains)
        else {
            return KubernetesStatus.response(
                415, "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml"
            )
        }
        let (cluster, key, isDryRun, isScale) = (cluster, key, isDryRun, route.subresource == "scale")
        let version = body["metadata"]?["resourceVersion"]?.text
        let outcome = await stage.perform { world -> (deployment: Deployment?, isStale: Bool) in
            guard let before = world.clusters[cluster].deployments[key] else { return (nil, false) }
            if let version, version != String(before.meta.version) { return (before, true) }
            let commands = Self.commands(for: before, from: body).map { LabCommand.cluster(cluster, $0) }
            return (world.after(commands, isReal: !isDryRun).clusters[cluster].deployments[key], false)
        }
        guard let deployment = outcome.deployment else { return KubernetesStatus.notFound(route, name: key.name) }
        if outcome.isStale {
            return KubernetesStatus.response(
                409, "Conflict",
                "Operation cannot be fulfilled on deployments.apps \"\(key.name)\": the object has been modified; please apply your changes to the latest version and try again",
                details: ["name": .string(key.name), "group": "apps", "kind": "deployments"])
        }
        return .json(isScale ? Self.scale(deployment) : route.render(deployment))
    }

    /// The subresource through which autoscalers and `kubectl scale` see a deployment.
    static func scale(_ deployment: Deployment) -> JSON {
        [
            "kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": KubernetesObject.metadata(deployment.meta),
            "spec": ["replicas": JSON(deployment.replicas)],
            "status": [
                "replicas": JSON(deployment.status.replicas),
                "selector": .string(deployment.selector.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")),
            ],
        ]
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

extension World {
    /// This world after some commands; with a dry run it is only imagined.
    fileprivate mutating func after(_ commands: [LabCommand], isReal: Bool) -> World {
        var imagined = self
        for command in commands { imagined.apply(command) }
        if isReal { self = imagined }
        return imagined
    }
}
