import Host
import JSON

extension Node: Readable {
    /// Reads a node.
    /// - Throws: `JSONError.missing` for an object without metadata.
    public init(_ json: Element) throws {
        meta = ObjectMeta(try json.required("metadata"))
        conditions = json["status"]["conditions"].array.map { Condition($0) }
        unschedulable = json["spec"]["unschedulable"].bool ?? false
        taints = json["spec"]["taints"].array.map { taint in
            let value = taint.text(at: "value")
            return taint.text(at: "key") + (value.isEmpty ? "" : "=" + value) + ":" + taint.text(at: "effect")
        }
        capacity = json["status"]["capacity"].textMap
        allocatable = json["status"]["allocatable"].textMap
        kubelet = json["status"]["nodeInfo"].text(at: "kubeletVersion")
    }
}

extension Deployment: Readable {
    /// Reads a deployment.
    /// - Throws: `JSONError.missing` for an object without metadata.
    public init(_ json: Element) throws {
        let metadata = try json.required("metadata")
        meta = ObjectMeta(metadata)
        generation = metadata["generation"].int ?? 0
        let spec = json["spec"], status = json["status"]
        observedGeneration = status["observedGeneration"].int ?? 0
        wanted = spec["replicas"].int ?? 1
        replicas = status["replicas"].int ?? 0
        updated = status["updatedReplicas"].int ?? 0
        ready = status["readyReplicas"].int ?? 0
        available = status["availableReplicas"].int ?? 0
        paused = spec["paused"].bool ?? false
        selector = LabelSelector(spec["selector"])
        deadline = spec["progressDeadlineSeconds"].int ?? 600
        images = spec["template"]["spec"]["containers"].array.map { ($0.text(at: "name"), $0.text(at: "image")) }
        conditions = status["conditions"].array.map { Condition($0) }
    }
}

extension ClusterEvent: Readable {
    /// Reads an event as core/v1 or events.k8s.io/v1 shows it: they are two views of one object with other names.
    /// - Throws: `JSONError.missing` for an object without metadata.
    public init(_ json: Element) throws {
        meta = ObjectMeta(try json.required("metadata"))
        type = json.text(at: "type")
        reason = json.text(at: "reason")
        message = json["message"].string ?? json.text(at: "note")
        let object = json["involvedObject"].exists ? json["involvedObject"] : json["regarding"]
        kind = object.text(at: "kind")
        name = object.text(at: "name")
        uid = object.text(at: "uid")
        let series = json["series"]
        count = max(1, series["count"].int ?? json["count"].int ?? json["deprecatedCount"].int ?? 1)
        last =
            series.moment(at: "lastObservedTime") ?? json.moment(at: "lastTimestamp") ?? json.moment(at: "deprecatedLastTimestamp")
            ?? json.moment(at: "eventTime") ?? meta.created
        first =
            json.moment(at: "firstTimestamp") ?? json.moment(at: "deprecatedFirstTimestamp") ?? json.moment(at: "eventTime") ?? meta.created
        let sources = [
            json["source"].text(at: "component"), json.text(at: "reportingComponent"), json.text(at: "reportingController"),
            json["deprecatedSource"].text(at: "component"),
        ]
        source = sources.first { !$0.isEmpty } ?? ""
    }
}

/// What metrics.k8s.io says of one node or pod.
struct UsageItem: Readable {
    let namespace: String, name: String
    let usage: Usage

    init(_ json: Element) throws {
        namespace = json["metadata"].text(at: "namespace")
        name = json["metadata"].text(at: "name")
        let parts = json["containers"].exists ? json["containers"].array.map { $0["usage"] } : [json["usage"]]
        usage = parts.reduce(into: Usage(cpuMilli: 0, memoryBytes: 0)) { sum, part in
            sum.cpuMilli += (Quantity.value(part["cpu"].string) ?? 0) * 1000
            sum.memoryBytes += Quantity.value(part["memory"].string) ?? 0
        }
    }
}
