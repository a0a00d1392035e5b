import JSON

/// An event of the cluster, of core/v1 or events.k8s.io/v1.
struct EventFacts: Sendable {
    var type = "", reason = "", message = "", kind = "", name = "", uid = ""
    var count = 1, first = "", last = ""
    /// Place in the list, for its line.
    var index = 0

    init(_ json: Element, index: Int) {
        self.index = index
        let object = json["involvedObject"].exists ? json["involvedObject"] : json["regarding"]
        type = json["type"].string ?? ""
        reason = json["reason"].string ?? ""
        message = json["message"].string ?? json["note"].string ?? ""
        kind = object["kind"].string ?? ""
        name = object["name"].string ?? ""
        uid = object["uid"].string ?? ""
        count = json["series"]["count"].int ?? json["count"].int ?? json["deprecatedCount"].int ?? 1
        last =
            json["series"]["lastObservedTime"].string ?? json["lastTimestamp"].string ?? json["deprecatedLastTimestamp"].string
            ?? json["eventTime"].string ?? json["metadata"]["creationTimestamp"].string ?? ""
        first =
            json["firstTimestamp"].string ?? json["deprecatedFirstTimestamp"].string ?? json["metadata"]["creationTimestamp"].string ?? ""
    }

    static func list(_ json: Element) -> [EventFacts] { json["items"].array.enumerated().map { EventFacts($1, index: $0) } }
}

/// A node's state as far as it explains a pod's.
struct NodeFacts: Sendable {
    var name = "", unschedulable = false
    /// Labels by which pods choose: architecture, zone, and what people add.
    var labels: [(String, String)] = []
    var taints: [String] = []
    var conditions: [PodFacts.ConditionFacts] = []
    var allocatable: [(String, String)] = []
    var index = 0

    init(_ json: Element, index: Int) {
        self.index = index
        name = json["metadata"]["name"].string ?? ""
        labels = json["metadata"]["labels"].members.map { ($0.name, $0.value.string ?? "") }
        unschedulable = json["spec"]["unschedulable"].bool ?? false
        taints = json["spec"]["taints"].array.map { taint in
            let value = taint["value"].string.map { "=\($0)" } ?? ""
            return "\(taint["key"].string ?? "")\(value):\(taint["effect"].string ?? "")"
        }
        conditions = json["status"]["conditions"].array.map(PodFacts.ConditionFacts.init)
        allocatable = json["status"]["allocatable"].members.map { ($0.name, $0.value.string ?? $0.value.int.map(String.init) ?? "") }
    }

    /// The node that an alert's labels name; an instance without its port may be one.
    static func name(in labels: [String: String]) -> String? {
        let named = ["node", "kubernetes_node", "nodename", "instance"].lazy.compactMap { labels[$0] }.first { !$0.isEmpty }
        return named.map { $0.split(separator: ":").first.map(String.init) ?? $0 }
    }

    /// The value of a label, by the end of its name: `arch`, `zone`.
    func label(_ end: String) -> String? { labels.first { $0.0 == end || $0.0.hasSuffix("/" + end) }?.1 }

    /// Pressure and the like that is true, and readiness that is not.
    var problems: [PodFacts.ConditionFacts] { conditions.filter { $0.type == "Ready" ? $0.status != "True" : $0.status == "True" } }

    static func list(_ json: Element) -> [NodeFacts] {
        (json["items"].exists ? json["items"].array : [json]).enumerated().map { NodeFacts($1, index: $0) }
    }
}

/// An alert as Alertmanager posts it.
struct AlertFacts: Sendable {
    var name = "", severity = "", status = "", since = ""
    var labels: [(String, String)] = [], annotations: [(String, String)] = []

    init(_ json: Element) {
        let alerts = json["alerts"].array
        let alert = alerts.first { $0["status"].string == "firing" } ?? alerts.first ?? json
        labels = alert["labels"].members.map { ($0.name, $0.value.string ?? "") }
        annotations = alert["annotations"].members.map { ($0.name, $0.value.string ?? "") }
        status = alert["status"].string ?? alert["status"]["state"].string ?? ""
        since = alert["startsAt"].string ?? ""
        name = label("alertname")
        severity = label("severity")
    }

    func label(_ name: String) -> String { labels.first { $0.0 == name }?.1 ?? "" }
}
