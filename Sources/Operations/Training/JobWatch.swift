import Host
import Services
import Synchronization

/// Follows a run job by job: each job that ends is said once, with how long it took, or with the step that failed.
final class JobWatch: Sendable {
    private let client: GitHubClient
    private let repository: String, run: Int64
    private let told = Mutex<[Int64: String]>([:])
    private let looks = Atomic(0)
    /// How long GitHub may take to show a run that it has just made.
    private static let patience = Duration.seconds(120)

    init(client: GitHubClient, repository: String, run: Int64) {
        self.client = client
        self.repository = repository
        self.run = run
    }

    /// Waits for the run to end; `nil` when it has not within `limit`.
    ///
    /// The jobs are asked for, and the run itself only once none of them is left: an answer that has not changed is free, and a job
    /// changes oftener than anybody needs to know. After two minutes every other look is left out, for the sake of the hour's requests.
    func follow(_ reach: Reach, _ progress: Progress, within limit: Duration) async throws -> (run: WorkflowRun, jobs: [Job])? {
        let latest = reach.time.uptime() + Self.patience
        return try await reach.poll(progress, every: .seconds(5), within: limit) { [self] () -> (WorkflowRun, [Job])? in
            let look = looks.wrappingAdd(1, ordering: .relaxed).newValue
            guard look < 24 || look.isMultiple(of: 2) else { return nil }
            let jobs: [Job]
            do {
                jobs = try await client.jobs(ofRun: run, in: repository)
            } catch ServiceError.notFound {
                guard isUnseen, reach.time.uptime() < latest else { throw Gone(description: "GitHub has no run \(run) in \(repository).") }
                await progress.step("Waiting until GitHub shows run \(run).")
                return nil
            }
            for sentence in news(jobs) { await progress.step(sentence) }
            guard jobs.allSatisfy({ $0.status == "completed" }) else { return nil }
            let state = try await client.run(run, of: repository)
            guard state.status == "completed" else {
                if jobs.isEmpty { await progress.step("Run #\(state.number) waits for a runner (\(state.status.replacing("_", with: " "))).") }
                return nil
            }
            // A job may have ended between the two questions.
            let last = try await client.jobs(ofRun: run, in: repository)
            for sentence in news(last) { await progress.step(sentence) }
            return (state, last)
        }
    }

    /// A run that GitHub does not have any more: somebody deleted it.
    private struct Gone: Error, CustomStringConvertible { let description: String }

    private var isUnseen: Bool { told.withLock { $0.isEmpty } }

    /// What has happened since it was asked last.
    private func news(_ jobs: [Job]) -> [String] {
        told.withLock { told in
            var sentences: [String] = []
            for job in jobs where job.status == "completed" {
                let sentence = Self.ended(job)
                if told.updateValue(sentence, forKey: job.id) != sentence { sentences.append(sentence) }
            }
            let active = jobs.filter { $0.status == "in_progress" }.map { SafeText.line($0.name) }
            let sentence = "\(active.joined(separator: ", ")) \(active.count == 1 ? "is" : "are") running."
            // No job has this number; what runs is said again after what has ended.
            if !active.isEmpty, told.updateValue(sentence, forKey: 0) != sentence || !sentences.isEmpty { sentences.append(sentence) }
            return sentences
        }
    }

    /// `Unit Tests ✓ 12 s`
    static func ended(_ job: Job) -> String {
        let name = SafeText.line(job.name), took = job.took.map { " " + $0.words } ?? ""
        switch job.conclusion {
        case "success": return "\(name) ✓\(took)"
        case "skipped": return "\(name) skipped"
        case "failure":
            let step = job.failedStep.map { " at \"\(SafeText.line($0.name))\"" } ?? ""
            return "\(name) ✗\(took)\(step)"
        default: return "\(name) ✗\(took) \(job.conclusion.replacing("_", with: " "))"
        }
    }
}

extension Job {
    /// How long it took, where both ends are known.
    var took: Duration? {
        guard let started, let completed, completed >= started else { return nil }
        return completed - started
    }

    /// The first step that failed.
    var failedStep: Step? { steps.first { $0.conclusion == "failure" } }

    /// Whether it has one of these words in its name or in a step's, in lower case.
    func speaks(of words: [String]) -> Bool {
        ([name] + steps.map(\.name)).map { $0.lowercased() }.contains { text in words.contains { text.contains($0) } }
    }
}

extension Duration {
    /// `12 s`, `1 min 18 s`, `2 h 5 min`
    var words: String {
        let seconds = Int(components.seconds)
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3600 { return seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds / 60) min \(seconds % 60) s" }
        return seconds / 60 % 60 == 0 ? "\(seconds / 3600) h" : "\(seconds / 3600) h \(seconds / 60 % 60) min"
    }
}
