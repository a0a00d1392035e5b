/// Dispatches, re-runs, cancellations.
/// <https://docs.github.com/rest/actions/workflows#create-a-workflow-dispatch-event>
extension GitHubWrites {
    func actions(_ path: [String], in world: inout World) -> GitHubAnswer {
        switch (path.first, path.count) {
        case ("workflows", 3) where path[2] == "dispatches":
            guard let workflow = repository.pipeline(path[1]) else { return .notFound }
            return dispatch(workflow, in: &world)
        case ("runs", 3):
            guard let run = repository.runs.first(where: { String($0.id) == path[1] }), run.appears <= world.now else { return .notFound }
            return act(path[2], on: run, in: &world)
        default: return .notFound
        }
    }

    private func dispatch(_ workflow: Pipeline, in world: inout World) -> GitHubAnswer {
        guard let reference = text("ref") else { return .notSupplied("ref") }
        let branch = reference.hasPrefix("refs/heads/") ? String(reference.dropFirst("refs/heads/".count)) : reference
        guard repository.branchNames.contains(branch) else { return .refused(422, "No ref found for: \(reference)") }
        guard let known = workflow.inputs, repository.files(at: branch)?[workflow.path]?.contains("workflow_dispatch") == true else {
            return .refused(422, "Workflow does not have 'workflow_dispatch' trigger")
        }
        let given = body["inputs"]?.members ?? []
        let unexpected = given.map(\.name).filter { name in !known.contains { $0.name == name } }
        guard unexpected.isEmpty else {
            return .refused(422, "Unexpected inputs provided: [\(unexpected.map { "\"\($0)\"" }.joined(separator: ", "))]")
        }
        var inputs: [MLflowState.Pair] = []
        for input in known {
            let value: String? =
                switch body["inputs"]?[input.name] {
                case .string(let text): text
                case .bool(let isOn): String(isOn)
                case nil, .null: nil
                case let other?:
                    // Numbers too are sent as texts.
                    String(decoding: other.bytes, as: UTF8.self) + "\u{0}"
                }
            if value?.hasSuffix("\u{0}") == true {
                return .refused(
                    422, "Invalid request.\n\nFor 'properties/\(input.name)', \(value?.dropLast() ?? "") is not a string.")
            }
            guard let chosen = value ?? input.fallback else {
                if input.isRequired { return .refused(422, "Required input '\(input.name)' not provided") }
                continue
            }
            if input.isRequired, chosen.isEmpty { return .refused(422, "Required input '\(input.name)' not provided") }
            if input.type == "choice", !input.options.contains(chosen) {
                return .refused(422, "Provided value '\(chosen)' for input '\(input.name)' not in the list of allowed values")
            }
            inputs.append(.init(key: input.name, value: chosen))
        }
        world.apply(
            .github(
                .dispatch(
                    DispatchedRun(
                        repository: repository.id, workflow: workflow.id, branch: branch, inputs: inputs, actor: Self.actor))))
        guard body["return_run_details"]?.bool == true else { return GitHubAnswer(status: 204, body: []) }
        let json = json(in: world)
        let run = json.repository.runs.first?.id ?? 0
        return .json([
            "workflow_run_id": .integer(run), "run_url": .string("\(json.api)/actions/runs/\(run)"),
            "html_url": .string("\(json.web)/actions/runs/\(run)"),
        ])
    }

    private func act(_ action: String, on run: WorkflowRun, in world: inout World) -> GitHubAnswer {
        let isDone = run.state(at: world.now).status == "completed"
        switch action {
        case "rerun", "rerun-failed-jobs":
            guard isDone else { return .refused(403, "This workflow is already running") }
            guard world.now - run.created < .days(30) else {
                return .refused(403, "Unable to retry this workflow run because it was created over a month ago")
            }
            let onlyFailed = action == "rerun-failed-jobs"
            if onlyFailed, run.state(at: world.now).conclusion == "success" {
                return .refused(403, "This workflow run cannot be retried")
            }
            world.apply(.github(.rerun(run.id, onlyFailed: onlyFailed, actor: Self.actor)))
            return .json(201, .object([]))
        case "cancel", "force-cancel":
            guard !isDone else { return .refused(409, "Cannot cancel a workflow run that is completed.") }
            world.apply(.github(.cancel(run.id)))
            return .json(202, .object([]))
        default: return .notFound
        }
    }
}
