/// Header lines in order; names compare without case.
public struct HTTPHeaders: Sendable, ExpressibleByDictionaryLiteral {
    /// The lines as they were given or received.
    public private(set) var lines: [(name: String, value: String)] = []

    /// Headers from a literal, in order.
    public init(dictionaryLiteral elements: (String, String)...) { lines = elements.map { ($0.0, $0.1) } }

    /// The first value of a name; setting replaces every line of that name.
    public subscript(_ name: String) -> String? {
        get { lines.first { $0.name.lowercased() == name.lowercased() }?.value }
        set {
            lines.removeAll { $0.name.lowercased() == name.lowercased() }
            if let newValue { lines.append((name, newValue)) }
        }
    }

    /// Adds a line, keeping others of the same name.
    public mutating func add(_ name: String, _ value: String) { lines.append((name, value)) }

    /// Every value of a name.
    public func all(_ name: String) -> [String] { lines.filter { $0.name.lowercased() == name.lowercased() }.map(\.value) }
}
