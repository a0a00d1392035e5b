import Host
import Services

/// Asks a pipeline run to stop, and waits until it has.
///
/// Parameters: as ``RunPlace``.
struct CancelPipeline: Operation {
    static let kind = "run.cancel"
    private let request: OperationRequest
    private let place: RunPlace

    init(_ request: OperationRequest) throws {
        self.request = request
        place = try RunPlace(request)
    }

    func plan(_ reach: Reach) async throws -> Plan {
        let client = try place.client(reach)
        let run = try await place.run(client)
        guard run.status != "completed" else { throw OperationError.pointless("Run #\(run.number) has ended already: \(run.conclusion).") }
        var plan = Plan(
            request.with("attempt", String(run.attempt)), title: "Cancel run #\(run.number)", target: place.target(run),
            actionKey: "\(Self.kind) \(place.repository)#\(place.id)")
        plan.requests = [PlannedRequest(service: "GitHub", method: "POST", path: place.path + "/cancel")]
        let active = try await client.jobs(ofRun: place.id, in: place.repository).filter { $0.status == "in_progress" }.map(\.name)
        plan.consequences = [
            "\(active.isEmpty ? "It" : active.joined(separator: ", ")) stops; steps that run always still run, which may take minutes.",
            "What its jobs have done by then (pushed images, commits) stays.",
        ]
        (plan.risk, plan.dangerousWord) = (.destroys, "Cancel")
        plan.undo = "Run it again; it starts from the beginning of the cancelled jobs."
        plan.command = commandLine(["gh", "run", "cancel", "\(place.id)", "-R", place.repository])
        await plan.go(as: client.link) { try await client.viewer().login }
        return plan
    }

    func run(_ plan: Plan, _ reach: Reach, _ progress: Progress) async throws(WriteFailure) -> Receipt {
        let client = try reach.sending(reach.github, "GitHub")
        do {
            try await client.cancel(place.id, in: place.repository)
        } catch .conflict {
            throw .refused(.refused(service: "GitHub", status: 409, sentence: "the run had ended already; nothing was done."))
        }
        return Receipt("GitHub was asked to stop the run.")
    }

    func follow(_ plan: Plan, _ receipt: Receipt, _ reach: Reach, _ progress: Progress) async throws -> Outcome {
        let ended = try await place.follow(reach, progress, attempt: Int(plan.request["attempt"]) ?? 1, within: .seconds(900))
        guard let run = ended?.run else {
            return Outcome(.unknown, "The run has not stopped within 15 min; a step that runs always may hold it.")
        }
        return run.conclusion == "cancelled"
            ? Outcome(.done, "Run #\(run.number) is cancelled.")
            : Outcome(.failed, "Run #\(run.number) ended by itself before it could be stopped: \(run.conclusion).")
    }

    func happened(_ plan: Plan, since: Timestamp, _ reach: Reach) async throws -> Happened {
        let run = try await place.client(reach).run(place.id, of: place.repository)
        if run.conclusion == "cancelled" { return .yes(Receipt("the run is cancelled.")) }
        if run.status == "completed" { return .no("the run ended by itself: \(run.conclusion).") }
        return .cannotTell("GitHub does not show that a run was asked to stop, and it still runs. Cancelling it again does no harm.")
    }
}
