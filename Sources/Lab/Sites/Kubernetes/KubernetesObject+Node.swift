extension KubernetesObject {
    static func spec(of node: Node) -> JSON {
        ["podCIDR": "10.42.0.0/24", "podCIDRs": ["10.42.0.0/24"], "providerID": .string("k3s://\(node.meta.name)")]
    }

    static func status(of node: Node) -> JSON {
        let size: JSON = [
            "cpu": .string(String(node.milliCPU / 1000)), "ephemeral-storage": "30786468Ki", "hugepages-2Mi": "0",
            "memory": .string("\(node.memory * 1024)Ki"), "pods": "110",
        ]
        var random = SeededRandom(node.meta.name)
        return [
            "capacity": size, "allocatable": size,
            "conditions": [
                condition(node, "MemoryPressure", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
                condition(node, "DiskPressure", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
                condition(node, "PIDPressure", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
                condition(node, "Ready", "KubeletReady", "kubelet is posting ready status"),
            ],
            "addresses": [
                ["type": "InternalIP", "address": .string(node.address)], ["type": "Hostname", "address": .string(node.meta.name)],
            ], "daemonEndpoints": ["kubeletEndpoint": ["Port": 10250]],
            "nodeInfo": [
                "machineID": .string(random.hex(32)), "systemUUID": .string(random.uuid()), "bootID": .string(random.uuid()),
                "kernelVersion": .string(node.kernel), "osImage": .string(node.osImage),
                "containerRuntimeVersion": .string(
                    node.kubeletVersion.hasPrefix("v1.33") ? "containerd://2.1.4-k3s1" : "containerd://1.7.23-k3s2"),
                "kubeletVersion": .string(node.kubeletVersion), "kubeProxyVersion": .string(node.kubeletVersion),
                "operatingSystem": "linux", "architecture": "amd64",
            ],
        ]
    }

    private static func condition(_ node: Node, _ type: String, _ reason: String, _ message: String) -> JSON {
        let isKnown = node.isReady
        return [
            "type": .string(type), "status": isKnown ? (type == "Ready" ? "True" : "False") : "Unknown",
            "lastHeartbeatTime": time(node.heartbeat), "lastTransitionTime": time(node.readyChanged),
            "reason": .string(isKnown ? reason : "NodeStatusUnknown"),
            "message": .string(isKnown ? message : "Kubelet stopped posting node status."),
        ]
    }
}
