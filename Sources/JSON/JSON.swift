/// Reading JSON with simdjson.
///
/// Invalid UTF-8 (container logs and annotations hold it) and lone surrogates (Python writes them) do not fail a
/// document: they read as U+FFFD.
public enum JSON {
    /// Reads one document.
    /// - Throws: ``JSONError``.
    public static func read<T: Readable>(_ type: T.Type, from bytes: [UInt8]) throws -> T { try with(bytes, T.init) }

    /// Hands the document's root to `body`.
    /// - Throws: ``JSONError``, or what `body` throws.
    public static func with<T>(_ bytes: [UInt8], _ body: (Element) throws -> T) throws -> T {
        try Parser.withOne { parser in try body(parser.parse(bytes)) }
    }

    /// Any value, kept.
    /// - Throws: ``JSONError``.
    public static func value(_ bytes: [UInt8]) throws -> Value { try with(bytes, \.value) }

    /// Reads a large list element by element, each parsed on its own: 36 MB of pods need no more memory than one pod.
    ///
    ///     var version = ""
    ///     let pods = try JSON.readList(bytes, at: ["items"]) { list in
    ///         version = list["metadata"]["resourceVersion"].string ?? ""
    ///     } each: { try Pod($0) }
    ///
    /// - Parameters:
    ///   - path: names that lead to the array: `["items"]`, `["data", "result"]`; empty where it is the root. `null` is an empty list.
    ///   - absentIsEmpty: whether a document without the array is an empty list (MLflow leaves empty ones out) or an error.
    ///   - header: sees the document with the array's elements left out, after the last of them.
    ///   - each: makes a value of an element, or `nil` to leave it out. What it throws ends the reading.
    /// - Throws: ``JSONError``, or what `header` and `each` throw.
    public static func readList<T>(
        _ bytes: [UInt8], at path: [String], absentIsEmpty: Bool = false, header: (Element) throws -> Void,
        each: (Element) throws -> T?
    ) throws -> [T] {
        try Parser.withOne { parser in
            try parser.parseList(bytes, at: path, absentIsEmpty: absentIsEmpty, header: header, each: each)
        }
    }

    /// Reads a large list of which nothing but the elements matters.
    /// - Throws: as ``readList(_:at:absentIsEmpty:header:each:)``.
    public static func readList<T>(
        _ bytes: [UInt8], at path: [String], absentIsEmpty: Bool = false, each: (Element) throws -> T?
    ) throws -> [T] {
        try readList(bytes, at: path, absentIsEmpty: absentIsEmpty, header: { _ in }, each: each)
    }
}
