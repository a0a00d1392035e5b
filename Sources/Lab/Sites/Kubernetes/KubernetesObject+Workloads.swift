extension KubernetesObject {
    static func spec(of deployment: Deployment) -> JSON {
        [
            "replicas": JSON(deployment.replicas), "selector": ["matchLabels": .map(deployment.selector)],
            "template": template(deployment.template),
            "strategy": ["type": "RollingUpdate", "rollingUpdate": ["maxUnavailable": "25%", "maxSurge": "25%"]],
            "revisionHistoryLimit": 10, "progressDeadlineSeconds": 600,
        ]
    }

    static func status(of deployment: Deployment) -> JSON {
        let status = deployment.status
        let unavailable = max(deployment.replicas - status.ready, 0)
        let isAvailable = status.isAvailable || deployment.replicas == 0
        let newest = status.newest
        return .compact([
            "observedGeneration": JSON(status.observedGeneration), "replicas": positive(status.replicas),
            "updatedReplicas": positive(status.updated), "readyReplicas": positive(status.ready),
            "availableReplicas": positive(status.ready), "unavailableReplicas": positive(unavailable),
            "conditions": [
                condition(
                    "Available", isAvailable, since: status.availableChanged,
                    reason: isAvailable ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                    message: isAvailable
                        ? "Deployment has minimum availability." : "Deployment does not have minimum availability."),
                condition(
                    "Progressing", !status.hasStalled, since: status.progressChanged,
                    reason: status.hasStalled
                        ? "ProgressDeadlineExceeded" : status.isProgressing ? "ReplicaSetUpdated" : "NewReplicaSetAvailable",
                    message: status.hasStalled
                        ? "ReplicaSet \"\(newest)\" has timed out progressing."
                        : status.isProgressing
                            ? "ReplicaSet \"\(newest)\" is progressing." : "ReplicaSet \"\(newest)\" has successfully progressed."),
            ],
        ])
    }

    static func spec(of set: ReplicaSet) -> JSON {
        var labels = set.template.labels
        labels["pod-template-hash"] = set.hash
        var whole = set.template
        whole.labels = labels
        return ["replicas": JSON(set.replicas), "selector": ["matchLabels": .map(labels)], "template": template(whole)]
    }

    static func status(of set: ReplicaSet) -> JSON {
        .compact([
            "replicas": JSON(set.current), "fullyLabeledReplicas": positive(set.current), "readyReplicas": positive(set.ready),
            "availableReplicas": positive(set.ready), "observedGeneration": JSON(set.meta.generation ?? 1),
        ])
    }

    /// The template as the patch that the controllers keep; neither `spec` nor `status`.
    /// <https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/controller-revision-v1/>
    static func body(of revision: ControllerRevision) -> JSON {
        [
            "metadata": metadata(revision.meta),
            "data": ["spec": ["template": template(revision.template).setting("$patch", to: "replace")]], "revision": JSON(revision.number),
        ]
    }

    /// Numbers that Go leaves out when they are zero.
    private static func positive(_ number: Int) -> JSON? { number == 0 ? nil : JSON(number) }

    private static func condition(_ type: String, _ holds: Bool, since: Moment?, reason: String, message: String) -> JSON {
        [
            "type": .string(type), "status": holds ? "True" : "False", "lastUpdateTime": time(since),
            "lastTransitionTime": time(since), "reason": .string(reason), "message": .string(message),
        ]
    }
}
