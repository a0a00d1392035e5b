/// The API server of one cluster: enough of it for `kubectl` to get, watch, describe, read logs and top.
struct KubernetesSite: Site {
    let cluster: ClusterName

    var name: SiteName { cluster.site }

    func respond(to request: LabRequest, on stage: Stage) async -> LabResponse {
        // Health is for everybody, as in a cluster with its default roles.
        if request.segments.count == 1, ["healthz", "livez", "readyz"].contains(request.segments[0]) {
            return .text("ok")
        }
        guard let user = KubernetesUser(token: request.bearerToken, cluster: cluster) else { return KubernetesStatus.unauthorised }
        if let accept = request.header("accept"), !accept.contains("json"), !accept.contains("*/*"), !accept.contains("text") {
            return KubernetesStatus.response(
                406, "NotAcceptable", "only the following media types are accepted: application/json")
        }
        if request.segments == ["version"] { return .json(version) }
        if let answer = KubernetesDiscovery.respond(to: request) { return answer }
        if let answer = KubernetesReviews.respond(to: request, user: user) { return answer }
        if request.segments.starts(with: ["apis", "metrics.k8s.io", "v1beta1"]) {
            return await KubernetesMetrics(cluster: cluster, request: request)
                .respond(Array(request.segments.dropFirst(3)), user: user, on: stage)
        }
        guard let route = KubernetesRoute(request.segments) else { return .text("404 page not found\n", status: 404) }
        let verb = verb(of: request, route: route)
        let resource = [route.kind.rawValue, route.subresource].compactMap(\.self).joined(separator: "/")
        guard user.may(verb, resource, group: route.group, namespace: route.namespace) else {
            return user.forbidden(verb, resource, group: route.group, namespace: route.namespace, name: route.name)
        }
        return await answer(request, route: route, verb: verb, on: stage)
    }

    func refusal(status: Int, of request: LabRequest) -> LabResponse {
        switch status {
        case 401: KubernetesStatus.unauthorised
        case 403:
            KubernetesStatus.response(
                403, "Forbidden", "forbidden: User \"lab:operator\" cannot \(request.method.lowercased()) path \"\(request.rawPath)\"")
        case 404: .text("404 page not found\n", status: 404)
        case 429:
            KubernetesStatus.response(
                429, "TooManyRequests", "the server has received too many requests and has asked us to try again later",
                details: ["retryAfterSeconds": 1])
        case 503:
            KubernetesStatus.response(503, "ServiceUnavailable", "the server is currently unable to handle the request")
        default: KubernetesStatus.response(status, "InternalError", "Internal error occurred: the lab was told to say so")
        }
    }

    private var version: JSON {
        let minor = cluster == .gcp ? "33" : "31"
        let commit = cluster == .gcp ? "eda8fae9d0e1f9c1ae6a1fd9b9a4d1e3e4a5c3b8" : "f2eb2ed8a4b1c9e4a8b6d2c7e5f3a1b9c8d7e6f5"
        return [
            "major": "1", "minor": .string(minor), "gitVersion": .string("v1.\(minor).5+k3s1"), "gitCommit": .string(commit),
            "gitTreeState": "clean", "buildDate": "2025-09-22T17:32:33Z",
            "goVersion": .string(cluster == .gcp ? "go1.24.6" : "go1.22.10"), "compiler": "gc", "platform": "linux/amd64",
        ]
    }

    private func verb(of request: LabRequest, route: KubernetesRoute) -> String {
        switch request.method {
        case "GET": request.flag("watch") && route.name == nil ? "watch" : route.name == nil ? "list" : "get"
        case "POST": "create"
        case "PUT": "update"
        case "PATCH": "patch"
        default: "delete"
        }
    }

    private func answer(_ request: LabRequest, route: KubernetesRoute, verb: String, on stage: Stage) async -> LabResponse {
        switch (verb, route.subresource) {
        case ("watch", nil): return KubernetesWatch.open(request, route: route, cluster: cluster)
        case ("list", nil): return await KubernetesList(route: route, cluster: cluster, request: request).respond(on: stage)
        case ("get", "log") where route.kind == .pods:
            return await KubernetesLogs(route: route, cluster: cluster, request: request).respond(on: stage)
        case ("get", nil), ("get", "status"): return await one(request, route: route, on: stage)
        case ("get", "scale") where route.kind == .deployments: return await scale(route, on: stage)
        case ("get", _): return .text("404 page not found\n", status: 404)
        default: return await KubernetesWrites(route: route, cluster: cluster, request: request).respond(on: stage)
        }
    }

    private func scale(_ route: KubernetesRoute, on stage: Stage) async -> LabResponse {
        let cluster = cluster
        let key = ObjectKey(namespace: route.namespace ?? "", name: route.name ?? "")
        let deployment = await stage.read { $0.clusters[cluster].deployments[key] }
        return deployment.map { .json(KubernetesWrites.scale($0)) } ?? KubernetesStatus.notFound(route, name: key.name)
    }

    private func one(_ request: LabRequest, route: KubernetesRoute, on stage: Stage) async -> LabResponse {
        let (cluster, kind) = (cluster, route.kind)
        let key = ObjectKey(namespace: route.namespace ?? "", name: route.name ?? "")
        let (object, now) = await stage.read { world in (world.clusters[cluster].object(kind, key), world.now) }
        guard let object else { return KubernetesStatus.notFound(route, name: key.name) }
        if let table = KubernetesTable(request, route: route) {
            return .json(table.document(of: [object], version: object.meta.version, next: nil, now: now))
        }
        return .json(route.render(object))
    }
}
