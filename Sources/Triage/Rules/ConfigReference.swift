/// A container that cannot be made because something it refers to is missing or wrong.
struct ConfigReference: Rule {
    let classes = ["config-error", "infrastructure", "dependency-unreachable", "auth-failure"]
    /// What keeps a volume from the pod, by what the kubelet or the mount says.
    private static func kind(_ message: String) -> (failureClass: String, action: String)? {
        let words = message.lowercased()
        if words.has("not found", "non-existent", "couldn't find key", "references non-existent", "is not registered", "invalid") { return nil }
        if words.has("access denied", "permission denied", "unauthorized", "not authorized", "forbidden", "accessdenied") {
            return ("auth-failure", "Give the node or the volume's driver the right that the server refuses.")
        }
        if words.has(
            "connection refused", "connection timed out", "no route to host", "no such host", "name or service not known", "failed to resolve")
        {
            return ("dependency-unreachable", "Look at the server of the volume: is it up, and can the node reach it?")
        }
        if words.has("multi-attach", "exclusively attached", "attachvolume", "timed out waiting", "deadline exceeded", "already in use") {
            return ("infrastructure", "See which node still holds the volume, and whether its driver works; detach it there.")
        }
        return nil
    }

    let evidence = "waiting reasons, FailedMount, how the container failed to start"
    let summary =
        "CreateContainerConfigError and FailedMount: a config map, secret, key or volume that is missing; a command that does not exist"
    let decider = "the name of what is missing, in the message"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        let reasons = ["CreateContainerConfigError", "CreateContainerError", "RunContainerError"]
        let waits = file.pod?.containers.first { reasons.contains($0.waiting?.reason ?? "") }
        let mount =
            file.pod.map { pod in pod.phase == "Pending" || pod.containers.allSatisfy { $0.runningSince == nil } } ?? true
            ? file.events("FailedMount", "FailedAttachVolume").first : nil
        let end = file.container?.end
        let starts = end?.reason == "StartError" || end?.reason == "ContainerCannotRun"
        guard waits != nil || mount != nil || starts else { return [] }
        let failed = file.events("Failed").first { $0.message.hasPrefix("Error") }
        let message =
            [waits?.waiting?.message, starts ? end?.message : nil, mount?.message, failed?.message].compactMap { $0 }.first { !$0.isEmpty }
            ?? ""
        let words = Words.line(message, 300)
        let what =
            waits.map { "Container \($0.name) cannot be created (\($0.waiting?.reason ?? ""))" }
            ?? (starts ? "\(file.containerWords) cannot be started" : "A volume cannot be mounted")
        let path = waits.map { $0.statusPath + ["state", "waiting", "message"] }
        let citations = [path.flatMap { file.citation(.pod, $0) }, mount.flatMap(file.citation), failed.flatMap(file.citation)].compactMap {
            $0
        }
        let isMissing = message.lowercased().contains("not found"), isMount = waits == nil && !starts
        let kind = isMount ? Self.kind(message) : nil
        let seen =
            isMount
            ? "no FailedMount after the change, and the pod Running within 3 min"
            : "the container Running within 2 min (the kubelet tries again each minute)"
        return [
            Conclusion(
                certainty: 93,
                finding: Finding(
                    failureClass: kind?.failureClass ?? "config-error", severity: file.severity, sentence: "\(what): \(words)", citations: citations,
                    against: file.container.map(file.recovery) ?? [], impact: file.podImpact,
                    action: kind?.action
                        ?? (isMissing
                            ? "Create what is missing in the pod's namespace, or correct its name." : "Correct the reference in the manifests."),
                    verify: file.pod == nil ? "" : "\(file.kubectl("describe pod \(file.podArgument)")): \(seen).",
                    prevention: isMissing
                        ? "Deploy what the pod refers to in the same sync as the pod, ahead of it, so that one cannot arrive without the other."
                        : starts ? "Run the image once in the pipeline with the manifest's command before it is deployed." : ""))
        ]
    }
}
