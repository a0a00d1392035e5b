import Host
import JSON

/// One revision of a workload: when it was made, and what its pod template says. A ReplicaSet is one of a deployment, a
/// ControllerRevision one of a stateful or daemon set.
/// <https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/controller-revision-v1/>
struct RevisionFacts: Sendable {
    var name = "", owner = "", revision = 0, wanted = 0
    /// Pods that are ready; `nil` where the object has no status.
    var ready: Int?
    var created: Timestamp?
    /// Whether it had another number before: an earlier template that came back. Then it is older than its revision.
    var isBack = false
    /// What the template sets, by place: `container app image`, `container app limit memory`, `container app env DB_HOST`.
    var settings: [(place: String, value: String)] = []
    /// Which of both, number of the exhibit, and place in its list.
    var role = Evidence.Role.replicaSets, exhibit = 0, index = 0

    init(_ json: Element, _ role: Evidence.Role, index: Int, exhibit: Int) {
        (self.role, self.index, self.exhibit) = (role, index, exhibit)
        let meta = json["metadata"]
        name = meta["name"].string ?? ""
        let owners = meta["ownerReferences"].array
        owner = (owners.first { $0["controller"].bool == true } ?? owners.first)?["name"].string ?? ""
        revision = json["revision"].int ?? meta["annotations"]["deployment.kubernetes.io/revision"].string.flatMap { Int($0) } ?? 0
        isBack = meta["annotations"]["deployment.kubernetes.io/revision-history"].string.map { !$0.isEmpty } ?? false
        created = meta["creationTimestamp"].string.flatMap { Timestamp(rfc3339: $0) }
        wanted = json["spec"]["replicas"].int ?? 0
        ready = json["status"].exists ? json["status"]["readyReplicas"].int ?? 0 : nil
        // A controller revision keeps its template as the patch that goes back to it.
        readTemplate(role == .controllerRevisions ? json["data"]["spec"]["template"] : json["spec"]["template"])
    }

    static func list(_ json: Element, _ role: Evidence.Role, exhibit: Int) -> [RevisionFacts] {
        json["items"].array.enumerated().map { RevisionFacts($1, role, index: $0, exhibit: exhibit) }
    }

    /// Where its first container's image stands.
    var imagePath: [String] {
        ["items", String(index)] + (role == .controllerRevisions ? ["data"] : []) + ["spec", "template", "spec", "containers", "0", "image"]
    }

    /// Whether a pod was made of it; `nil` where the pod does not say what it was made of.
    func made(_ pod: PodFacts) -> Bool? {
        switch role {
        case .controllerRevisions:
            // Pods of stateful sets carry the revision's name, those of daemon sets its hash only.
            pod.revision.isEmpty ? nil : pod.revision == name || name.hasSuffix("-" + pod.revision)
        default: pod.ownerKind == "ReplicaSet" || pod.owner.hasPrefix(pod.name.prefix(3)) ? pod.owner == name : nil
        }
    }

    private mutating func readTemplate(_ template: Element) {
        let spec = template["spec"]
        for (list, initial) in [("initContainers", true), ("containers", false)] {
            for item in spec[list].array {
                let container = ContainerFacts(item, status: nil, initial: initial, path: [], statusPath: [])
                let who = (initial ? "init container " : "container ") + container.name
                settings.append((who + " image", container.image))
                for (resource, amount) in container.limits { settings.append(("\(who) limit \(resource)", amount)) }
                for (resource, amount) in container.requests { settings.append(("\(who) request \(resource)", amount)) }
                if !container.command.isEmpty { settings.append((who + " command", container.command.joined(separator: " "))) }
                for probe in container.probes {
                    settings.append(("\(who) \(probe.kind) probe", probe.target))
                    settings.append(("\(who) \(probe.kind) probe gives up after", "\(probe.patience) s"))
                }
                for variable in item["env"].array {
                    guard let name = variable["name"].string, let value = variable["value"].string else { continue }
                    settings.append(("\(who) env \(name)", value))
                }
                for reference in container.references { settings.append(("\(who) takes", reference)) }
            }
        }
        for volume in spec["volumes"].array {
            guard let name = volume["name"].string else { continue }
            let source = volume["configMap"]["name"].string ?? volume["secret"]["secretName"].string ?? ""
            if !source.isEmpty { settings.append(("volume \(name)", source)) }
        }
        for (label, place) in [("serviceAccountName", "service account"), ("priorityClassName", "priority class")] {
            if let value = spec[label].string { settings.append((place, value)) }
        }
        for selector in spec["nodeSelector"].members { settings.append(("node selector \(selector.name)", selector.value.string ?? "")) }
        // Annotations are how a restart by hand and a changed configuration get new pods.
        for note in template["metadata"]["annotations"].members where note.name.contains("restartedAt") || note.name.contains("checksum") {
            settings.append(("annotation \(note.name)", note.value.string ?? ""))
        }
    }

    /// What differs from the revision before, images first.
    func differences(from before: RevisionFacts) -> [Difference] {
        var found: [Difference] = []
        for (place, after) in settings {
            let earlier = before.settings.first { $0.place == place }?.value ?? ""
            if earlier != after { found.append(Difference(place: place, before: earlier, after: after)) }
        }
        for (place, earlier) in before.settings where !settings.contains(where: { $0.place == place }) {
            found.append(Difference(place: place, before: earlier, after: ""))
        }
        return found.filter(\.isImage) + found.filter { !$0.isImage }
    }

    /// Images of the template, by container.
    var images: [String] { settings.filter { $0.place.hasSuffix(" image") }.map(\.value) }
}
