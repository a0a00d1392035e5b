import JSON

/// The rules a Prometheus evaluates (`/api/v1/rules`).
///
/// A server without rule files answers an empty list: ``isEmpty`` is to be shown as "no rules configured", never as
/// "all healthy".
public struct RuleList: Sendable, Equatable, Readable {
    /// Alerting rules, in the order of their groups.
    public var alerting: [AlertRule] = []
    /// How many recording rules there are, and how many groups.
    public var recordingCount = 0, groupCount = 0
    /// Whether the server evaluates no rule at all.
    public var isEmpty: Bool { alerting.isEmpty && recordingCount == 0 }

    /// An empty list, to be filled in.
    public init() {}

    /// The whole envelope: `{"status": "success", "data": {"groups": […]}}`.
    public init(_ json: Element) throws {
        let groups = try json["data"].required("groups").array
        groupCount = groups.count
        for group in groups {
            let name = group.text(at: "name")
            for rule in group["rules"].array {
                guard rule["type"].string == "alerting" else {
                    recordingCount += 1
                    continue
                }
                var alert = try AlertRule(rule)
                alert.group = name
                alerting.append(alert)
            }
        }
    }
}
