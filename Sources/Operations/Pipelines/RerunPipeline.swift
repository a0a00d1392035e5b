import Host
import Services

/// Runs all jobs of a finished pipeline run again.
///
/// Parameters: as ``RunPlace``.
struct RerunPipeline: PipelineRerun {
    static let kind = "run.rerun"
    let failedOnly = false
    let request: OperationRequest, place: RunPlace
}

/// Runs the failed jobs of a finished pipeline run again, and the jobs that need them.
///
/// Parameters: as ``RunPlace``.
struct RerunFailedJobs: PipelineRerun {
    static let kind = "run.rerun-failed"
    let failedOnly = true
    let request: OperationRequest, place: RunPlace
}

/// What the two ways of running a pipeline run again share: both make the next attempt of the same run.
protocol PipelineRerun: Operation {
    var request: OperationRequest { get }
    var place: RunPlace { get }
    var failedOnly: Bool { get }
    init(request: OperationRequest, place: RunPlace)
}

extension PipelineRerun {
    init(_ request: OperationRequest) throws { self.init(request: request, place: try RunPlace(request)) }

    func plan(_ reach: Reach) async throws -> Plan {
        let client = try place.client(reach)
        let run = try await place.run(client)
        guard run.status == "completed" else {
            throw OperationError.pointless("Run #\(run.number) is \(run.status): it can be run again once it has ended.")
        }
        if failedOnly, run.conclusion == "success" { throw OperationError.pointless("Run #\(run.number) has no failed job.") }
        if let created = run.created, reach.time.now() - created > .seconds(30 * 86_400) {
            throw OperationError.pointless("Run #\(run.number) is over 30 days old: GitHub does not run it again. Start a new one.")
        }
        var plan = Plan(
            request.with("attempt", String(run.attempt)),
            title: "Run #\(run.number) again\(failedOnly ? " (failed jobs)" : "")", target: place.target(run),
            actionKey: "run.rerun \(place.repository)#\(place.id)")
        plan.requests = [
            PlannedRequest(service: "GitHub", method: "POST", path: place.path + (failedOnly ? "/rerun-failed-jobs" : "/rerun"))
        ]
        let jobs = try await client.jobs(ofRun: place.id, in: place.repository)
        let failed = jobs.filter { !["success", "skipped", "neutral"].contains($0.conclusion) }.map(\.name)
        let which =
            failedOnly
            ? "\(failed.joined(separator: ", ")) and the jobs that need \(failed.count == 1 ? "it" : "them") run" : "all \(jobs.count) jobs run"
        plan.consequences = ["Attempt \(run.attempt + 1): \(which) again, on commit \(run.commit.short) of \(run.branch)."]
        plan.undo = "Cancel the run; what its jobs did by then stays."
        plan.command = commandLine(["gh", "run", "rerun", "\(place.id)", "-R", place.repository] + (failedOnly ? ["--failed"] : []))
        await plan.go(as: client.link) { try await client.viewer().login }
        return plan
    }

    func run(_ plan: Plan, _ reach: Reach, _ progress: Progress) async throws(WriteFailure) -> Receipt {
        let client = try reach.sending(reach.github, "GitHub")
        if failedOnly {
            try await client.rerunFailedJobs(of: place.id, in: place.repository)
        } else {
            try await client.rerun(place.id, in: place.repository)
        }
        return Receipt("GitHub runs it again.", reference: String(next(plan)))
    }

    func follow(_ plan: Plan, _ receipt: Receipt, _ reach: Reach, _ progress: Progress) async throws -> Outcome {
        let ended = try await place.follow(reach, progress, attempt: Int(receipt.reference) ?? next(plan), within: .seconds(6 * 3600))
        guard let ended else { return Outcome(.unknown, "The run has not ended within 6 h; GitHub goes on with it.") }
        let run = ended.run
        if run.conclusion == "success" { return Outcome(.done, "Run #\(run.number), attempt \(run.attempt), succeeded.") }
        let again = OperationRequest(kind: RerunFailedJobs.kind, parameters: request.parameters)
        return Outcome(
            .failed,
            "Run #\(run.number), attempt \(run.attempt): \(run.conclusion)\(ended.failed.isEmpty ? "" : " (\(ended.failed.joined(separator: ", ")))").",
            offers: [.init("Run the failed jobs again", again)])
    }

    func happened(_ plan: Plan, since: Timestamp, _ reach: Reach) async throws -> Happened {
        let run = try await place.client(reach).run(place.id, of: place.repository)
        guard run.attempt >= next(plan) else { return .no("the run is still at attempt \(run.attempt).") }
        return .yes(Receipt("attempt \(run.attempt) has begun.", reference: String(run.attempt)))
    }

    private func next(_ plan: Plan) -> Int { (Int(plan.request["attempt"]) ?? 1) + 1 }
}
