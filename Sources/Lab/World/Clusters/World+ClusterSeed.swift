/// The clusters as they stand when the world begins, with some weeks behind them.
extension World {
    mutating func seedClusters() {
        for name in ClusterName.allCases {
            seedNodes(of: name)
            seedNamespaces(of: name)
            for blueprint in Blueprint.all(of: name) { seed(blueprint, in: name) }
            seedServices(of: name)
            clusters[name].settle()
            schedule(.cluster(name, .housekeeping), after: .minutes(1))
        }
    }

    private mutating func seedNodes(of name: ClusterName) {
        let born = (now - .days(41)).wholeSecond
        let plans: [(name: String, address: String, milliCPU: Int, memory: Int, isControlPlane: Bool, system: Int)] =
            name == .gcp
            ? [("mlops-control", "10.128.0.7", 2000, 1976, true, 95)]
            : [
                ("k3d-edge-agent-0", "172.18.0.3", 4000, 7936, false, 1900),
                ("k3d-edge-server-0", "172.18.0.2", 4000, 7936, true, 2100),
            ]
        for plan in plans {
            var identity = SeededRandom("node/\(plan.name)")
            var labels = [
                "beta.kubernetes.io/arch": "amd64", "beta.kubernetes.io/instance-type": "k3s", "beta.kubernetes.io/os": "linux",
                "kubernetes.io/arch": "amd64", "kubernetes.io/hostname": plan.name, "kubernetes.io/os": "linux",
                "node.kubernetes.io/instance-type": "k3s",
            ]
            if plan.isControlPlane {
                labels["node-role.kubernetes.io/control-plane"] = "true"
                labels["node-role.kubernetes.io/master"] = "true"
            }
            let meta = ObjectMeta(
                name: plan.name, uid: identity.uuid(), created: born, labels: labels,
                annotations: ["k3s.io/hostname": plan.name, "k3s.io/internal-ip": plan.address])
            let node = Node(
                meta: meta, address: plan.address, milliCPU: plan.milliCPU, memory: plan.memory,
                isControlPlane: plan.isControlPlane, kubeletVersion: name == .gcp ? "v1.33.5+k3s1" : "v1.31.5+k3s1",
                osImage: name == .gcp ? "Debian GNU/Linux 12 (bookworm)" : "K3s v1.31.5+k3s1",
                kernel: name == .gcp ? "6.1.0-40-cloud-amd64" : "5.15.167.4-microsoft-standard-WSL2", readyChanged: born,
                heartbeat: (now - .minutes(2)).wholeSecond, systemMemory: plan.system)
            clusters[name].save(node, at: now)
        }
    }

    private mutating func seedNamespaces(of name: ClusterName) {
        let workloads = Set(Blueprint.all(of: name).map(\.namespace))
        for namespace in workloads.union(["default", "kube-node-lease", "kube-public"]).sorted() {
            var identity = SeededRandom("\(name.rawValue)/namespace/\(namespace)")
            let meta = ObjectMeta(
                name: namespace, uid: identity.uuid(), created: (now - .days(41)).wholeSecond,
                labels: ["kubernetes.io/metadata.name": namespace])
            clusters[name].save(
                PlainObject(
                    resource: .namespaces, meta: meta, spec: ["finalizers": ["kubernetes"]], status: ["phase": "Active"],
                    cells: ["Active"]), at: now)
        }
    }

    private mutating func seedServices(of name: ClusterName) {
        let nodePorts = [
            "mlflow": 30500, "prometheus": 30900, "grafana": 30300, "alertmanager": 30930, Platform.irisApplication: 30808,
            Platform.wineApplication: 30809,
        ]
        for blueprint in Blueprint.all(of: name) where blueprint.port != nil && blueprint.owner == .deployments {
            let port = blueprint.port ?? 0
            let nodePort = nodePorts[blueprint.name]
            var identity = SeededRandom("\(name.rawValue)/service/\(blueprint.namespace)/\(blueprint.name)")
            let meta = ObjectMeta(
                name: blueprint.name, namespace: blueprint.namespace, uid: identity.uuid(),
                created: (now - .days(41)).wholeSecond, labels: [blueprint.selector: blueprint.name])
            let address = "10.43.\(identity.next() % 250).\(identity.next() % 250)"
            let kind = nodePort == nil ? "ClusterIP" : "NodePort"
            var entry: JSON = ["name": "http", "protocol": "TCP", "port": JSON(port), "targetPort": JSON(port)]
            if let nodePort { entry = entry.setting("nodePort", to: JSON(nodePort)) }
            clusters[name].save(
                PlainObject(
                    resource: .services, meta: meta,
                    spec: [
                        "ports": [entry], "selector": .map([blueprint.selector: blueprint.name]), "clusterIP": .string(address),
                        "clusterIPs": [.string(address)], "type": .string(kind), "sessionAffinity": "None",
                        "ipFamilies": ["IPv4"], "ipFamilyPolicy": "SingleStack", "internalTrafficPolicy": "Cluster",
                    ], status: ["loadBalancer": .object([])],
                    cells: [
                        .string(kind), .string(address), "<none>",
                        .string(nodePort.map { "\(port):\($0)/TCP" } ?? "\(port)/TCP"),
                    ]), at: now)
        }
    }

