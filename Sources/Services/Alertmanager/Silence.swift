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
        /// A matcher of exactly this value.
        public init(_ name: String, _ value: String, isRegex: Bool = false, isEqual: Bool = true) {
            (self.name, self.value, self.isRegex, self.isEqual) = (name, value, isRegex, isEqual)
        }

        /// Whether it matches without the label too: a silence of such matchers alone would silence everything, and is refused.
        /// Of a regular expression only what plainly matches nothing is seen.
        var matchesNothing: Bool { isEqual ? (value.isEmpty || (isRegex && [".*", "^.*$", ".*?"].contains(value))) : !value.isEmpty }

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

    /// A silence for alerts with all of these labels, sorted by name.
    public init(labels: [String: String], from start: Timestamp, for duration: Duration, by author: String, comment: String) {
        matchers = labels.sorted { $0.key < $1.key }.map { Matcher($0.key, $0.value) }
        (startsAt, endsAt) = (start, start + duration)
        (createdBy, self.comment) = (author, comment)
    }

    /// Why it would be refused, as a sentence; `nil` when nothing is seen against it.
    public var objection: String? {
        guard let startsAt, let endsAt else { return "A silence needs a start and an end." }
        if startsAt >= endsAt { return "The silence would end before it starts." }
        if matchers.allSatisfy(\.matchesNothing) { return "The silence would match every alert; name a label." }
        if createdBy.isEmpty { return "A silence needs who made it." }
        return comment.allSatisfy(\.isWhitespace) ? "A silence needs a comment." : nil
    }

    /// The body of a request that makes it, or with its ``id`` changes it.
    var value: Value {
        let list = matchers.map { matcher -> Value in
            [
                "name": .string(matcher.name), "value": .string(matcher.value), "isRegex": .bool(matcher.isRegex),
                "isEqual": .bool(matcher.isEqual),
            ]
        }
        var value: Value = [
            "matchers": .array(list), "startsAt": .string(startsAt?.rfc3339 ?? ""), "endsAt": .string(endsAt?.rfc3339 ?? ""),
            "createdBy": .string(createdBy), "comment": .string(comment),
        ]
        if !id.isEmpty { value["id"] = .string(id) }
        return value
    }

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
