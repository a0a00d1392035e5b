/// Columns and cells of each kind, as in kubernetes/pkg/printers/internalversion/printers.go.
enum KubernetesCells {
    typealias Column = KubernetesTable.Column

    static func columns(of kind: ResourceKind) -> [Column] {
        let name = Column(name: "Name", format: "name")
        let age = Column(name: "Age")
        switch kind {
        case .pods:
            return [
                name, Column(name: "Ready"), Column(name: "Status"), Column(name: "Restarts"), age, wide("IP"), wide("Node"),
                wide("Nominated Node"), wide("Readiness Gates"),
            ]
        case .nodes:
            return [
                name, Column(name: "Status"), Column(name: "Roles"), age, Column(name: "Version"), wide("Internal-IP"),
                wide("External-IP"), wide("OS-Image"), wide("Kernel-Version"), wide("Container-Runtime"),
            ]
        case .deployments:
            return [
                name, Column(name: "Ready"), number("Up-to-date"), number("Available"), age, wide("Containers"), wide("Images"),
                wide("Selector"),
            ]
        case .replicasets:
            return [
                name, number("Desired"), number("Current"), number("Ready"), age, wide("Containers"), wide("Images"),
                wide("Selector"),
            ]
        case .events:
            return [
                Column(name: "Last Seen"), Column(name: "Type"), Column(name: "Reason"), Column(name: "Object"),
                wide("Subobject"), wide("Source"), Column(name: "Message"), wide("First Seen"),
                Column(name: "Count", type: "integer", priority: 1), Column(name: "Name", format: "name", priority: 1),
            ]
        case .namespaces: return [name, Column(name: "Status"), age]
        case .services:
            return [name] + ["Type", "Cluster-IP", "External-IP", "Port(s)"].map { Column(name: $0) } + [age]
        case .statefulsets: return [name, Column(name: "Ready"), age]
        case .daemonsets:
            return [name] + ["Desired", "Current", "Ready", "Up-to-date", "Available"].map(number)
                + [Column(name: "Node Selector"), age]
        case .controllerrevisions: return [name, Column(name: "Controller"), Column(name: "Revision", type: "integer", format: "int64"), age]
        case .jobs: return [name, Column(name: "Status"), Column(name: "Completions"), Column(name: "Duration"), age]
        }
    }

    static func of(_ object: any ClusterObject, now: Moment) -> [JSON] {
        let name = JSON.string(object.meta.name)
        let age = JSON.string(HumanDuration.text(now - object.meta.created))
        switch object {
        case let pod as Pod: return cells(of: pod, age: age, now: now)
        case let node as Node: return cells(of: node, age: age)
        case let deployment as Deployment:
            let containers = deployment.template.spec.containers
            return [
                name, .string("\(deployment.status.ready)/\(deployment.replicas)"), JSON(deployment.status.updated),
                JSON(deployment.status.ready), age, names(containers), images(containers), selector(deployment.selector),
            ]
        case let set as ReplicaSet:
            var labels = set.template.labels
            labels["pod-template-hash"] = set.hash
            let containers = set.template.spec.containers
            return [
                name, JSON(set.replicas), JSON(set.current), JSON(set.ready), age, names(containers), images(containers),
                selector(labels),
            ]
        case let revision as ControllerRevision:
            let owner = revision.meta.owner.map { "\($0.kind.singular).apps/\($0.name)" } ?? "<none>"
            return [name, .string(owner), JSON(revision.number), age]
        case let event as ClusterEvent: return cells(of: event, now: now)
        case let plain as PlainObject: return [name] + plain.cells + [age]
        default: return [name, age]
        }
    }

    private static func wide(_ name: String) -> Column { Column(name: name, priority: 1) }
    private static func number(_ name: String) -> Column { Column(name: name, type: "integer", format: "int32") }

    private static func cells(of pod: Pod, age: JSON, now: Moment) -> [JSON] {
        let ready = pod.containers.count(where: \.isReady)
        var restarts = String(pod.restarts)
        if pod.restarts > 0, let last = pod.containers.compactMap({ $0.last?.finished }).max() {
            restarts += " (\(HumanDuration.text(now - last)) ago)"
        }
        return [
            .string(pod.meta.name), .string("\(ready)/\(pod.spec.containers.count)"), .string(pod.statusWord), .string(restarts),
            age, .string(pod.ip.isEmpty ? "<none>" : pod.ip), .string(pod.node.isEmpty ? "<none>" : pod.node), "<none>", "<none>",
        ]
    }

    private static func cells(of node: Node, age: JSON) -> [JSON] {
        [
            .string(node.meta.name), node.isReady ? "Ready" : "NotReady",
            node.isControlPlane ? "control-plane,master" : "<none>", age, .string(node.kubeletVersion), .string(node.address),
            "<none>", .string(node.osImage), .string(node.kernel),
            node.kubeletVersion.hasPrefix("v1.33") ? "containerd://2.1.4-k3s1" : "containerd://1.7.23-k3s2",
        ]
    }

    private static func cells(of event: ClusterEvent, now: Moment) -> [JSON] {
        let source = [event.component, event.host].filter { !$0.isEmpty }.joined(separator: ", ")
        let span = HumanDuration.text(now - event.last)
        let seen = event.count > 1 ? "\(span) (x\(event.count) over \(HumanDuration.text(now - event.first)))" : span
        return [
            .string(seen), event.isWarning ? "Warning" : "Normal", .string(event.reason),
            .string("\(event.involved.kind.singular)/\(event.involved.name)"), .string(event.involved.fieldPath ?? ""),
            .string(source), .string(event.message), .string(HumanDuration.text(now - event.first)), JSON(event.count),
            .string(event.meta.name),
        ]
    }

    private static func names(_ containers: [Container]) -> JSON { .string(containers.map(\.name).joined(separator: ",")) }
    private static func images(_ containers: [Container]) -> JSON { .string(containers.map(\.image).joined(separator: ",")) }
    private static func selector(_ labels: [String: String]) -> JSON {
        .string(labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ","))
    }
}
