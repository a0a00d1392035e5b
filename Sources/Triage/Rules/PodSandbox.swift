/// A pod whose sandbox the node cannot make: no address, a network plugin that is away, no room for another one.
struct PodSandbox: Rule {
    let classes = ["infrastructure"]
    let evidence = "FailedCreatePodSandBox events, and whether a container of the pod ever ran"
    let summary = "FailedCreatePodSandBox: the node cannot give the pod its network or sandbox, and what its plugin says"
    let decider = "the network plugin's last words, in the event"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let event = file.events("FailedCreatePodSandBox").max(by: { $0.last < $1.last }) else { return [] }
        // Tried again until it worked, it is history.
        guard file.pod?.containers.allSatisfy({ $0.runningSince == nil && $0.last == nil }) ?? true else { return [] }
        let low = event.message.lowercased(), node = file.pod?.node ?? ""
        let (what, action) = Self.explained(low)
        return [
            Conclusion(
                certainty: 92,
                finding: Finding(
                    failureClass: "infrastructure", severity: file.severity,
                    sentence:
                        "The pod gets no sandbox\(node.isEmpty ? "" : " on node \(node)"): \(what) (\(Self.lastWords(event.message))); \(event.count) times.",
                    citations: [file.citation(event)].compactMap { $0 }, impact: file.podImpact, action: action,
                    verify:
                        "\(file.kubectl("describe pod \(file.podArgument)")): no newer FailedCreatePodSandBox, and Pulled or Started within 3 min.",
                    prevention: "Alert on free addresses and on the network plugin's pods of each node, before pods are scheduled there."))
        ]
    }

    /// What the plugins say, as <https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/> calls their part.
    private static func explained(_ words: String) -> (String, String) {
        if words.has("assign an ip", "no ip addresses", "insufficient ip", "no available ip", "no addresses", "ip addresses available", "ipam") {
            return (
                "its network plugin has no free IP address",
                "Look at the free addresses of the node's subnet or pool, and at the plugin's own log; add a subnet, or free addresses."
            )
        }
        if words.has(
            "cni plugin not initialized", "cni config uninitialized", "failed to find plugin", "networkplugin not ready", "no such file", "bgp")
            || words.has("connection refused", "dial unix", "dial tcp", "timeout", "deadline exceeded", "unauthorized")
        {
            return ("its node's network plugin does not work", "Look at the network plugin's pod on that node, and restart it there.")
        }
        if words.has("no space left", "disk quota", "too many open files", "resource temporarily unavailable", "cannot allocate memory") {
            return ("its node has no room for another sandbox", "Free what the message names on that node, or move its pods.")
        }
        return ("the container runtime could not set it up", "Look at the kubelet's and the container runtime's log on that node.")
    }

    /// A message ends by what went wrong at the bottom.
    private static func lastWords(_ message: String) -> String {
        guard let start = message.firstRange(of: "failed to setup network for sandbox") ?? message.firstRange(of: "desc = ") else {
            return Words.line(message, 200)
        }
        let rest = message[start.lowerBound...]
        return Words.line(rest.count > 220 ? "…" + String(rest.suffix(200)) : String(rest), 220)
    }
}
