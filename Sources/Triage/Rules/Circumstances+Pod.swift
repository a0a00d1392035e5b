// What rules about pods say alike, each time from the evidence at hand: whom it hurts, what speaks against it, how to look.

extension CaseFile {
    /// What the pod belongs to, as `kubectl` names it: `deployment/checkout`, `statefulset/db`; `nil` where nothing owns it.
    var workload: String? {
        guard let pod, !pod.owner.isEmpty else { return nil }
        let owner = Words.argument(pod.owner)
        // A replica set is named after its deployment, with a hash of the pod's template behind it.
        if pod.ownerKind == "ReplicaSet", let dash = owner.lastIndex(of: "-") { return "deployment/\(owner[..<dash])" }
        return "\(pod.ownerKind.lowercased())/\(owner)"
    }

    /// `kubectl -n shop VERB`.
    func kubectl(_ words: String) -> String {
        let namespace = pod?.namespace ?? alert?.label("namespace") ?? ""
        return "`kubectl \(namespace.isEmpty ? "" : "-n \(Words.argument(namespace)) ")\(words)`"
    }

    /// The pod's name as an argument.
    var podArgument: String { Words.argument(pod?.name ?? "") }

    /// What the pod's state means for who uses it: whether it gets traffic, and whether others of its owner are in trouble, too.
    var podImpact: String {
        guard let pod else { return "" }
        let name = "pod \(pod.namespace)/\(pod.name)", ready = pod.condition("Ready")
        let restarts = container?.restarts ?? 0
        var text: String
        if pod.containers.contains(where: \.initial), pod.containers.first(where: { $0.name == container?.name })?.initial == true {
            text = "\(name) does not get past its init container \(container?.name ?? ""), so it serves nothing"
        } else if pod.containers.allSatisfy({ $0.runningSince == nil && $0.end == nil }) {
            text = "\(name) has never started, so it serves nothing"
        } else if let container, container.ready, ready?.status != "False" {
            text =
                restarts == 0
                ? "\(name) runs and is ready, so its service goes on sending requests to it"
                : "\(name) is ready again; what it was doing at each of its \(Words.count(restarts, "restart")) was lost"
        } else {
            text = "\(name) is not ready\(ready.map { $0.since.isEmpty ? "" : " since \($0.since)" } ?? ""), so its service sends it nothing"
        }
        let kin = troubledKin
        if !kin.isEmpty {
            text += "; \(Words.count(kin.count, "other pod")) of \(workload ?? pod.owner) \(kin.count == 1 ? "has" : "have") warnings, too"
        }
        return text.capitalised + (replicas.map { "; \($0)" } ?? "") + "."
    }

    /// How much of the workload serves: "deployment/checkout has 1 of 3 pods ready [4:12]"; `nil` where its replica sets are not there.
    private var replicas: String? {
        guard let workload, let name = workload.split(separator: "/").last else { return nil }
        let sets = around.revisions.filter { $0.owner == name && ($0.wanted > 0 || ($0.ready ?? 0) > 0) }
        guard let first = sets.first, sets.allSatisfy({ $0.ready != nil }) else { return nil }
        // During a rollout old and new pods stand side by side.
        let ready = sets.reduce(0) { $0 + ($1.ready ?? 0) }, wanted = sets.map(\.wanted).max() ?? 0
        let place = citation(first.role, ["items", String(first.index), "status"], exhibit: first.exhibit).map { " \($0.text)" } ?? ""
        let whole = ready == 0 ? ", so the whole of it is down" : ready >= wanted ? "" : ", so the others carry its part"
        return "\(workload) has \(ready) of \(wanted) \(wanted == 1 ? "pod" : "pods") ready\(whole)\(place)"
    }

    /// Other pods of the same owner about which there are warnings.
    var troubledKin: Set<String> {
        guard let pod, !pod.owner.isEmpty else { return [] }
        return Set(
            events.filter { $0.kind == "Pod" && $0.type == "Warning" && $0.name != pod.name && $0.name.hasPrefix(pod.owner + "-") }.map(\.name))
    }

    /// What speaks against a container still being in trouble.
    func recovery(_ container: ContainerFacts) -> [Finding.Point] {
        guard container.ready, let since = container.runningSince, pod?.condition("Ready")?.status != "False" else { return [] }
        return [
            Finding.Point(
                "container \(container.name) runs since \(since) and is ready now: it may be over",
                citation(.pod, container.statusPath + ["ready"]))
        ]
    }

    /// That a container stays up: how long to watch it follows from how long it lived before.
    func staysUp(_ container: ContainerFacts) -> String {
        let lived = container.end.flatMap { Words.seconds(from: $0.started, to: $0.finished) }
        // Twice its last life, five minutes at least: the kubelet's longest back-off.
        let watch = Words.span(max(300, (lived ?? 0) * 2))
        let before = lived.map { $0 > 0 ? " (its last run ended after \(Words.span($0)))" : "" } ?? ""
        let name = workload.map { "the new pod of \($0)" } ?? "the pod"
        return "\(kubectl("get pods")): \(name) is ready and its RESTARTS stays the same for \(watch)\(before)"
    }
}

extension Words {
    /// A name from outside as one word of a command line; what a shell would take for its own is left out.
    static func argument(_ name: String) -> String {
        String(name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-._/:@".contains($0)) }.prefix(120))
    }

    /// `1 restart`, `3 restarts`.
    static func count(_ number: Int, _ thing: String) -> String { "\(number) \(thing)\(number == 1 ? "" : "s")" }
}
