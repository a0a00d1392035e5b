/// Reading JSON with simdjson.
public enum JSON {
    /// Reads one document.
    /// - Throws: ``JSONError``.
    public static func read<T: Readable>(_ type: T.Type, from bytes: [UInt8]) throws -> T { throw JSONError.notJSON("no parser") }

    /// Hands the document's root to `body`.
    public static func with<T>(_ bytes: [UInt8], _ body: (Element) throws -> T) throws -> T { throw JSONError.notJSON("no parser") }

    /// Reads a large list element by element without holding the whole document twice: `path` names the array
    /// (`["items"]`), `header` sees the document's other members.
    /// - Returns: the elements for which `each` gave a value.
    public static func readList<T>(
        _ bytes: [UInt8], at path: [String], each: (Element) throws -> T?
    ) throws -> [T] { throw JSONError.notJSON("no parser") }

    /// Any value, kept.
    public static func value(_ bytes: [UInt8]) throws -> Value { throw JSONError.notJSON("no parser") }
}
