import JSON

/// What a Pod object (core/v1) says that can explain a failure.
struct PodFacts: Sendable {
    var name = "", namespace = "", uid = "", node = "", owner = "", ownerKind = ""
    /// What a stateful or daemon set made it of: the name or the hash of its revision.
    var revision = ""
    var phase = "", reason = "", message = "", created = "", deleted = "", qosClass = ""
    var containers: [ContainerFacts] = []
    var conditions: [ConditionFacts] = []
    var pullSecrets: [String] = []
    /// Config maps and secrets that the pod needs, with the key where one is asked for.
    var references: [String] = []
    var nodeSelector: [String] = []
    /// What the pod demands of nodes and of other pods by affinity: `topology.kubernetes.io/zone In eu-1a`; and the keys of nodes' labels.
    var affinity: [String] = [], affinityKeys: [String] = []
    /// Volumes that live and die with the pod, where their size is limited: `spill sizeLimit 40Gi`.
    var scratch: [String] = []
    var serviceAccount = "", claims: [String] = []
    var tolerations: [String] = []

    /// A condition of a pod or node.
    struct ConditionFacts: Sendable {
        var type = "", status = "", reason = "", message = "", since = ""

        init(_ json: Element) {
            type = json["type"].string ?? ""
            status = json["status"].string ?? ""
            reason = json["reason"].string ?? ""
            message = json["message"].string ?? ""
            since = json["lastTransitionTime"].string ?? ""
        }
    }

    init(_ json: Element) {
        let meta = json["metadata"], spec = json["spec"], status = json["status"]
        name = meta["name"].string ?? ""
        namespace = meta["namespace"].string ?? ""
        uid = meta["uid"].string ?? ""
        created = meta["creationTimestamp"].string ?? ""
        deleted = meta["deletionTimestamp"].string ?? ""
        let owners = meta["ownerReferences"].array
        let controller = owners.first { $0["controller"].bool == true } ?? owners.first
        owner = controller?["name"].string ?? ""
        ownerKind = controller?["kind"].string ?? ""
        revision = meta["labels"]["controller-revision-hash"].string ?? ""
        node = spec["nodeName"].string ?? ""
        phase = status["phase"].string ?? ""
        reason = status["reason"].string ?? ""
        message = status["message"].string ?? ""
        qosClass = status["qosClass"].string ?? ""
        conditions = status["conditions"].array.map(ConditionFacts.init)
        pullSecrets = spec["imagePullSecrets"].array.compactMap { $0["name"].string }
        nodeSelector = spec["nodeSelector"].members.map { "\($0.name)=\($0.value.string ?? "")" }
        readAffinity(spec["affinity"])
        serviceAccount = spec["serviceAccountName"].string ?? ""
        tolerations = spec["tolerations"].array.compactMap { $0["key"].string }
        for (list, initial) in [("initContainers", true), ("containers", false)] {
            for (index, item) in spec[list].array.enumerated() {
                let statuses = initial ? "initContainerStatuses" : "containerStatuses"
                let all = status[statuses].array
                let name = item["name"].string ?? ""
                let at = all.firstIndex { $0["name"].string == name }
                containers.append(
                    ContainerFacts(
                        item, status: at.map { all[$0] }, initial: initial, path: ["spec", list, String(index)],
                        statusPath: at.map { ["status", statuses, String($0)] } ?? []))
            }
        }
        for volume in spec["volumes"].array {
            if let map = volume["configMap"]["name"].string { references.append("config map \(map)") }
            if let secret = volume["secret"]["secretName"].string { references.append("secret \(secret)") }
            if let claim = volume["persistentVolumeClaim"]["claimName"].string {
                references.append("volume claim \(claim)")
                claims.append(claim)
            }
            let limit = volume["emptyDir"]["sizeLimit"]
            if let size = limit.string ?? limit.int.map(String.init) { scratch.append("\(volume["name"].string ?? "") sizeLimit \(size)") }
        }
    }

    private mutating func readAffinity(_ json: Element) {
        let required = "requiredDuringSchedulingIgnoredDuringExecution"
        for term in json["nodeAffinity"][required]["nodeSelectorTerms"].array {
            for rule in term["matchExpressions"].array {
                let key = rule["key"].string ?? "", values = rule["values"].array.compactMap(\.string).joined(separator: ", ")
                affinityKeys.append(key)
                affinity.append("\(key) \(rule["operator"].string ?? "In") \(values)")
            }
        }
        for (name, words) in [("podAffinity", "podAffinity: beside pods"), ("podAntiAffinity", "podAntiAffinity: apart from pods")] {
            for term in json[name][required].array {
                let labels = term["labelSelector"]["matchLabels"].members.map { "\($0.name)=\($0.value.string ?? "")" }
                let rules = term["labelSelector"]["matchExpressions"].array.map {
                    "\($0["key"].string ?? "") \($0["operator"].string ?? "") \($0["values"].array.compactMap(\.string).joined(separator: ", "))"
                }
                affinity.append("\(words) \((labels + rules).joined(separator: ", ")) per \(term["topologyKey"].string ?? "")")
            }
        }
    }

    /// The container that matters: the one asked for, else the one that died or waits, else the first.
    func troubled(preferring name: String?) -> ContainerFacts? {
        containers.first { $0.name == name && !$0.name.isEmpty }
            ?? containers.first { $0.last?.reason == "OOMKilled" || $0.now?.reason == "OOMKilled" }
            ?? containers.first {
                $0.waiting != nil && $0.waiting?.reason != "PodInitializing" && $0.waiting?.reason != "ContainerCreating"
            }
            ?? containers.first { $0.last != nil } ?? containers.first { !$0.ready && !$0.initial } ?? containers.first
    }

    func condition(_ type: String) -> ConditionFacts? { conditions.first { $0.type == type } }
}
