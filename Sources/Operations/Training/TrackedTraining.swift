import Host
import Services

/// Finds the run that a training has logged to the tracking server.
///
/// By a tag or parameter that names GitHub's run; else by the commit, among the runs that began while the job ran; else, where a run
/// names neither, by that time alone, and then that is said.
struct TrackedTraining: Sendable {
    /// What was found.
    enum Finding: Sendable {
        /// The run, the experiment it stands in, and whether only its time says that it is ours.
        case run(Run, experiment: String, byTime: Bool)
        /// The server answers, and has none.
        case none
        /// Whether there is one is not known; why.
        case notKnown(String)
    }

    /// A run says its beginning by the runner's clock, as its job does, which says whole seconds.
    private static let slack = Duration.seconds(10)
    /// How long a run may come after its job's end: scripts log in the background.
    private static let patience = Duration.seconds(20), interval = Duration.seconds(4)
    private static let mostExperiments = 100

    let run: WorkflowRun
    let job: Job

    /// Looks for it, and once more where it may still be coming.
    /// - Parameter waits: whether it is worth a wait; not where the log says that it went elsewhere.
    func find(_ reach: Reach, _ progress: Progress, waits: Bool) async -> Finding {
        guard let mlflow = reach.mlflow else { return .notKnown("no tracking server is configured ([mlflow])") }
        let end = reach.time.uptime() + (waits ? Self.patience : .zero)
        while true {
            var finding = Finding.none
            do {
                if let found = try await look(mlflow) { return found }
            } catch {
                finding = .notKnown("\(error)")
            }
            guard reach.time.uptime() + Self.interval <= end else { return finding }
            await progress.step("Waiting for its run in MLflow.")
            do { try await reach.time.sleep(for: Self.interval) } catch { return .notKnown("it was not waited for") }
        }
    }

    private func look(_ mlflow: MLflowClient) async throws -> Finding? {
        let experiments = try await mlflow.experiments().filter { $0.stage == "active" }
        var search = RunSearch(experiments: experiments.prefix(Self.mostExperiments).map(\.id))
        search.pageSize = 200
        let runs = try await mlflow.runs(search).items
        func found(_ run: Run, byTime: Bool = false) -> Finding {
            .run(run, experiment: experiments.first { $0.id == run.experiment }?.name ?? run.experiment, byTime: byTime)
        }
        if let tagged = runs.first(where: namesRun) { return found(tagged) }
        let inTime = runs.filter(beganMeanwhile)
        // The same commit may be trained twice at once, by a push and by hand: the script's end and its job's lie side by side.
        let committed = inTime.filter { $0.commit.map(isOurs) ?? false }
        if let nearest = committed.min(by: { distance($0) < distance($1) }) { return found(nearest) }
        let nameless = inTime.filter { $0.commit == nil && !namesAnyRun($0) }
        if nameless.count > 1 {
            let names = nameless.prefix(3).map(\.name).joined(separator: ", ")
            return .notKnown("\(nameless.count) runs began while it trained (\(names)), and none says whose it is")
        }
        return nameless.first.map { found($0, byTime: true) }
    }

    /// Whether a tag or parameter is the run's id, or its page's address.
    private func namesRun(_ logged: Run) -> Bool {
        let id = String(run.id)
        return (Array(logged.tags.values) + Array(logged.parameters.values)).contains {
            $0 == id || $0.hasSuffix("/runs/" + id) || $0.contains("/runs/\(id)/")
        }
    }

    /// Whether it names a run of GitHub at all: then it is another's.
    private func namesAnyRun(_ logged: Run) -> Bool {
        logged.tags.contains { $0.key.lowercased().contains("run_id") || $0.value.contains("/actions/runs/") }
    }

    private func isOurs(_ commit: String) -> Bool { commit.count >= 7 && (run.commit.hasPrefix(commit) || commit.hasPrefix(run.commit)) }

    /// How far its end is from the job's.
    private func distance(_ logged: Run) -> Double {
        guard let end = logged.ended ?? logged.started, let jobEnd = job.completed else { return .infinity }
        return abs((jobEnd - end).seconds)
    }

    private func beganMeanwhile(_ logged: Run) -> Bool {
        guard let began = logged.started, let from = job.started else { return false }
        let to = job.completed ?? from
        return from + .seconds(-Self.slack.seconds) <= began && began <= to + Self.slack
    }
}
