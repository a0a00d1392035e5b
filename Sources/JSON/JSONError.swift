/// Why bytes could not be read as the JSON that was expected.
public enum JSONError: Error, Equatable, CustomStringConvertible {
    /// Not JSON; the parser's words.
    case notJSON(String)
    /// A member that must be there is not, or has another type.
    case missing(String)
    /// Nested deeper, or larger, than the limit.
    case tooDeep(Int)

    /// What is wrong, as part of a sentence.
    public var description: String {
        switch self {
        case .notJSON(let why): "not JSON (\(why))"
        case .missing(let name): "no usable \"\(name)\""
        case .tooDeep(let limit): "nested deeper than \(limit) levels"
        }
    }
}
