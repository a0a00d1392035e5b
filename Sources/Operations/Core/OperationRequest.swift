import JSON

/// What a person asks for: which operation, and with what. Made from the selection at the key press.
///
///     OperationRequest(kind: "pod.delete", parameters: ["context": "k3d", "namespace": "ml-apps", "name": "iris-7c9d", "uid": "…"])
public struct OperationRequest: Sendable, Hashable {
    /// ``Operation/kind``.
    public var kind: String
    /// Names and values, all text.
    public var parameters: [String: String]

    /// A request.
    public init(kind: String, parameters: [String: String] = [:]) {
        self.kind = kind
        self.parameters = parameters
    }

    /// A parameter that there must be.
    /// - Throws: ``OperationError/missing(kind:parameter:)`` where it is absent or empty.
    public func required(_ name: String) throws(OperationError) -> String {
        guard let value = parameters[name], !value.isEmpty else { throw .missing(kind: kind, parameter: name) }
        return value
    }

    /// A parameter that may be absent: then it is empty.
    public subscript(_ name: String) -> String { parameters[name] ?? "" }

    /// The same with a value set.
    func with(_ name: String, _ value: String) -> OperationRequest {
        var request = self
        request.parameters[name] = value
        return request
    }
}

/// Why an operation cannot be planned. Each sentence says what is wrong and what to do.
public enum OperationError: Error, Equatable, CustomStringConvertible {
    /// No operation of this name.
    case unknownKind(String)
    /// A parameter is absent.
    case missing(kind: String, parameter: String)
    /// A parameter cannot be used.
    case invalid(kind: String, parameter: String, reason: String)
    /// The service or context it needs is not configured.
    case notConfigured(what: String, setting: String)
    /// What was selected is not there any more, or is another thing of the same name.
    case gone(what: String, sentence: String)
    /// It would have no effect, or its precondition does not hold.
    case pointless(String)

    /// One sentence for a person.
    public var description: String {
        switch self {
        case .unknownKind(let kind): "There is no operation \"\(kind)\"; the list is in docs/operations.md."
        case .missing(let kind, let parameter): "\(kind) needs \(parameter)."
        case .invalid(let kind, let parameter, let reason): "\(kind): \(parameter) cannot be used, \(reason)."
        case .notConfigured(let what, let setting): "\(what) is not configured; set \(setting) in config.toml."
        case .gone(let what, let sentence): "\(what) has gone: \(sentence) Nothing was done."
        case .pointless(let sentence): sentence
        }
    }
}
