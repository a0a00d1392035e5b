/// The logs of a container.
/// <https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#get-read-log-of-the-specified-pod>
struct KubernetesLogs: Sendable {
    let route: KubernetesRoute
    let cluster: ClusterName
    let request: LabRequest

    func respond(on stage: Stage) async -> LabResponse {
        let key = ObjectKey(namespace: route.namespace ?? "", name: route.name ?? "")
        let cluster = cluster
        let found = await stage.read { world in
            world.clusters[cluster].pods[key].map { ($0, world.clusters[cluster].behaviours, world.now) }
        }
        guard let (pod, behaviours, now) = found else { return KubernetesStatus.notFound(route, name: key.name) }
        let wanted = request.value("container").flatMap { $0.isEmpty ? nil : $0 }
        if let wanted, !pod.spec.containers.contains(where: { $0.name == wanted }) {
            return KubernetesStatus.badRequest("container \(wanted) is not valid for pod \(key.name)")
        }
        for name in ["tailLines", "limitBytes", "sinceSeconds"] {
            guard let text = request.value(name) else { continue }
            guard let number = Int(text), number >= 0 else {
                return KubernetesStatus.badRequest("strconv.ParseInt: parsing \"\(text)\": invalid syntax")
            }
        }
        let container = pod.spec.containers[0]
        let isPrevious = request.flag("previous")
        let log = ContainerLog(of: pod, behaviour: behaviours[container.image], previous: isPrevious)
        guard let log else { return missing(container.name, of: pod, isPrevious: isPrevious) }
        let style = Style(showsTime: request.flag("timestamps"), limit: request.value("limitBytes").flatMap(Int.init))
        let lines = select(log.lines(after: since(now), upTo: now))
        let bytes = style.bytes(of: lines)
        if request.flag("follow"), log.finished == nil {
            let follow = KubernetesLogFollow(
                cluster: cluster, key: key, uid: pod.meta.uid, restarts: pod.restarts, log: log, style: style, pending: bytes,
                last: now - log.delay)
            return .stream(follow, contentType: "text/plain")
        }
        return LabResponse(contentType: "text/plain", body: .bytes(bytes))
    }

    private func since(_ now: Moment) -> Moment? {
        if let seconds = request.value("sinceSeconds").flatMap(Double.init) { return now - .seconds(seconds) }
        return request.value("sinceTime").flatMap(Moment.init(rfc3339:)).map { $0 - .milliseconds(1) }
    }

    private func select(_ lines: [ContainerLog.Line]) -> [ContainerLog.Line] {
        guard let tail = request.value("tailLines").flatMap(Int.init) else { return lines }
        return Array(lines.suffix(tail))
    }

    private func missing(_ container: String, of pod: Pod, isPrevious: Bool) -> LabResponse {
        if isPrevious {
            return KubernetesStatus.badRequest(
                "previous terminated container \"\(container)\" in pod \"\(pod.meta.name)\" not found")
        }
        var reason = "ContainerCreating"
        if case .waiting(let word, _) = pod.containers.first?.state { reason = word }
        if pod.node.isEmpty { return KubernetesStatus.badRequest("pod \(pod.meta.name) does not have a host assigned") }
        let isPull = reason == "ErrImagePull" || reason == "ImagePullBackOff"
        return KubernetesStatus.badRequest(
            "container \"\(container)\" in pod \"\(pod.meta.name)\" is waiting to start: \(isPull ? "trying and failing to pull image" : reason)"
        )
    }

    /// How lines are written.
    struct Style: Sendable {
        var showsTime: Bool
        /// Bytes that may still be written; `nil` for any number.
        var limit: Int?

        func bytes(of lines: [ContainerLog.Line]) -> [UInt8] {
            var bytes: [UInt8] = []
            for line in lines {
                if showsTime { bytes += "\(Self.nanoseconds(line.at)) ".utf8 }
                bytes += line.text.utf8
                bytes.append(0x0a)
                if let limit, bytes.count >= limit { return Array(bytes.prefix(limit)) }
            }
            return bytes
        }

        /// Nine digits, as the container runtime writes them; trailing zeros are cut.
        private static func nanoseconds(_ moment: Moment) -> String {
            var random = SeededRandom(String(moment.milliseconds))
            var text = moment.rfc3339Milliseconds.dropLast() + String(100_000 + random.next() % 900_000)
            while text.last == "0" { text.removeLast() }
            return text + "Z"
        }
    }
}

/// A followed log: goes on until the container's run ends.
private struct KubernetesLogFollow: StreamSource {
    let cluster: ClusterName
    let key: ObjectKey
    let uid: String
    let restarts: Int
    let log: ContainerLog
    var style: KubernetesLogs.Style
    var pending: [UInt8]
    /// Up to when it has been read.
    var last: Moment

    mutating func next(on stage: Stage) async throws -> [UInt8]? {
        while pending.isEmpty {
            if style.limit == 0 || Task.isCancelled { return nil }
            let revision = await stage.revision(of: .cluster(cluster))
            let (pod, now) = await stage.read { [cluster, key] world in (world.clusters[cluster].pods[key], world.now) }
            let isSame = pod?.meta.uid == uid && pod?.restarts == restarts
            let end = isSame ? pod?.containers.first?.lastTermination?.finished : last
            let isRunning = isSame && pod?.containers.first?.runningSince != nil
            let closed = ContainerLog(script: log.script, started: log.started, finished: isRunning ? nil : end)
            pending = style.bytes(of: closed.lines(after: last, upTo: now))
            last = isRunning ? now - log.delay : now
            if !isRunning && pending.isEmpty { return nil }
            // Lines come with time, not with changes: look again soon.
            if pending.isEmpty {
                _ = await stage.wait(for: .cluster(cluster), after: revision, atMost: .milliseconds(500))
            }
        }
        defer {
            style.limit = style.limit.map { max($0 - pending.count, 0) }
            pending = []
        }
        return pending
    }
}
