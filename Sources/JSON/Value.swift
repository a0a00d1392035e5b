/// Any JSON value, held in memory. For small documents and for what is kept as it came; lists are read with ``Readable`` instead.
public enum Value: Sendable, Equatable {
    case null
    case bool(Bool)
    case int(Int64)
    case double(Double)
    case string(String)
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
