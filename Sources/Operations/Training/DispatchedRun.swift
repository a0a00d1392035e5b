import Host
import Services

/// Finds the run that a dispatch has made, where GitHub does not say which one: an older server, a lost answer, a kill in the middle.
///
/// A run is ours when it was started by hand, by us, of this workflow and branch, with a higher number than any when it was planned,
/// within minutes of the sending. Two such runs are not told apart, and that is said.
struct DispatchedRun: Sendable {
    /// What was found of it.
    enum Finding: Equatable { case run(Int64), notFound(String) }

    private static let mark: Character = "@"
    /// How long after the sending a run of it may be created: a request is given up after less.
    private static let window = Duration.seconds(180)
    /// Clocks are compared to the second, by the answers' `Date`.
    private static let slack = Duration.seconds(-3)
    /// How long GitHub may take to list a run.
    private static let patience = Duration.seconds(120)

    private let repository: String, workflow: String, ref: String, actor: String
    private let newest: Int

    init(_ plan: Plan, _ order: TrainingOrder) {
        repository = order.repository
        workflow = order.workflow
        ref = plan.request["ref"]
        actor = plan.identity
        newest = Int(plan.request["newest"]) ?? 0
    }

    /// The receipt's reference where the run is not known: when it was sent, by our clock.
    static func unnamed(_ sent: Timestamp) -> String { "\(mark)\(sent.milliseconds)" }

    /// The run of a receipt: by its id, or by looking for it until it is listed.
    func find(_ receipt: Receipt, _ client: GitHubClient, _ reach: Reach, _ progress: Progress) async throws -> Finding {
        if let id = Int64(receipt.reference) { return .run(id) }
        guard receipt.reference.first == Self.mark, let sent = Int64(receipt.reference.dropFirst()) else {
            return .notFound("Which run it made is not written down. Look at the newest runs of \(workflow) in \(repository).")
        }
        await progress.step("Waiting until GitHub lists the run.")
        let found = try await reach.poll(progress, every: .seconds(2), within: Self.patience) { () -> Finding? in
            let runs = try await candidates(client, since: Timestamp(milliseconds: sent))
            guard let first = runs.first else { return nil }
            return runs.count == 1 ? .run(first.id) : .notFound(Self.ambiguity(runs))
        }
        return found
            ?? .notFound("GitHub took it, and lists no run of it after \(Self.patience.words). Look at \(workflow) in \(repository).")
    }

    /// The runs that may be its, oldest first.
    /// - Parameter since: before it, by our clock, nothing had been sent.
    func candidates(_ client: GitHubClient, since: Timestamp) async throws -> [WorkflowRun] {
        // Asked with room for clocks that differ; by how much is known from the answer.
        let runs = try await client.dispatchedRuns(
            of: repository, workflow: workflow, branch: ref, since: since + .seconds(-86_400), actor: actor)
        let sent = since + (client.link.usage.clockOffset ?? .zero)
        let times = sent + Self.slack...sent + Self.window
        return runs.filter { run in run.number > newest && run.created.map(times.contains) ?? false }
    }

    static func ambiguity(_ runs: [WorkflowRun]) -> String {
        let names = runs.map { "#\($0.number)" }.joined(separator: " and ")
        return "\(names) were started by hand on \(runs[0].branch) by \(runs[0].actor) at that time, and GitHub does not say which is ours: "
            + "look at each."
    }
}
