import JSON

@testable import Triage

extension Draft {
    /// What became of a container.
    enum State {
        case crash(Int, String = "Error")
        case waiting(String, String)
        case running(ready: Bool, restarts: Int = 0, last: Int? = nil)
        case pending
        case ended(Int, String)
    }

    static let podName = "checkout-6d5f7c9b48-t7kzn", replicaSet = "checkout-6d5f7c9b48", uid = "5d0c9a3e-1b7f-4f2a-a0c1-77d0e2b1c0aa"

    /// A pod of the shop with its container `app`, and whatever else is said.
    func pod(
        _ state: State, image: String = "registry.shop.example/checkout:2.14.0", node: String = "worker-2", phase: String? = nil,
        container: [String: Value] = [:], spec: [String: Value] = [:], status: [String: Value] = [:], initial: (String, State)? = nil,
        sidecar: (String, State)? = nil,
        created: String = "2026-05-11T21:04:00Z"
    ) -> Draft {
        var draft = self
        var statuses = [Self.status("app", image, state)], containers = [Self.container("app", image, container)]
        if let sidecar {
            statuses.append(Self.status(sidecar.0, "registry.shop.example/\(sidecar.0):1.4", sidecar.1))
            containers.append(Self.container(sidecar.0, "registry.shop.example/\(sidecar.0):1.4", [:]))
        }
        var specification: Value = ["containers": .array(containers), "restartPolicy": "Always", "serviceAccountName": "checkout"]
        if !node.isEmpty { specification["nodeName"] = .string(node) }
        for (name, value) in spec.sorted(by: { $0.key < $1.key }) { specification[name] = value }
        var isPending = node.isEmpty
        if case .waiting(let reason, _) = state, reason != "CrashLoopBackOff" { isPending = true }
        var podStatus: Value = ["phase": .string(phase ?? (isPending ? "Pending" : "Running"))]
        if !node.isEmpty { podStatus["containerStatuses"] = .array(statuses) }
        if let initial {
            specification["initContainers"] = [Self.container(initial.0, "registry.shop.example/\(initial.0):2.14.0", [:])]
            podStatus["initContainerStatuses"] = [Self.status(initial.0, "registry.shop.example/\(initial.0):2.14.0", initial.1)]
        }
        for (name, value) in status.sorted(by: { $0.key < $1.key }) { podStatus[name] = value }
        draft.pod = [
            "kind": "Pod", "apiVersion": "v1",
            "metadata": [
                "name": .string(Self.podName), "namespace": "shop", "uid": .string(Self.uid), "creationTimestamp": .string(created),
                "ownerReferences": [["kind": "ReplicaSet", "name": .string(Self.replicaSet), "controller": true]],
            ],
            "spec": specification, "status": podStatus,
        ]
        draft.scenario.subject =
            (["kind": "pod", "cluster": "edge", "namespace": "shop", "pod": .string(Self.podName)] as Value).bytes
        // The neighbours are always noisy.
        for index in 0..<6 {
            draft = draft.event(
                index % 2 == 0 ? "Unhealthy" : "Pulled",
                index % 2 == 0
                    ? "Readiness probe failed: HTTP probe failed with statuscode: 503" : "Container image already present on machine",
                type: index % 2 == 0 ? "Warning" : "Normal", of: "Pod", "search-7f9d8c6b5-\(index)xw2")
        }
        return draft
    }

    /// An alert as the subject: a pod that is gone, or an owner that has none.
    func alert(_ name: String, _ labels: [String: String], summary: String) -> Draft {
        var draft = self
        let all = labels.merging(["alertname": name, "severity": "warning", "namespace": "shop"]) { old, _ in old }
        let values = Value.object(all.sorted { $0.key < $1.key }.map { Value.Member($0.key, .string($0.value)) })
        draft.alert = [
            "status": "firing",
            "alerts": [
                [
                    "status": "firing", "labels": values, "annotations": ["summary": .string(summary)],
                    "startsAt": "2026-05-11T22:17:00Z",
                ]
            ],
        ]
        if draft.pod == nil {
            var subject: Value = ["kind": "alert", "alert": .string(name), "cluster": "edge", "namespace": "shop", "labels": values]
            if let pod = labels["pod"] { subject["pod"] = .string(pod) }
            draft.scenario.subject = subject.bytes
        }
        return draft
    }

