import Services

/// What is asked before a training is launched: which branch, and the inputs that the workflow's file names, with their defaults.
public struct TrainingForm: Sendable, Equatable {
    /// `owner/name`, and the workflow file's name: `ci-ct-cd.yml`.
    public var repository = "", workflow = ""
    /// The workflow's own name; the file's where it has none.
    public var name = ""
    /// Branches, the default one first. A tag can be given as well.
    public var refs: [String] = []
    /// Inputs in the order of the file, as it stands on the default branch: name, description, default (`standard`), kind.
    public var inputs: [WorkflowInput] = []

    /// A form to be filled in.
    public init() {}

    /// Why a value cannot be sent for an input, as a sentence; `nil` when it can, and for an input that the form does not have.
    /// The same rule as ``LaunchTraining`` plans by; cheap enough for every key press.
    public func refusal(of value: String, for input: String) -> String? {
        guard let input = inputs.first(where: { $0.name == input }) else { return nil }
        return Self.refusal(of: value, for: input)
    }

    /// The same for an input at hand. An empty value that need not be given is left out when it is sent, so it is fine.
    public static func refusal(of value: String, for input: WorkflowInput) -> String? {
        value.isEmpty && !input.isRequired ? nil : input.objection(to: value)
    }

    /// The request for these choices. Values that are the file's own need not be left out.
    /// - Parameter values: inputs by name.
    public func request(ref: String, values: [String: String]) -> OperationRequest {
        var request = OperationRequest(
            kind: LaunchTraining.kind, parameters: ["repository": repository, "workflow": workflow, "ref": ref])
        for (name, value) in values { request.parameters["input." + name] = value }
        return request
    }
}

/// A workflow that can be started by hand.
public struct TrainingWorkflow: Sendable, Equatable {
    /// `owner/name`.
    public var repository: String
    /// Its file's name: `ci-ct-cd.yml`.
    public var file: String
    /// Its own name.
    public var name: String

    /// A workflow.
    public init(repository: String, file: String, name: String) {
        self.repository = repository
        self.file = file
        self.name = name
    }
}
