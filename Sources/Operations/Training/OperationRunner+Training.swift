import Services

// What is asked before a training can be launched.
extension OperationRunner {
    /// The form of a workflow, read from its file on the default branch.
    /// - Throws: ``OperationError`` where it is not there or cannot be started by hand, with what can; `ServiceError`.
    public func trainingForm(repository: String, workflow: String) async throws -> TrainingForm {
        let places = TrainingPlaces(client: try reach.required(reach.github, "GitHub", "[github]"))
        let access = try await places.access(repository)
        let file = try await places.file(workflow, in: repository, ref: access.defaultBranch)
        let branches = try await places.client.branches(of: repository)
        var form = TrainingForm()
        form.repository = repository
        form.workflow = workflow
        form.name = file.name.isEmpty ? workflow : file.name
        form.refs = [access.defaultBranch] + branches.filter { $0 != access.defaultBranch }
        form.inputs = file.inputs
        return form
    }

    /// Every workflow of the watched repositories that can be started by hand, in the order of the configuration.
    ///
    /// A repository that cannot be read leaves its own out, unless it is the only one.
    /// - Throws: ``OperationError``, `ServiceError` where none could be read.
    public func trainingWorkflows() async throws -> [TrainingWorkflow] {
        let places = TrainingPlaces(client: try reach.required(reach.github, "GitHub", "[github]"))
        guard !reach.repositories.isEmpty else {
            throw OperationError.notConfigured(what: "No repository", setting: "repositories under [github]")
        }
        var found: [TrainingWorkflow] = [], failure: (any Error)?, isAnswered = false
        for repository in reach.repositories {
            do {
                found += try await places.startable(in: repository)
                isAnswered = true
            } catch let error as ServiceError {
                failure = failure ?? error
            }
        }
        if let failure, !isAnswered { throw failure }
        return found
    }
}
