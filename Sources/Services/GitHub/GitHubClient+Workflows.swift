import Host
import JSON
import Transport

// Starting, repeating and stopping pipelines. Every change here is sent once; see ``WriteFailure``.
extension GitHubClient {
    /// The repository's workflows, disabled ones among them.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://docs.github.com/rest/actions/workflows#list-repository-workflows>
    public func workflows(of repository: String) async throws -> [Workflow] {
        try await pages(
            path(repository, "actions/workflows"), query: [("per_page", "100")], at: ["workflows"], what: "repository \(repository)")
    }

    /// What a workflow's file says about starting it by hand.
    ///
    /// - Parameters:
    ///   - file: its path (`.github/workflows/ci-ct-cd.yml`), or its name alone.
    ///   - branch: the branch it will be started on, whose file counts; empty for the default one.
    /// - Throws: ``ServiceError``: `.malformed` with the line for a file that is no workflow.
    public func workflowFile(_ file: String, in repository: String, branch: String = "") async throws -> WorkflowFile {
        let path = file.contains("/") ? file : ".github/workflows/" + file
        let content = try await self.file(path, in: repository, ref: branch)
        do {
            return try WorkflowFile(yaml: content.bytes)
        } catch {
            throw ServiceError.malformed(service: link.configuration.service, what: "the workflow file \(path): \(error)")
        }
    }

    /// Starts a workflow by its `workflow_dispatch` trigger.
    ///
    /// - Parameters:
    ///   - workflow: its file's name (`ci-ct-cd.yml`) or id.
    ///   - branch: branch or tag; its own file must have the trigger (422 "Workflow does not have 'workflow_dispatch' trigger").
    ///   - inputs: all text; GitHub takes 25 at most and refuses what the file does not name (422).
    /// - Returns: the run, where the server says which; a server that refuses to be asked for it is asked again without that.
    /// - Throws: ``WriteFailure``. After `.unanswered` look with ``dispatchedRuns(of:workflow:branch:since:actor:)`` before sending again.
    /// - Note: <https://docs.github.com/rest/actions/workflows#create-a-workflow-dispatch-event>
    public func dispatch(
        _ workflow: String, in repository: String, branch: String, inputs: [String: String] = [:]
    ) async throws(WriteFailure) -> Dispatched {
        let body = Self.dispatchBody(branch: branch, inputs: inputs, asksForRun: false)
        let asking = Self.dispatchBody(branch: branch, inputs: inputs)
        let address = path(repository, "actions/workflows/\(workflow.percentEncoded)/dispatches")
        let what = "workflow \(workflow) in \(repository)"
        let response: HTTPResponse
        do {
            response = try await write("POST", address, body: asking, what: what)
        } catch .refused(.refused(_, 422, let sentence)) where sentence.contains("return_run_details") {
            response = try await write("POST", address, body: body, what: what)
        }
        guard response.status == 200, !response.body.isEmpty else { return Dispatched() }
        // It was started; an answer that does not say which run is as good as none.
        return (try? JSON.read(Dispatched.self, from: response.body)) ?? Dispatched()
    }

    /// The body of a dispatch, as it is sent.
    /// - Parameter asksForRun: whether the answer shall say which run was made; servers before 2026 ignore or refuse that.
    public static func dispatchBody(branch: String, inputs: [String: String], asksForRun: Bool = true) -> Value {
        var body: Value = ["ref": .string(branch)]
        if !inputs.isEmpty { body["inputs"] = .object(inputs.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }) }
        if asksForRun { body["return_run_details"] = true }
        return body
    }

    /// The runs that a dispatch may have made, oldest first: to find the one a server did not name, or whose answer was lost.
    ///
    /// - Parameters:
    ///   - workflow: file's name or id.
    ///   - since: when the dispatch was sent, by GitHub's clock (``ServiceLink/usage`` knows how far ours is off); runs say whole seconds.
    ///   - actor: who sent it; empty for anyone.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow>
    public func dispatchedRuns(
        of repository: String, workflow: String, branch: String, since: Timestamp, actor: String = ""
    ) async throws -> [WorkflowRun] {
        var query = [("event", "workflow_dispatch"), ("branch", branch), ("created", ">=" + since.rfc3339), ("per_page", "50")]
        if !actor.isEmpty { query.append(("actor", actor)) }
        let response = try await send(
            path(repository, "actions/workflows/\(workflow.percentEncoded)/runs"), query: query, what: "workflow \(workflow) in \(repository)")
        let runs = try link.readList(response, at: ["workflow_runs"]) { try WorkflowRun($0, of: repository) }
        let second = Timestamp(milliseconds: since.milliseconds / 1000 * 1000)
        // Not left to the server's filters alone: a run of someone else's must never pass for ours.
        return runs.filter { run in
            run.event == "workflow_dispatch" && run.branch == branch && (actor.isEmpty || run.actor.lowercased() == actor.lowercased())
                && run.created.map { $0 >= second } ?? false
        }.sorted { ($0.created ?? second, $0.id) < ($1.created ?? second, $1.id) }
    }

    /// Runs every job of a finished run again, under the same id and the next attempt.
    /// - Throws: ``WriteFailure``: `.refused` while it is running, and for a run over a month old.
    /// - Note: <https://docs.github.com/rest/actions/workflow-runs#re-run-a-workflow>
    public func rerun(_ run: Int64, in repository: String) async throws(WriteFailure) {
        _ = try await write("POST", path(repository, "actions/runs/\(run)/rerun"), what: "run \(run) in \(repository)")
    }

    /// Runs the failed jobs of a finished run again, and those that need them.
    /// - Throws: as ``rerun(_:in:)``.
    /// - Note: <https://docs.github.com/rest/actions/workflow-runs#re-run-failed-jobs-from-a-workflow-run>
    public func rerunFailedJobs(of run: Int64, in repository: String) async throws(WriteFailure) {
        _ = try await write("POST", path(repository, "actions/runs/\(run)/rerun-failed-jobs"), what: "run \(run) in \(repository)")
    }

    /// Asks a run to stop; that may take minutes.
    ///
    /// - Parameter force: also past conditions such as `always()`; only for a run that does not answer to the plain cancel.
    /// - Throws: ``WriteFailure``: `.conflict` for a run that has ended.
    /// - Note: <https://docs.github.com/rest/actions/workflow-runs#cancel-a-workflow-run>
    public func cancel(_ run: Int64, in repository: String, force: Bool = false) async throws(WriteFailure) {
        let verb = force ? "force-cancel" : "cancel"
        _ = try await write("POST", path(repository, "actions/runs/\(run)/\(verb)"), what: "run \(run) in \(repository)")
    }
}

extension Dispatched: Readable {
    /// The answer of a server that says which run it made.
    public init(_ json: Element) throws {
        run = Int64(try json.requiredInt("workflow_run_id"))
        url = json.text(at: "html_url")
    }
}
