import Host
import Services

/// The workflow run that an operation is about, and how a run is followed.
///
/// Parameters: `repository` (`owner/name`), `run` (its id).
struct RunPlace: Sendable {
    let repository: String, id: Int64

    init(_ request: OperationRequest) throws {
        repository = try request.required("repository")
        let text = try request.required("run")
        guard let id = Int64(text) else {
            throw OperationError.invalid(kind: request.kind, parameter: "run", reason: "\(SafeText.line(text)) is no run id")
        }
        self.id = id
    }

    var path: String { "/repos/\(repository)/actions/runs/\(id)" }

    func client(_ reach: Reach) throws -> GitHubClient { try reach.required(reach.github, "GitHub", "[github]") }

    func run(_ client: GitHubClient) async throws -> WorkflowRun {
        do {
            return try await client.run(id, of: repository)
        } catch ServiceError.notFound {
            throw OperationError.gone(what: "Run \(id) of \(repository)", sentence: "GitHub has no such run any more.")
        }
    }

    func target(_ run: WorkflowRun) -> Target {
        Target(context: "GitHub", namespace: repository, name: "#\(run.number) \(run.workflow)", uid: String(id), kind: "run")
    }

    /// Waits for an attempt to end, naming each job as it comes up.
    func follow(_ reach: Reach, _ progress: Progress, attempt: Int, within limit: Duration) async throws -> (run: WorkflowRun, failed: [String])? {
        let client = try client(reach)
        return try await reach.poll(progress, every: .seconds(5), within: limit) { () -> (WorkflowRun, [String])? in
            let run = try await client.run(id, of: repository)
            guard run.attempt >= attempt else { return nil }
            guard run.status == "completed" else {
                let jobs = try await client.jobs(ofRun: id, in: repository).filter { $0.attempt >= attempt }
                let active = jobs.filter { $0.status == "in_progress" }.map(\.name)
                let ended = jobs.filter { $0.status == "completed" }.count
                await progress.step(
                    active.isEmpty
                        ? "Waiting for a runner (\(run.status))." : "\(active.joined(separator: ", ")) (\(ended) of \(jobs.count) jobs ended).")
                return nil
            }
            let failed =
                run.conclusion == "success"
                ? []
                : try await client.jobs(ofRun: id, in: repository)
                    .filter { !["success", "skipped", "neutral"].contains($0.conclusion) }.map(\.name)
            return (run, failed)
        }
    }
}
