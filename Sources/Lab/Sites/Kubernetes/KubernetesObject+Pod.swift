extension KubernetesObject {
    static func spec(of pod: Pod) -> JSON {
        let token = "kube-api-access-" + String(pod.meta.uid.prefix(5))
        return .compact([
            "volumes": [volume(token)], "containers": .array(pod.spec.containers.map { container($0, token: token) }),
            "restartPolicy": .string(pod.spec.restartPolicy), "terminationGracePeriodSeconds": 30, "dnsPolicy": "ClusterFirst",
            "serviceAccountName": .string(pod.spec.serviceAccount), "serviceAccount": .string(pod.spec.serviceAccount),
            "nodeName": pod.node.isEmpty ? nil : .string(pod.node), "securityContext": .object([]),
            "schedulerName": "default-scheduler",
            "tolerations": [toleration("node.kubernetes.io/not-ready"), toleration("node.kubernetes.io/unreachable")],
            "priority": 0, "enableServiceLinks": true, "preemptionPolicy": "PreemptLowerPriority",
        ])
    }

    static func template(_ template: PodTemplate) -> JSON {
        [
            "metadata": .compact([
                "creationTimestamp": .null, "labels": .map(template.labels),
                "annotations": template.annotations.isEmpty ? nil : .map(template.annotations),
            ]),
            "spec": .compact([
                "containers": .array(template.spec.containers.map { container($0, token: nil) }),
                "restartPolicy": .string(template.spec.restartPolicy), "terminationGracePeriodSeconds": 30,
                "dnsPolicy": "ClusterFirst", "securityContext": .object([]), "schedulerName": "default-scheduler",
            ]),
        ]
    }

    static func status(of pod: Pod) -> JSON {
        .compact([
            "phase": .string(pod.phase.rawValue), "conditions": .array(conditions(of: pod)),
            "hostIP": pod.hostAddress.isEmpty ? nil : .string(pod.hostAddress),
            "hostIPs": pod.hostAddress.isEmpty ? nil : [["ip": .string(pod.hostAddress)]],
            "podIP": pod.ip.isEmpty ? nil : .string(pod.ip), "podIPs": pod.ip.isEmpty ? nil : [["ip": .string(pod.ip)]],
            "startTime": pod.started.map(time),
            "containerStatuses": pod.containers.isEmpty ? nil : .array(pod.containers.map(status)),
            "qosClass": .string(pod.spec.qosClass),
        ])
    }

    private static func conditions(of pod: Pod) -> [JSON] {
        guard let started = pod.started else {
            return pod.scheduled == nil ? [] : [condition("PodScheduled", true, since: pod.meta.created)]
        }
        let isDone = pod.phase == .succeeded
        let unready = pod.containers.filter { !$0.isReady }.map(\.name).joined(separator: " ")
        let reason = isDone ? "PodCompleted" : "ContainersNotReady"
        let message = isDone ? nil : "containers with unready status: [\(unready)]"
        return [
            condition("PodReadyToStartContainers", !pod.ip.isEmpty && !isDone, since: started),
            condition("Initialized", true, since: started, reason: isDone ? reason : nil),
            condition("Ready", pod.isReady, since: pod.readyChanged, reason: reason, message: message),
            condition("ContainersReady", pod.isReady, since: pod.readyChanged, reason: reason, message: message),
            condition("PodScheduled", true, since: pod.scheduled ?? started),
        ]
    }

    private static func condition(
        _ type: String, _ holds: Bool, since: Moment, reason: String? = nil, message: String? = nil
    ) -> JSON {
        .compact([
            "type": .string(type), "status": holds ? "True" : "False", "lastProbeTime": .null, "lastTransitionTime": time(since),
            "reason": holds && type != "Initialized" ? nil : reason.map { .string($0) },
            "message": holds ? nil : message.map { .string($0) },
        ])
    }

    private static func status(_ container: ContainerStatus) -> JSON {
        let hasRun = !container.identifier.isEmpty
        let repository = container.image.split(separator: "@").first?.split(separator: ":").first.map(String.init) ?? ""
        return [
            "name": .string(container.name), "state": state(container.state),
            "lastState": container.last.map { ["terminated": termination($0)] } ?? .object([]), "ready": .bool(container.isReady),
            "restartCount": JSON(container.restarts), "image": .string(container.image),
            "imageID": hasRun ? .string("\(repository)@\(container.digest)") : "",
            "containerID": hasRun ? .string(container.identifier) : "", "started": .bool(container.runningSince != nil),
        ]
    }

    private static func state(_ state: ContainerStatus.State) -> JSON {
        switch state {
        case .waiting(let reason, let message):
            ["waiting": .compact(["reason": .string(reason), "message": message.map { .string($0) }])]
        case .running(let since): ["running": ["startedAt": time(since)]]
        case .terminated(let end): ["terminated": termination(end)]
        }
    }

    private static func termination(_ end: ContainerStatus.Termination) -> JSON {
        [
            "exitCode": JSON(end.exitCode), "reason": .string(end.reason), "startedAt": time(end.started),
            "finishedAt": time(end.finished), "containerID": .string(end.identifier),
        ]
    }

    private static func container(_ container: Container, token: String?) -> JSON {
        .compact([
            "name": .string(container.name), "image": .string(container.image),
            "args": container.arguments.isEmpty ? nil : .array(container.arguments.map { .string($0) }),
            "ports": container.port.map { [["name": "http", "containerPort": JSON($0), "protocol": "TCP"]] },
            "env": container.environment.isEmpty
                ? nil : .array(container.environment.map { ["name": .string($0.name), "value": .string($0.value)] }),
            "resources": .compact(["limits": container.limits.map(resources), "requests": container.requests.map(resources)]),
            "volumeMounts": token.map {
                [["name": .string($0), "readOnly": true, "mountPath": "/var/run/secrets/kubernetes.io/serviceaccount"]]
            }, "livenessProbe": container.liveness.map { probe($0, of: container) },
            "readinessProbe": container.readiness.map { probe($0, of: container) },
            "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File",
            "imagePullPolicy": "IfNotPresent",
        ])
    }

    private static func resources(_ resources: Container.Resources) -> JSON {
        [
            "cpu": .string(resources.milliCPU % 1000 == 0 ? "\(resources.milliCPU / 1000)" : "\(resources.milliCPU)m"),
            "memory": .string("\(resources.memory)Mi"),
        ]
    }

    private static func probe(_ probe: Container.Probe, of container: Container) -> JSON {
        [
            "httpGet": ["path": .string(probe.path), "port": JSON(container.port ?? 80), "scheme": "HTTP"],
            "initialDelaySeconds": JSON(probe.delay), "timeoutSeconds": 1, "periodSeconds": JSON(probe.period),
            "successThreshold": 1, "failureThreshold": 3,
        ]
    }

    private static func volume(_ token: String) -> JSON {
        [
            "name": .string(token),
            "projected": [
                "sources": [
                    ["serviceAccountToken": ["expirationSeconds": 3607, "path": "token"]],
                    ["configMap": ["name": "kube-root-ca.crt", "items": [["key": "ca.crt", "path": "ca.crt"]]]],
                    [
                        "downwardAPI": [
                            "items": [["path": "namespace", "fieldRef": ["apiVersion": "v1", "fieldPath": "metadata.namespace"]]]
                        ]
                    ],
                ], "defaultMode": 420,
            ],
        ]
    }

    private static func toleration(_ key: String) -> JSON {
        ["key": .string(key), "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300]
    }
}
