/// A JSON value that keeps the order of its members. The lab has its own so that an error in the clients' JSON code
/// cannot hide itself on both sides of the wire.
enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([Member])

    /// One name and its value.
    struct Member: Sendable, Equatable {
        var name: String
        var value: JSON
    }

    /// The value of a member; `nil` when this is no object or has no such member.
    subscript(_ name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The elements of an array; `nil` for anything else.
    var elements: [JSON]? { if case .array(let elements) = self { elements } else { nil } }

    /// The members of an object; `nil` for anything else.
    var members: [Member]? { if case .object(let members) = self { members } else { nil } }

    /// The text of a string; `nil` for anything else.
    var text: String? { if case .string(let text) = self { text } else { nil } }

    /// A whole number, also one written as a string, as MLflow and Kubernetes accept it.
    var int: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int64(exactly: value)
        case .string(let text): Int64(text)
        default: nil
        }
    }

    /// A number of either kind.
    var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The value of a boolean; `nil` for anything else.
    var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

    /// An object without the members whose value is `nil`: Go's `omitempty`.
    static func compact(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
    }

    /// An object of strings, in the order of its names, as Go writes maps.
    static func map(_ values: [String: String]) -> JSON {
        .object(values.sorted { $0.key < $1.key }.map { Member(name: $0.key, value: .string($0.value)) })
    }

    /// This object with a member set, in its old place if it had one.
    func setting(_ name: String, to value: JSON) -> JSON {
        guard case .object(var members) = self else { return self }
        if let index = members.firstIndex(where: { $0.name == name }) {
            members[index].value = value
        } else {
            members.append(Member(name: name, value: value))
        }
        return .object(members)
    }
}

// No `nil` literal: in `compact`, `condition ? value : nil` would silently mean `null` and not "leave it out".
extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByStringInterpolation
{
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int64) { self = .integer(value) }
    init(floatLiteral value: Double) { self = .number(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(arrayLiteral elements: JSON...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map { Member(name: $0.0, value: $0.1) }) }

    init(_ value: Int) { self = .integer(Int64(value)) }
}
