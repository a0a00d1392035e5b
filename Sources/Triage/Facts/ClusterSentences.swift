extension CaseFile {
    /// The alert in sentences.
    var alertFacts: [Fact] {
        guard let alert else { return [] }
        let number = number(.alert)
        func line(_ path: String...) -> Int { citation(.alert, ["alerts", "0"] + path)?.line ?? 0 }
        let labels = alert.labels.filter { !["alertname", "severity"].contains($0.0) }.map { "\($0.0)=\($0.1)" }.joined(separator: ", ")
        var facts = [
            Fact(
                number, line("startsAt"), 0.9,
                "alert \(alert.name), severity \(alert.severity), \(alert.status) since \(alert.since); \(labels)")
        ]
        for (name, text) in alert.annotations where ["summary", "description", "message", "value"].contains(name) {
            facts.append(Fact(number, line("annotations", name), 0.5, "\(name): \(Words.line(text, 300))"))
        }
        return facts
    }

    /// Events in sentences: the pod's own, its owner's and its node's warnings, and a count of the neighbours' noise.
    var eventFacts: [Fact] {
        let exhibit = number(.events)
        guard exhibit > 0 else { return [] }
        func line(_ event: EventFacts) -> Int { citation(.events, ["items", String(event.index), "message"])?.line ?? 0 }
        func fact(_ event: EventFacts, _ weight: Double, about: String = "") -> Fact {
            var text = "\(event.type) \(event.reason)"
            if event.count > 1 { text += " x\(event.count)" }
            text += ", last \(event.last)"
            if event.count > 1, let span = Words.seconds(from: event.first, to: event.last), span > 0 {
                text += " (over \(Words.span(span)))"
            }
            return Fact(exhibit, line(event), weight, "\(about)\(text): \(Words.line(event.message))")
        }
        let own = ownEvents
        var facts: [Fact] = []
        for (index, event) in own.prefix(20).enumerated() {
            let matters = event.type == "Warning" || ["Killing", "Evicted", "Preempted", "NodeNotReady"].contains(event.reason)
            facts.append(fact(event, (matters ? 1 : 0.35) - Double(index) * 0.01))
        }
        if own.isEmpty { facts.append(Fact(exhibit, 0, 0.8, "no event about this pod is left")) }
        let rest = events.filter { event in !own.contains { $0.index == event.index } }
        let owners = rest.filter { event in
            guard let pod, !pod.owner.isEmpty, event.kind != "Pod" else { return false }
            return pod.owner == event.name || pod.owner.hasPrefix(event.name + "-")
        }
        for event in owners.filter({ $0.type == "Warning" }).prefix(4) {
            facts.append(fact(event, 0.8, about: "owner \(event.kind) \(event.name): "))
        }
        for event in pod == nil ? refusals.prefix(4) : [] {
            facts.append(fact(event, 1, about: "\(event.kind) \(event.name): "))
        }
        for event in rest.filter({ $0.kind == "Node" && $0.type == "Warning" }).prefix(4) {
            facts.append(fact(event, event.name == pod?.node ? 0.7 : 0.4, about: "node \(event.name): "))
        }
        facts += relatedEvents(rest, owners).map { fact($0, 0.65, about: "\($0.kind) \($0.name): ") }
        let neighbours = Set(rest.filter { $0.kind == "Pod" }.map(\.name))
        if !neighbours.isEmpty {
            var reasons: [String: Int] = [:]
            for event in rest where event.kind == "Pod" && event.type == "Warning" { reasons[event.reason, default: 0] += 1 }
            let words = reasons.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(4).map { "\($0.key) x\($0.value)" }
            let warnings = words.isEmpty ? "no warnings" : "warnings \(words.joined(separator: ", "))"
            facts.append(
                Fact(exhibit, 0, 0.3, "neighbours, not this pod: \(rest.count) events of \(neighbours.count) other pods (\(warnings))"))
        }
        return facts
    }

    /// Events of other objects that have to do with this pod: with what its errors and settings name (a service that moved, a claim that
    /// does not attach), with its volumes, and what befell nodes.
    private func relatedEvents(_ rest: [EventFacts], _ owners: [EventFacts]) -> [EventFacts] {
        let names = namedThings
        let claims = pod?.claims ?? []
        func isRelated(_ event: EventFacts) -> Bool {
            if owners.contains(where: { $0.index == event.index }) { return false }
            if claims.contains(event.name) { return true }
            if event.kind == "Node" {
                return event.type != "Warning"
                    && ["NodeNotSchedulable", "NodeNotReady", "Rebooted", "RegisteredNode", "RemovingNode", "Drain"].contains(event.reason)
            }
            return names.contains { name in event.name == name || event.name.hasPrefix(name + "-") || Self.kin(event.name, name) }
        }
        var seen: Set<String> = []
        return rest.filter { isRelated($0) && seen.insert("\($0.name) \($0.reason)").inserted }
            .sorted { ($0.type == "Warning" ? 0 : 1, $1.last) < ($1.type == "Warning" ? 0 : 1, $0.last) }.prefix(6).map { $0 }
    }

    /// Names of two words and more that begin alike: `cart-redis-master` and `cart-redis-node-0`.
    private static func kin(_ one: String, _ other: String) -> Bool {
        let one = one.split(separator: "-"), other = other.split(separator: "-")
        return one.count > 1 && other.count > 1 && one[0] == other[0] && one[1] == other[1]
    }

    /// First labels of the hosts that errors and settings name, other than the pod's own workload.
    private var namedThings: Set<String> {
        guard pod != nil else { return [] }
        var texts = containerErrors.prefix(6).map(\.text)
        texts += container?.settings.filter { $0.value.contains("://") || $0.value.contains(":") || $0.value.contains(".svc") }.map(\.value) ?? []
        let own = workload?.split(separator: "/").last.map(String.init) ?? pod?.name ?? ""
        var names: Set<String> = []
        for text in texts {
            for word in text.split(whereSeparator: { !($0.isLetter || $0.isNumber || "-.".contains($0)) }) {
                let label = word.prefix { $0 != "." }
                guard label.count > 3, label.contains(where: \.isLetter), label.contains("-") || word.contains(".svc"), label != own[...] else {
                    continue
                }
                names.insert(label.lowercased())
            }
        }
        return names
    }

    /// Labels of nodes that the pod chooses by.
    private var wantedLabels: [String] {
        guard let pod else { return [] }
        return pod.nodeSelector.compactMap { $0.split(separator: "=").first.map(String.init) } + pod.affinityKeys
    }

    /// Nodes in sentences: those in trouble, and the pod's own.
    var nodeFacts: [Fact] {
        let exhibit = number(.nodes)
        let pending = pod?.node.isEmpty ?? false
        return nodes.map { node in
            let isOwn = node.name == pod?.node
            let bad = !node.problems.isEmpty || !node.taints.isEmpty || node.unschedulable
            var parts: [String] = []
            if node.unschedulable { parts.append("cordoned") }
            if !node.taints.isEmpty { parts.append("taints \(node.taints.joined(separator: ", "))") }
            for condition in node.problems {
                parts.append("\(condition.type) \(condition.status) since \(condition.since) (\(Words.line(condition.message, 200)))")
            }
            if parts.isEmpty { parts.append("Ready, no pressure, no taints") }
            let room = node.allocatable.filter { ["cpu", "memory", "nvidia.com/gpu", "pods"].contains($0.0) }.map { "\($0.0) \($0.1)" }
            parts.append("allocatable \(room.joined(separator: ", "))")
            // What a pod may choose by, and what its image must be made for.
            var labels = [("arch", node.label("arch")), ("zone", node.label("zone"))].compactMap { name, value in value.map { "\(name) \($0)" } }
            labels += wantedLabels.compactMap { key in node.labels.first { $0.0 == key }.map { "\($0.0)=\($0.1)" } }
            if !labels.isEmpty { parts.append(labels.joined(separator: ", ")) }
            let path = ["items", String(node.index)] + (node.taints.isEmpty ? ["status", "conditions"] : ["spec", "taints"])
            let weight = bad ? (pending || isOwn ? 1 : 0.6) : pending ? 0.6 : isOwn ? 0.3 : 0.1
            return Fact(exhibit, citation(.nodes, path)?.line ?? 0, weight, "node \(node.name): \(parts.joined(separator: "; "))")
        }
    }
}