    private mutating func seed(_ blueprint: Blueprint, in name: ClusterName) {
        var identity = SeededRandom("\(name.rawValue)/\(blueprint.owner.rawValue)/\(blueprint.namespace)/\(blueprint.name)")
        let meta = ObjectMeta(
            name: blueprint.name, namespace: blueprint.namespace, uid: identity.uuid(), generation: 1,
            created: (now - .days(41)).wholeSecond, labels: [blueprint.selector: blueprint.name])
        switch blueprint.owner {
        case .deployments: seedDeployment(blueprint, meta: meta, in: name)
        case .statefulsets:
            let podName = blueprint.name + "-0", revision = seedRevisions(blueprint, owner: meta, in: name)
            seedPod(
                blueprint, name: podName, owner: meta,
                labels: ["statefulset.kubernetes.io/pod-name": podName, "controller-revision-hash": revision.name],
                node: clusters[name].nodes.items[0], in: name)
            seedSet(blueprint, meta: meta, count: 1, in: name)
        case .daemonsets:
            let nodes = clusters[name].nodes.items, revision = seedRevisions(blueprint, owner: meta, in: name)
            for node in nodes {
                seedPod(
                    blueprint, name: "\(blueprint.name)-\(identity.suffix(5))", owner: meta,
                    labels: ["controller-revision-hash": revision.hash], node: node, in: name)
            }
            seedSet(blueprint, meta: meta, count: nodes.count, in: name)
        default:
            seedPod(
                blueprint, name: "\(blueprint.name)-\(identity.suffix(5))", owner: meta, labels: [:],
                node: clusters[name].nodes.items[0], in: name)
            seedSet(blueprint, meta: meta, count: 1, in: name)
        }
    }

    private mutating func seedDeployment(_ blueprint: Blueprint, meta: ObjectMeta, in name: ClusterName) {
        var identity = SeededRandom("\(name.rawValue)/replicasets/\(blueprint.namespace)/\(blueprint.name)")
        var deployment = Deployment(
            meta: meta, replicas: 1, selector: blueprint.template.labels, template: blueprint.template,
            revision: blueprint.imageBefore == nil ? 1 : 2)
        let images = [blueprint.imageBefore, blueprint.image].compactMap(\.self)
        for (index, image) in images.enumerated() {
            let isPresent = index == images.count - 1
            let hash = identity.suffix(10)
            var labels = blueprint.template.labels
            labels["pod-template-hash"] = hash
            var setMeta = ObjectMeta(
                name: "\(meta.name)-\(hash)", namespace: meta.namespace, uid: identity.uuid(), generation: isPresent ? 1 : 2,
                created: (now - (isPresent ? blueprint.age : .days(11))).wholeSecond, labels: labels)
            setMeta.annotations = [
                "deployment.kubernetes.io/desired-replicas": "1", "deployment.kubernetes.io/max-replicas": "2",
                "deployment.kubernetes.io/revision": String(index + 1),
            ]
            setMeta.owner = .init(kind: .deployments, name: meta.name, uid: meta.uid)
            let count = isPresent ? 1 : 0
            clusters[name].save(
                ReplicaSet(
                    meta: setMeta, replicas: count, template: blueprint.template(with: image), hash: hash, revision: index + 1,
                    current: count, ready: count), at: now)
            guard isPresent else { continue }
            let nodes = clusters[name].nodes.items
            // The edge's models live on the agent, what k3s brings along on the server.
            let node = blueprint.namespace == "kube-system" && blueprint.age >= .days(41) ? nodes[nodes.count - 1] : nodes[0]
            seedPod(
                blueprint, name: "\(setMeta.name)-\(identity.suffix(5))", owner: setMeta, labels: ["pod-template-hash": hash],
                node: node, in: name)
            deployment.status = .init(
                observedGeneration: 1, replicas: 1, updated: 1, ready: 1, progressChanged: setMeta.created,
                availableChanged: setMeta.created, newest: setMeta.name)
        }
        deployment.meta.annotations["deployment.kubernetes.io/revision"] = String(deployment.revision)
        clusters[name].save(deployment, at: now)
    }

