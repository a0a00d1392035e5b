import Host
import Services

/// What a training is asked for with.
///
/// Parameters: `repository` (`owner/name`), `workflow` (its file's name), `ref` (branch or tag; empty for the default branch), and
/// `input.NAME` for each input that shall differ from the file's own value.
struct TrainingOrder: Sendable {
    private static let prefix = "input."

    let repository: String, workflow: String
    /// Inputs by name.
    let inputs: [String: String]

    init(_ request: OperationRequest) throws {
        repository = try request.required("repository")
        // A path of the file does as well.
        workflow = String(try request.required("workflow").split(separator: "/").last ?? "")
        guard repository.split(separator: "/", omittingEmptySubsequences: false).filter({ !$0.isEmpty }).count == 2 else {
            throw OperationError.invalid(
                kind: request.kind, parameter: "repository", reason: "a repository is named owner/name, not \(SafeText.line(repository.prefix(80)))")
        }
        let named = request.parameters.filter { $0.key.hasPrefix(Self.prefix) }
        inputs = Dictionary(uniqueKeysWithValues: named.map { (String($0.key.dropFirst(Self.prefix.count)), $0.value) })
    }

    var path: String { "/repos/\(repository)/actions/workflows/\(workflow)/dispatches" }

    /// A request with these values instead of what was given: what will be sent stands in the plan.
    func pinned(_ request: OperationRequest, ref: String, values: [String: String]) -> OperationRequest {
        var request = request.with("ref", ref).with("workflow", workflow)
        for name in inputs.keys { request.parameters[Self.prefix + name] = nil }
        for (name, value) in values { request.parameters[Self.prefix + name] = value }
        return request
    }

    /// The values of a pinned request.
    static func values(_ request: OperationRequest) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: request.parameters.filter { $0.key.hasPrefix(prefix) }.map { (String($0.key.dropFirst(prefix.count)), $0.value) })
    }
}
