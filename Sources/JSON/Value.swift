/// Any JSON value, held in memory. For small documents, for what is kept as it came, and for the bodies of requests;
/// lists are read with ``Readable`` instead.
///
///     let body: Value = ["spec": ["replicas": 3], "labels": .array(labels.map(Value.string))]
///     request.body = body.bytes
public enum Value: Sendable, Equatable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number written without fraction and exponent.
    case int(Int64)
    /// Any other number.
    case double(Double)
    /// A string, escapes resolved.
    case string(String)
    /// An array.
    case array([Value])
    /// Members in the order they came.
    case object([Member])

    /// One name and value of an object.
    public struct Member: Sendable, Equatable {
        /// The name.
        public var name: String
        /// The value.
        public var value: Value
        /// A member.
        public init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }
}

// Reading, with the words of `Element`.
extension Value: Readable {
    /// A copy of any element.
    public init(_ json: Element) { self = json.value }

    /// A member of an object: `.null` when it is absent. Setting puts it at its place, or last.
    public subscript(_ name: String) -> Value {
        get { members.first { $0.name == name }?.value ?? .null }
        set {
            guard case .object(var members) = self else { return self = .object([Member(name, newValue)]) }
            if let index = members.firstIndex(where: { $0.name == name }) {
                members[index].value = newValue
            } else {
                members.append(Member(name, newValue))
            }
            self = .object(members)
        }
    }

    /// Whether it is `null`, or was absent.
    public var isNull: Bool { self == .null }

    /// A string's text.
    public var string: String? { if case .string(let text) = self { text } else { nil } }

    /// An integer; also a whole double.
    public var int: Int? {
        switch self {
        case .int(let number): Int(number)
        case .double(let number): Int(exactly: number)
        default: nil
        }
    }

    /// Any number.
    public var double: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }

    /// A boolean.
    public var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }

    /// An array's elements; empty for anything else.
    public var array: [Value] { if case .array(let elements) = self { elements } else { [] } }

    /// An object's members; empty for anything else.
    public var members: [Member] { if case .object(let members) = self { members } else { [] } }
}

extension Element {
    /// A copy that may be kept.
    public var value: Value {
        switch kind {
        case nil, .null: .null
        case .bool: .bool(bool ?? false)
        case .number: if isInteger, let int { .int(Int64(int)) } else { .double(double ?? 0) }
        case .string: .string(string ?? "")
        case .array: .array(array.map(\.value))
        case .object: .object(members.map { Value.Member($0.name, $0.value.value) })
        }
    }
}