    private mutating func seedPod(
        _ blueprint: Blueprint, name podName: String, owner: ObjectMeta, labels: [String: String], node: Node, in name: ClusterName
    ) {
        var identity = SeededRandom("\(name.rawValue)/pods/\(blueprint.namespace)/\(podName)")
        let born = (now - blueprint.age).wholeSecond
        var meta = ObjectMeta(
            name: podName, namespace: blueprint.namespace, uid: identity.uuid(), created: born,
            labels: blueprint.template.labels.merging(labels) { $1 }, annotations: blueprint.template.annotations)
        meta.generateName = owner.name + "-"
        meta.owner = .init(
            kind: blueprint.owner == .deployments ? .replicasets : blueprint.owner, name: owner.name, uid: owner.uid)
        let subnet = clusters[name].nodes.items.firstIndex { $0.meta.name == node.meta.name } ?? 0
        var pod = Pod(
            meta: meta, spec: blueprint.template.spec, node: node.meta.name, phase: blueprint.isDone ? .succeeded : .running,
            ip: "10.42.\(subnet).\(2 + identity.next() % 250)", started: born, scheduled: born, readyChanged: born + .seconds(12))
        var status = ContainerStatus(
            name: blueprint.container, image: blueprint.image, state: .running(since: born + .seconds(3)), isReady: true,
            identifier: "containerd://\(identity.hex(64))")
        status.digest = digest(of: blueprint.image, on: node.meta.name, in: name)
        if blueprint.isDone {
            status.isReady = false
            status.state = .terminated(
                .init(
                    exitCode: 0, reason: "Completed", started: born + .seconds(3), finished: born + .seconds(21),
                    identifier: status.identifier))
        } else if blueprint.restarts > 0 {
            // The virtual machine was rebooted some days ago; that is what these restarts are.
            let reboot = (now - blueprint.age * 0.6).wholeSecond
            status.restarts = blueprint.restarts
            status.state = .running(since: reboot + .seconds(40))
            status.last = .init(
                exitCode: 255, reason: "Unknown", started: born + .seconds(3), finished: reboot,
                identifier: "containerd://\(identity.hex(64))")
            pod.readyChanged = reboot + .seconds(52)
        }
        pod.hostAddress = node.address
        pod.containers = [status]
        clusters[name].save(pod, at: now)
    }

    private mutating func seedSet(_ blueprint: Blueprint, meta: ObjectMeta, count: Int, in name: ClusterName) {
        let number = JSON(count)
        let selector: JSON = ["matchLabels": .map(blueprint.template.labels)]
        let (spec, status, cells): (JSON, JSON, [JSON]) =
            switch blueprint.owner {
            case .statefulsets:
                (
                    ["replicas": number, "selector": selector, "serviceName": .string(meta.name)],
                    ["replicas": number, "readyReplicas": number, "currentReplicas": number, "updatedReplicas": number],
                    [.string("\(count)/\(count)")]
                )
            case .daemonsets:
                (
                    ["selector": selector],
                    [
                        "currentNumberScheduled": number, "numberMisscheduled": 0, "desiredNumberScheduled": number,
                        "numberReady": number, "updatedNumberScheduled": number, "numberAvailable": number,
                    ], [number, number, number, number, number, "<none>"]
                )
            default:
                (
                    ["parallelism": 1, "completions": 1, "backoffLimit": 1000, "selector": selector],
                    ["succeeded": 1, "completionTime": .string((meta.created + .seconds(24)).rfc3339)], ["Complete", "1/1", "24s"]
                )
            }
        clusters[name].save(PlainObject(resource: blueprint.owner, meta: meta, spec: spec, status: status, cells: cells), at: now)
    }
}
