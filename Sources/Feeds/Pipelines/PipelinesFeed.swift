import Host
import Services

/// Workflow runs of the watched repositories, polled with conditional requests: while nothing happens every answer is a 304, which
/// GitHub does not count.
public actor PipelinesFeed {
    /// Between polls while a run is under way, and while none is.
    static let busy = Duration.seconds(10), idle = Duration.seconds(30)
    /// Runs shown per repository; those of them whose jobs are read; and older ones whose jobs are read because they failed.
    static let runs = 20, detailed = 8, olderFailures = 4

    private let client: GitHubClient
    private let repositories: [String]
    private let time: any TimeSource
    private let random: RandomSource
    private let publish: @Sendable (FeedEvent) -> Void
    /// Jobs of runs that can no longer change, by repository, run and attempt.
    private var finished: [String: [Job]] = [:]

    /// A feed; nothing happens before ``run(wake:)``.
    public init(
        client: GitHubClient, repositories: [String], time: any TimeSource, random: RandomSource = .system,
        publish: @escaping @Sendable (FeedEvent) -> Void
    ) {
        self.client = client
        self.repositories = repositories
        self.time = time
        self.random = random
        self.publish = publish
    }

    /// Polls until the task is cancelled.
    public func run(wake: Wake = Wake()) async {
        let poller = Poller<PipelinesView>(
            service: "GitHub", interval: Self.idle, shorter: { view in view.isFailingInPart ? Backoff.longest : view.isBusy ? Self.busy : nil },
            time: time, random: random,
            fetch: { previous in try await self.fetch(previous) })
        await poller.run(wake: wake) { [publish] in publish(.pipelines($0)) }
    }

    /// One poll. A repository that cannot be read becomes a gap; only when none can, the poll fails.
    private func fetch(_ previous: PipelinesView?) async throws -> PipelinesView {
        var view = PipelinesView()
        var failure: (any Error)?
        for repository in repositories {
            do {
                let runs = try await client.runs(of: repository, count: Self.runs)
                view.runs += try await rows(runs)
            } catch {
                if error.isLimit { throw error }
                failure = error
                view.isFailingInPart = view.isFailingInPart || Self.passes(error)
                view.gaps.append("\(repository): \(SafeText.line(String(describing: error)))")
                view.runs += previous?.runs.filter { $0.run.repository == repository } ?? []
            }
        }
        let shown = Set(view.runs.map { Self.key($0.run) })
        finished = finished.filter { shown.contains($0.key) }
        if let failure, view.gaps.count == repositories.count { throw failure }
        view.runs.sort { ($0.run.created?.milliseconds ?? 0, $0.run.id) > ($1.run.created?.milliseconds ?? 0, $1.run.id) }
        let rate = client.rate
        view.remaining = rate?.remaining
        view.limit = rate?.limit
        view.resets = rate?.reset
        return view
    }

    /// Whether a repository that could not be read may be readable soon: a 404 or 403 would only use up the hour's requests.
    private static func passes(_ error: any Error) -> Bool {
        switch error as? ServiceError {
        case .notFound, .forbidden, .unauthorised, .limited, .capped: false
        default: true
        }
    }

    private func rows(_ runs: [WorkflowRun]) async throws -> [PipelineRow] {
        var rows: [PipelineRow] = []
        var failures = Self.olderFailures
        for (index, run) in runs.enumerated() {
            var isRead = index < Self.detailed || run.status != "completed"
            if !isRead, run.conclusion == "failure", failures > 0 {
                failures -= 1
                isRead = true
            }
            let jobs = isRead ? try await jobs(of: run) : []
            rows.append(PipelineJudgement.row(run, jobs: jobs))
        }
        return rows
    }

    private func jobs(of run: WorkflowRun) async throws -> [Job] {
        if let known = finished[Self.key(run)] { return known }
        let jobs = try await client.jobs(ofRun: run.id, in: run.repository)
        if run.status == "completed" {
            finished[Self.key(run)] = jobs
        }
        return jobs
    }

    private static func key(_ run: WorkflowRun) -> String { "\(run.repository)#\(run.id).\(run.attempt)" }
}

extension PipelinesView {
    /// Whether a run is under way.
    var isBusy: Bool { runs.contains { $0.run.status != "completed" && $0.run.status != "waiting" } }
}

extension Error {
    /// Whether all repositories share it: a used-up quota, or our own cap.
    fileprivate var isLimit: Bool {
        switch self as? ServiceError {
        case .limited, .capped: true
        default: false
        }
    }
}
