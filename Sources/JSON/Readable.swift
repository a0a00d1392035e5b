/// A type that reads itself from JSON.
public protocol Readable: Sendable {
    /// Reads itself; throws ``JSONError`` for what the type cannot do without.
    init(_ json: Element) throws
}

extension Element {
    /// A member that must be there and not be `null`.
    /// - Throws: ``JSONError/missing(_:)`` naming it.
    public func required(_ name: String) throws -> Element {
        let member = self[name]
        guard member.exists, !member.isNull else { throw JSONError.missing(name) }
        return member
    }

    /// The text of a member that must be a string.
    /// - Throws: ``JSONError/missing(_:)`` naming it.
    public func requiredString(_ name: String) throws -> String {
        guard let text = self[name].string else { throw JSONError.missing(name) }
        return text
    }

    /// A member that must be an integer.
    /// - Throws: ``JSONError/missing(_:)`` naming it.
    public func requiredInt(_ name: String) throws -> Int {
        guard let number = self[name].int else { throw JSONError.missing(name) }
        return number
    }

    /// Reads each element of an array; anything else gives none.
    public func list<T: Readable>(_ type: T.Type = T.self) throws -> [T] { try array.map(T.init) }

    /// An object whose values are strings (labels, annotations, parameters); values of other kinds are left out.
    public var strings: [String: String] {
        var strings: [String: String] = [:]
        for (name, value) in members { strings[name] = value.string }
        return strings
    }
}