    /// An event, of the pod where no other object is named.
    func event(_ reason: String, _ message: String, type: String = "Warning", count: Int = 5, of kind: String = "Pod", _ name: String = podName)
        -> Draft
    {
        var draft = self
        let uid = kind == "Pod" && name == Self.podName ? Self.uid : "uid-\(name)"
        draft.events.append([
            "involvedObject": ["kind": .string(kind), "namespace": "shop", "name": .string(name), "uid": .string(uid)],
            "reason": .string(reason), "message": .string(message), "type": .string(type), "count": .int(count),
            "firstTimestamp": "2026-05-11T22:02:10Z", "lastTimestamp": .string("2026-05-11T22:16:\(10 + draft.events.count % 40)Z"),
        ])
        return draft
    }

    /// A node with its taints and the conditions that are not as they should be.
    func node(_ name: String, taints: [String] = [], ready: String = "True", _ message: String = "kubelet is posting ready status") -> Draft {
        var draft = self
        draft.nodes.append([
            "metadata": ["name": .string(name)],
            "spec": ["taints": .array(taints.map { ["key": .string($0), "effect": "NoSchedule"] })],
            "status": [
                "allocatable": ["cpu": "4", "memory": "7920Mi", "pods": "110"],
                "conditions": [
                    ["type": "MemoryPressure", "status": "False"],
                    [
                        "type": "Ready", "status": .string(ready), "reason": "KubeletReady", "message": .string(message),
                        "lastTransitionTime": "2026-05-11T22:00:30Z",
                    ],
                ],
            ],
        ])
        return draft
    }

    /// The log of the container that died.
    func previous(_ text: String, container: String = "app") -> Draft { log(text, container: container, role: .logPrevious) }

    /// The present container's log.
    func log(_ text: String, container: String = "app", role: Evidence.Role = .log) -> Draft {
        var draft = self
        let path = "logs/\(container)\(role == .logPrevious ? ".previous" : "").log"
        let lines = draft.lines(text, stamped: { $0.nanoseconds() + " " }, passing: false, path: path)
        draft.file(path, role, Array(lines.joined(separator: "\n").utf8) + [10], container: container)
        return draft
    }

    private static func container(_ name: String, _ image: String, _ more: [String: Value]) -> Value {
        var json: Value = [
            "name": .string(name), "image": .string(image),
            "resources": ["limits": ["memory": "512Mi"], "requests": ["cpu": "200m", "memory": "256Mi"]],
        ]
        for (key, value) in more.sorted(by: { $0.key < $1.key }) { json[key] = value }
        return json
    }

    private static func status(_ name: String, _ image: String, _ state: State) -> Value {
        func end(_ code: Int, _ reason: String) -> Value {
            [
                "terminated": [
                    "exitCode": .int(code), "reason": .string(reason), "startedAt": "2026-05-11T22:14:02Z",
                    "finishedAt": "2026-05-11T22:15:40Z",
                ]
            ]
        }
        var json: Value = ["name": .string(name), "image": .string(image), "ready": false, "restartCount": 0]
        switch state {
        case .crash(let code, let reason):
            json["restartCount"] = 7
            json["state"] = [
                "waiting": [
                    "reason": "CrashLoopBackOff",
                    "message": .string("back-off 5m0s restarting failed container=\(name) pod=\(podName)_shop(\(uid))"),
                ]
            ]
            json["lastState"] = end(code, reason)
        case .waiting(let reason, let message):
            json["state"] = ["waiting": ["reason": .string(reason), "message": .string(message)]]
        case .running(let ready, let restarts, let last):
            json["ready"] = .bool(ready)
            json["restartCount"] = .int(restarts)
            json["state"] = ["running": ["startedAt": "2026-05-11T22:15:44Z"]]
            if let last { json["lastState"] = end(last, "Error") }
        case .pending: break
        case .ended(let code, let reason): json["state"] = end(code, reason)
        }
        return json
    }
}
