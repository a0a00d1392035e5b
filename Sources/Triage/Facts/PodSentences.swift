extension CaseFile {
    /// The pod in sentences: state, last end, limits, probes, image, conditions.
    var podFacts: [Fact] {
        guard let pod else { return [] }
        let number = number(.pod)
        func line(_ path: [String]) -> Int { citation(.pod, path)?.line ?? 0 }
        var facts: [Fact] = []

        var state = "pod \(pod.namespace)/\(pod.name): phase \(pod.phase)"
        if !pod.reason.isEmpty { state += ", reason \(pod.reason)" }
        if let ready = pod.condition("Ready"), ready.status != "True" { state += ", not ready since \(ready.since) (\(ready.reason))" }
        state += pod.node.isEmpty ? ", on no node" : ", node \(pod.node)"
        if !pod.owner.isEmpty { state += ", owner \(pod.ownerKind) \(pod.owner)" }
        state += ", created \(pod.created)"
        if !pod.deleted.isEmpty { state += ", being deleted since \(pod.deleted)" }
        facts.append(Fact(number, line(["status", "phase"]), 1, state))
        if !pod.message.isEmpty { facts.append(Fact(number, line(["status", "message"]), 1, "pod message: \(Words.line(pod.message))")) }
        for (index, condition) in pod.conditions.enumerated() where condition.status != "True" && !condition.message.isEmpty {
            let weight = condition.type == "PodScheduled" ? 0.9 : 0.3
            facts.append(
                Fact(
                    number, line(["status", "conditions", String(index)]), weight,
                    "condition \(condition.type) \(condition.status): \(Words.line(condition.message, 300))"))
        }
        let troubled = container
        for container in pod.containers {
            facts += self.facts(of: container, number, isTroubled: container.name == troubled?.name, line)
        }
        if !pod.pullSecrets.isEmpty {
            facts.append(
                Fact(
                    number, line(["spec", "imagePullSecrets"]), 0.5,
                    "image pull secrets asked for: \(pod.pullSecrets.joined(separator: ", "))"))
        }
        if pod.node.isEmpty, !pod.nodeSelector.isEmpty {
            facts.append(Fact(number, line(["spec", "nodeSelector"]), 0.8, "node selector \(pod.nodeSelector.joined(separator: ", "))"))
        }
        if pod.node.isEmpty, !pod.affinity.isEmpty {
            facts.append(Fact(number, line(["spec", "affinity"]), 0.8, "requires \(pod.affinity.joined(separator: "; "))"))
        }
        if pod.node.isEmpty, !pod.tolerations.isEmpty {
            facts.append(Fact(number, line(["spec", "tolerations"]), 0.3, "tolerates \(pod.tolerations.joined(separator: ", "))"))
        }
        if !pod.serviceAccount.isEmpty, pod.serviceAccount != "default" {
            facts.append(Fact(number, line(["spec", "serviceAccountName"]), 0.25, "service account \(pod.serviceAccount)"))
        }
        let references = pod.references + (troubled?.references ?? [])
        if !references.isEmpty {
            let waits = troubled?.waiting.map { $0.reason.contains("Config") || $0.reason == "ContainerCreating" } ?? false
            facts.append(Fact(number, line(["spec", "volumes"]), waits ? 0.9 : 0.2, "needs \(references.joined(separator: ", "))"))
        }
        if !pod.scratch.isEmpty {
            let isFull = (pod.message + ownEvents.map(\.message).joined()).lowercased().contains("emptydir")
            facts.append(Fact(number, line(["spec", "volumes"]), isFull ? 0.9 : 0.15, "emptyDir volumes: \(pod.scratch.joined(separator: ", "))"))
        }
        return facts
    }

    private func facts(of container: ContainerFacts, _ number: Int, isTroubled: Bool, _ line: ([String]) -> Int) -> [Fact] {
        var facts: [Fact] = []
        let who = (container.initial ? "init container " : "container ") + container.name
        let scale = isTroubled ? 1 : 0.4
        if let waiting = container.waiting {
            let message = waiting.message.isEmpty ? "" : ": \(Words.line(waiting.message, 300))"
            facts.append(
                Fact(
                    number, line(container.statusPath + ["state", "waiting", "reason"]), scale, "\(who) waits: \(waiting.reason)\(message)")
            )
        } else if let since = container.runningSince {
            facts.append(
                Fact(
                    number, line(container.statusPath + ["state"]), 0.6 * scale,
                    "\(who) runs since \(since), \(container.ready ? "ready" : "not ready")\(container.last == nil ? ", \(container.restarts) restarts" : "")"
                ))
        }
        for (end, path, words) in [(container.now, "state", "ended"), (container.last, "lastState", "ended before")] {
            guard let end else { continue }
            var text = "\(who) \(words): exit code \(Words.exit(end.exitCode)), reason \(end.reason)"
            if let ran = Words.seconds(from: end.started, to: end.finished) { text += ", ran \(Words.span(ran))" }
            text += ", finished \(end.finished), \(container.restarts) restarts"
            if !end.message.isEmpty { text += "; last words: \(Words.line(end.message, 400))" }
            facts.append(Fact(number, line(container.statusPath + [path, "terminated", "reason"]), scale, text))
        }
        func amounts(_ list: [(String, String)]) -> String { list.map { "\($0.0) \($0.1)" }.joined(separator: ", ") }
        if !container.limits.isEmpty || !container.requests.isEmpty {
            let limits = container.limits.isEmpty ? "no limits" : "limits \(amounts(container.limits))"
            let requests = container.requests.isEmpty ? "no requests" : "requests \(amounts(container.requests))"
            let key = container.limits.isEmpty ? "requests" : "limits"
            facts.append(Fact(number, line(container.path + ["resources", key]), 0.9 * scale, "\(who): \(limits); \(requests)"))
        }
        facts.append(Fact(number, line(container.path + ["image"]), 0.8 * scale, "\(who): image \(container.image)"))
        if !container.hostPorts.isEmpty {
            let isMissed = ownEvents.contains { $0.message.lowercased().has("free port", "host port", "hostport") }
            facts.append(
                Fact(
                    number, line(container.path + ["ports"]), (isMissed ? 0.9 : 0.2) * scale,
                    "\(who) takes \(container.hostPorts.map { "hostPort \($0)" }.joined(separator: ", "))"))
        }
        facts += settings(of: container, number, who, scale, line)
        let probed = ownEvents.contains { $0.reason == "Unhealthy" }
        for probe in container.probes {
            let text =
                "\(who): \(probe.kind) probe \(probe.target), initialDelaySeconds \(probe.delay), periodSeconds \(probe.period), "
                + "timeoutSeconds \(probe.timeout), failureThreshold \(probe.failures): gives up after about \(probe.patience) s"
            let named = ownEvents.contains { $0.message.lowercased().contains(probe.kind) }
            facts.append(Fact(number, line(container.path + ["\(probe.kind)Probe"]), (named ? 0.9 : probed ? 0.5 : 0.2) * scale, text))
        }
        return facts
    }

    /// How a container is run and set up: its command, and the variables it is given. One whose value the errors name goes first.
    private func settings(of container: ContainerFacts, _ number: Int, _ who: String, _ scale: Double, _ line: ([String]) -> Int) -> [Fact] {
        var facts: [Fact] = []
        if !container.command.isEmpty {
            let path = container.path + ["command"], at = line(path)
            facts.append(
                Fact(
                    number, at > 0 ? at : line(container.path + ["args"]), 0.4 * scale,
                    "\(who) runs: \(Words.line(container.command.joined(separator: " "), 300))")
            )
        }
        if !container.security.isEmpty {
            facts.append(
                Fact(number, line(container.path + ["securityContext"]), 0.25 * scale, "\(who): \(container.security.joined(separator: ", "))"))
        }
        // What the kernel killed did not die of what its log complains of.
        let isKilled = container.end?.reason == "OOMKilled"
        let told = isKilled ? "" : containerErrors.prefix(8).map(\.block).joined(separator: "\n")
        for setting in container.settings.prefix(30) {
            let host = setting.value.lowercased().split { "/@:,?".contains($0) }.first { $0.contains(".") || $0.contains("-") || $0.count > 7 }
            let isNamed = told.contains(setting.name.lowercased()) || host.map { told.contains($0) } == true
            let isAddress = setting.value.contains("://") || setting.value.hasPrefix("/") || setting.value.contains(":")
            facts.append(
                Fact(
                    number, line(container.path + ["env", String(setting.index), "value"]), (isNamed ? 0.7 : isAddress ? 0.05 : 0.04) * scale,
                    "\(who): env \(setting.name)=\(Words.line(setting.value, 160))"))
        }
        return facts
    }
}
