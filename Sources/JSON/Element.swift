/// A place in a parsed document. Reading never throws: what is absent, `null` or of another type reads as `nil` or
/// empty, and a chain goes on through it (`pod["status"]["phase"].string`).
///
/// Valid only inside the ``Readable/init(_:)`` or closure it was handed to; never stored.
public struct Element {
    /// Whether the value is there (a `null` is).
    public var exists: Bool { false }
    /// Whether the value is there and `null`.
    public var isNull: Bool { false }
    /// A member of an object.
    public subscript(_ name: String) -> Element { self }
    /// A string's text, escapes resolved.
    public var string: String? { nil }
    /// An integer; also a whole double.
    public var int: Int? { nil }
    /// Any number.
    public var double: Double? { nil }
    /// A boolean.
    public var bool: Bool? { nil }
    /// An array's elements; empty for anything else.
    public var array: [Element] { [] }
    /// An object's members in order; empty for anything else.
    public var members: [(name: String, value: Element)] { [] }
    /// A copy that may be kept.
    public var value: Value { .null }

    /// A member that must be there and not be `null`.
    /// - Throws: ``JSONError/missing(_:)`` naming it.
    public func required(_ name: String) throws -> Element { throw JSONError.missing(name) }
}

/// A type that reads itself from JSON.
public protocol Readable: Sendable {
    /// Reads itself; throws ``JSONError`` for what the type cannot do without.
    init(_ json: Element) throws
}
