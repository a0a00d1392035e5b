extension KubernetesObject {
    /// An event as the core group writes it.
    static func coreEvent(_ event: ClusterEvent) -> JSON {
        [
            "metadata": metadata(event.meta), "involvedObject": subject(event.involved), "reason": .string(event.reason),
            "message": .string(event.message), "source": source(event), "firstTimestamp": time(event.first),
            "lastTimestamp": time(event.last), "count": JSON(event.count), "type": .string(event.isWarning ? "Warning" : "Normal"),
            "eventTime": .null, "reportingComponent": .string(event.component), "reportingInstance": .string(event.host),
        ]
    }

    /// The same event as `events.k8s.io/v1` writes it.
    static func newEvent(_ event: ClusterEvent) -> JSON {
        [
            "metadata": metadata(event.meta), "eventTime": .null, "reportingController": .string(event.component),
            "reportingInstance": .string(event.host), "reason": .string(event.reason), "regarding": subject(event.involved),
            "note": .string(event.message), "type": .string(event.isWarning ? "Warning" : "Normal"),
            "deprecatedSource": source(event), "deprecatedFirstTimestamp": time(event.first),
            "deprecatedLastTimestamp": time(event.last), "deprecatedCount": JSON(event.count),
        ]
    }

    private static func source(_ event: ClusterEvent) -> JSON {
        .compact(["component": .string(event.component), "host": event.host.isEmpty ? nil : .string(event.host)])
    }

    private static func subject(_ subject: ClusterEvent.Subject) -> JSON {
        .compact([
            "kind": .string(subject.kind.kind), "namespace": subject.namespace.isEmpty ? nil : .string(subject.namespace),
            "name": .string(subject.name), "uid": .string(subject.uid), "apiVersion": .string(subject.kind.apiVersion),
            "resourceVersion": .string(String(subject.version)), "fieldPath": subject.fieldPath.map { .string($0) },
        ])
    }
}
