import Host
import JSON

/// A silence (`/api/v2/silences`).
public struct Silence: Sendable, Equatable, Identifiable, Readable {
    /// A condition on one label; a silence applies where all of its matchers hold.
    public struct Matcher: Sendable, Equatable {
        /// The label, and the value or anchored regular expression it is compared with.
        public var name = "", value = ""
        /// Whether ``value`` is a regular expression.
        public var isRegex = false
        /// Whether it must match (`=`, `=~`) or must not (`!=`, `!~`).
        public var isEqual = true
        /// A matcher to be filled in.
        public init() {}

        /// As Alertmanager writes it: `alertname="ModelPodOOMKilled"`.
        public var words: String {
            let sign = isEqual ? (isRegex ? "=~" : "=") : (isRegex ? "!~" : "!=")
            return "\(name)\(sign)\"\(value)\""
        }
    }

    /// Its UUID. An edit may expire a silence and make another: use the id that the edit answered.
    public var id = ""
    /// `pending`, `active` or `expired`. Expired ones stay listed for days (`--data.retention`, 120 h).
    public var state = ""
    /// What it applies to.
    public var matchers: [Matcher] = []
    /// When it applies.
    public var startsAt: Timestamp?, endsAt: Timestamp?
    /// Last change.
    public var updatedAt: Timestamp?
    /// Who made it and why.
    public var createdBy = "", comment = ""

    /// A silence to be filled in.
    public init() {}

    /// An element of `/api/v2/silences`.
    public init(_ json: Element) throws {
        id = try json.requiredString("id")
        state = json["status"].text(at: "state")
        matchers = json["matchers"].array.map { element in
            var matcher = Matcher()
            matcher.name = element.text(at: "name")
            matcher.value = element.text(at: "value")
            matcher.isRegex = element["isRegex"].bool ?? false
            matcher.isEqual = element["isEqual"].bool ?? true  // servers before 0.22 do not say it, and know no other
            return matcher
        }
        startsAt = json.moment(at: "startsAt")
        endsAt = json.moment(at: "endsAt")
        updatedAt = json.moment(at: "updatedAt")
        createdBy = json.text(at: "createdBy")
        comment = json.text(at: "comment")
    }
}
