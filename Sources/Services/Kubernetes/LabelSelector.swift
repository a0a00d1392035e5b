import JSON

/// Which objects are meant, by their labels. <https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/>
public struct LabelSelector: Sendable, Equatable {
    /// One condition on a label.
    public struct Requirement: Sendable, Equatable {
        /// The label; `In`, `NotIn`, `Exists` or `DoesNotExist`; the values compared with.
        public var key: String, operation: String, values: [String]
    }

    /// All must hold.
    public var requirements: [Requirement] = []
    /// Whether there is a selector at all: without one nothing is selected, while an empty one selects all.
    public var isGiven = false

    /// No selector.
    public init() {}

    /// A `selector` of a deployment or a budget.
    init(_ json: Element) {
        isGiven = json.kind == .object
        requirements = json["matchLabels"].members.map { Requirement(key: $0.name, operation: "In", values: [$0.value.string ?? ""]) }
        requirements += json["matchExpressions"].array.map {
            Requirement(key: $0.text(at: "key"), operation: $0.text(at: "operator"), values: $0["values"].texts)
        }
    }

    /// Whether an object with these labels is selected.
    public func matches(_ labels: [String: String]) -> Bool {
        isGiven
            && requirements.allSatisfy { requirement in
                let value = labels[requirement.key]
                return switch requirement.operation {
                case "In": value.map { requirement.values.contains($0) } ?? false
                case "NotIn": value.map { !requirement.values.contains($0) } ?? true
                case "Exists": value != nil
                case "DoesNotExist": value == nil
                default: false
                }
            }
    }

    /// As a list's `labelSelector` says it: `app=iris,tier in (a,b)`.
    public var words: String {
        requirements.map { requirement in
            let values = requirement.values.joined(separator: ",")
            return switch requirement.operation {
            case "In" where requirement.values.count == 1: "\(requirement.key)=\(values)"
            case "In": "\(requirement.key) in (\(values))"
            case "NotIn": "\(requirement.key) notin (\(values))"
            case "DoesNotExist": "!\(requirement.key)"
            default: requirement.key
            }
        }.joined(separator: ",")
    }
}
