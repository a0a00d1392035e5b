import Host

/// What one pod of a rollout shows to be wrong with it.
enum PodTrouble {
    /// The trouble; `nil` where none is seen.
    static func of(_ pod: Pod, events: [ClusterEvent]) -> RolloutTrouble? {
        // A pod that has ended for good (evicted, say) is replaced, and no part of the rollout any more.
        guard !pod.isReady, !["Failed", "Succeeded"].contains(pod.phase) else { return nil }
        for container in pod.containers {
            // A container that a probe ends looks like one that crashes, and one that crashes fails its readiness probe.
            let trouble =
                waiting(container, pod, events) ?? probe([(.startupProbe, "startup"), (.livenessProbe, "liveness")], container, pod, events)
                ?? crash(container, pod) ?? (container.isRunning ? probe([(.readinessProbe, "readiness")], container, pod, events) : nil)
            if let trouble { return trouble }
        }
        if let condition = pod.conditions.first(where: { $0.type == "PodScheduled" && $0.status == "False" }), condition.reason == "Unschedulable" {
            return RolloutTrouble(.unschedulable, pod: pod.meta.name, "no node takes \(pod.meta.name): \(line(schedulingWords(condition.message)))")
        }
        // A volume or a network that cannot be had: the pod says no more than ContainerCreating.
        let setup = ["FailedMount", "FailedAttachVolume", "FailedCreatePodSandBox"]
        let failed = events.filter { $0.uid == pod.meta.uid && setup.contains($0.reason) && $0.count > 1 }
        // The cause, not that the wait for it is over, which is often said last.
        let event =
            newest(failed, about: pod.meta.uid) { !$0.message.contains("timed out waiting") } ?? newest(failed, about: pod.meta.uid) { _ in true }
        if let event, !pod.containers.contains(where: \.isRunning) {
            return RolloutTrouble(.configuration, pod: pod.meta.name, "\(pod.meta.name) cannot be set up: \(line(event.message))")
        }
        return nil
    }

    // MARK: Containers that do not start

    private static func waiting(_ container: Container, _ pod: Pod, _ events: [ClusterEvent]) -> RolloutTrouble? {
        guard case .waiting(let reason, let message) = container.state else { return nil }
        switch reason {
        case "InvalidImageName":
            let image = container.image.isEmpty ? "the image is empty" : "\"\(SafeText.line(container.image.prefix(120)))\" is no image"
            return RolloutTrouble(.invalidImageName, pod: pod.meta.name, "\(pod.meta.name) cannot start: \(image).")
        case "ErrImagePull", "ImagePullBackOff", "RegistryUnavailable", "ErrImageNeverPull", "ImageInspectError", "SignatureValidationFailed":
            return pull(container, pod, reason: reason, message: message, events)
        case "CreateContainerConfigError", "CreateContainerError", "RunContainerError", "ContainerCannotRun", "PostStartHookError",
            "PreStartHookError":
            return RolloutTrouble(
                .configuration, pod: pod.meta.name, "\(container.name) of \(pod.meta.name) cannot be made (\(reason)): \(line(message))")
        default: return nil
        }
    }

    private static func pull(
        _ container: Container, _ pod: Pod, reason: String, message: String, _ events: [ClusterEvent]
    ) -> RolloutTrouble {
        // While it backs off the state names the image only; the event before it has the cause.
        let event = newest(events, about: pod.meta.uid) { event in
            event.reason == "Failed" && event.message.contains("ailed to pull image") && event.message.contains(container.image)
        }
        let isCause = reason == "ErrImagePull" || message.contains("rror")
        let said = [isCause ? message : "", event?.message ?? "", message].first { !$0.isEmpty } ?? ""
        let kind = reason == "RegistryUnavailable" ? .registryUnreachable : pullKind(said)
        let image = SafeText.line(container.image.prefix(200))
        let why =
            switch kind {
            case .imageNotFound: "there is no \(image)."
            case .imageForbidden: "the registry wants credentials for \(image), or refuses the ones it was given."
            case .registryUnreachable: "the registry of \(image) does not answer: \(cause(said))"
            case .imageRateLimited: "the registry of \(image) has had too many requests."
            default: "\(image): \(reason == "ErrImageNeverPull" ? "it is not on the node, and may not be pulled." : cause(said))"
            }
        return RolloutTrouble(kind, pod: pod.meta.name, "\(pod.meta.name) cannot pull its image: \(why)")
    }

    /// The kind of a failed pull, from the words of containerd, Docker and CRI-O.
    static func pullKind(_ message: String) -> RolloutTrouble.Kind {
        let text = message.lowercased()
        func says(_ words: String...) -> Bool { words.contains { text.contains($0) } }
        if says("toomanyrequests", "too many requests", "rate limit", "pull qps exceeded") { return .imageRateLimited }
        // Docker Hub says "repository does not exist or may require authorization" of both: credentials are the way to find out.
        if says("unauthorized", "forbidden", "denied", "authentication required", "no basic auth credentials", "may require 'docker login'") {
            return .imageForbidden
        }
        if says(
            "no such host", "i/o timeout", "connection refused", "deadline exceeded", "handshake timeout", "x509", "no route to host",
            "network is unreachable", "connection reset", "server misbehaving", "bad gateway", "service unavailable", "internal server error",
            ": eof")
        {
            return .registryUnreachable
        }
        if says("not found", "manifest unknown", "name unknown", "does not exist", "no match for platform") { return .imageNotFound }
        return .imagePull
    }

    // MARK: Containers that do not stay

    private static func probe(
        _ kinds: [(kind: RolloutTrouble.Kind, name: String)], _ container: Container, _ pod: Pod, _ events: [ClusterEvent]
    ) -> RolloutTrouble? {
        for (kind, name) in kinds {
            guard let probe = container.probes.first(where: { $0.kind == name }) else { continue }
            let failed = events.filter { event in
                event.uid == pod.meta.uid && event.reason == "Unhealthy" && event.message.lowercased().hasPrefix(name + " probe ")
            }
            // A container that is starting fails its probe a few times by right.
            guard failed.reduce(0, { $0 + $1.count }) >= max(1, probe.failures),
                let last = newest(failed, about: pod.meta.uid, where: { _ in true })
            else { continue }
            return RolloutTrouble(
                kind, pod: pod.meta.name,
                "\(container.name) of \(pod.meta.name) fails its \(name) probe (\(probe.words)): \(line(answer(last.message)))")
        }
        return nil
    }

    private static func crash(_ container: Container, _ pod: Pod) -> RolloutTrouble? {
        let end: Container.Termination
        switch (container.state, container.lastState) {
        case (.terminated(let present), _) where container.kind != .initial || present.exitCode != 0: end = present
        case (.waiting("CrashLoopBackOff", _), .terminated(let last)): end = last
        case (.running, .terminated(let last)) where container.restarts > 0 && !container.ready && container.kind != .initial: end = last
        case (.waiting("CrashLoopBackOff", _), _):
            return RolloutTrouble(.crash, pod: pod.meta.name, "\(container.name) of \(pod.meta.name) ends again and again.")
        default: return nil
        }
        let how =
            end.reason == "OOMKilled"
            ? "was killed for memory (OOMKilled\(container.limits["memory"].map { ", limit \($0)" } ?? ""))"
            : end.signal != 0
                ? "was ended by signal \(end.signal)"
                : end.exitCode == 0
                    ? "ends by itself (exit 0), which a deployment's container must not"
                    : "ends with exit \(end.exitCode)" + (["", "Error"].contains(end.reason) ? "" : " (\(SafeText.line(end.reason)))")
        let last = end.message.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }.map { ": " + line(String($0)) } ?? "."
        let again = container.restarts > 0 ? ", \(container.restarts + 1) times so far" : ""
        return RolloutTrouble(.crash, pod: pod.meta.name, "\(container.name) of \(pod.meta.name) \(how)\(again)\(last)")
    }

    // MARK: Words

    /// The newest event about an object.
    static func newest(_ events: [ClusterEvent], about uid: String, where fits: (ClusterEvent) -> Bool) -> ClusterEvent? {
        events.filter { $0.uid == uid && fits($0) }.max { ($0.last?.milliseconds ?? 0) < ($1.last?.milliseconds ?? 0) }
    }

    /// One line that is safe to show, ended by a full stop.
    static func line(_ text: String) -> String {
        let words = SafeText.line(text.prefix(1000)).split(separator: " ").joined(separator: " ")
        let short = words.count <= 300 ? words : words.prefix(299) + "…"
        return short.isEmpty ? "no reason given." : short.hasSuffix(".") || short.hasSuffix("…") ? short : short + "."
    }

    /// Without what preemption might have done: `0/1 nodes are available: 1 Insufficient memory.`
    private static func schedulingWords(_ message: String) -> String {
        message.firstRange(of: " preemption:").map { String(message[..<$0.lowerBound]) } ?? message
    }

    /// The end of a chain of errors, which is its cause: `… : dial tcp: lookup ghcr.io: no such host`.
    private static func cause(_ message: String) -> String {
        line(message.components(after: "failed to do request: ") ?? message.components(after: " desc = ") ?? message)
    }

    /// A probe's own words behind `Readiness probe failed: `.
    private static func answer(_ message: String) -> String { message.components(after: "probe failed: ") ?? message }
}

extension String {
    /// What stands behind the first place of `mark`.
    fileprivate func components(after mark: String) -> String? { firstRange(of: mark).map { String(self[$0.upperBound...]) } }
}
