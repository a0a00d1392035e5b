/// GitHub as the lab knows it: two repositories with their commits, files, workflows and runs, and the counters of the API.
///
/// A run's jobs do not tick: they follow from the run's creation and the clock (``WorkflowRun/schedule()``).
struct GitHubState: Sendable, Equatable {
    /// The model source repository, then the manifests repository.
    var repositories: [Repository] = []
    /// Requests counted in the present hour, for each credential.
    var rates: [String: Rate] = [:]
    /// Whether the next requests meet the secondary rate limit.
    var secondaryLimit = false
    /// Requests of a credential in an hour.
    var hourlyLimit = 5_000

    /// What one credential has used of its hour.
    struct Rate: Sendable, Equatable {
        var used = 0
        /// Answers that cost nothing: 304 to a conditional request.
        var free = 0
        /// When the hour ends.
        var reset: Moment
    }

    /// The repository at `owner/name`, and whether it has moved from there.
    func repository(owner: String, name: String) -> (repository: Repository, moved: Bool)? {
        // GitHub's names do not care about case.
        for repository in repositories where repository.owner.lowercased() == owner.lowercased() {
            if repository.name.lowercased() == name.lowercased() { return (repository, false) }
            if repository.formerNames.contains(where: { $0.lowercased() == name.lowercased() }) { return (repository, true) }
        }
        return nil
    }

    fileprivate mutating func change(_ name: String, _ body: (inout Repository) -> Void) {
        guard let index = repositories.firstIndex(where: { $0.name == name }) else { return }
        body(&repositories[index])
    }
}

/// A change of GitHub's side of the world.
enum GitHubCommand: Sendable, Equatable {
    /// A push or a dispatch: a commit, and a run of the pipeline with all that follows from it.
    case start(SourceChange)
    /// A run that began so long ago, with all that followed from it but a deployment.
    case record(SourceChange, age: Span)
    /// The deploy job's commit: the manifests of an application name another image. Argo CD finds it at its next look.
    case bump(application: String, image: String)
    /// The same, with Argo CD told at once and done with it.
    case deploy(application: String, image: String)
    /// A commit to the manifests that replaces a text in a file, where it stands there.
    case edit(SourceChange, path: String, replacing: String, with: String)
    /// Switches the secondary rate limit on or off.
    case secondaryLimit(Bool)
    /// Sets how many requests a credential has in an hour.
    case hourlyLimit(Int)
}

extension World {
    mutating func seedGitHub() {
        var source = Repository(
            id: 871_203_344, owner: Platform.owner, name: Platform.modelRepository, formerNames: ["homelab-model-source"],
            about: "Training code, model server and workflows", files: RepositoryFiles.modelSource, pipelines: [.modelSource])
        var manifests = Repository(
            id: 871_203_977, owner: Platform.owner, name: Platform.infraRepository, formerNames: ["homelab-infra-manifests"],
            about: "What runs where; Argo CD watches it", files: RepositoryFiles.manifests, pipelines: [.manifests])
        source.record(HistoryEntry.modelSource, newest: HistoryEntry.newestRun, until: now)
        manifests.record(HistoryEntry.manifests, newest: HistoryEntry.newestManifestRun, until: now)
        github.repositories = [source, manifests]
    }

    mutating func apply(_ command: GitHubCommand) {
        switch command {
        case .start(let change): start(change)
        case .record(let change, let age): record(change, age: age)
        case .bump(let application, let image): bump(application, to: image)
        case .deploy(let application, let image):
            bump(application, to: image)
            apply(.argo(.sync(application)))
        case .edit(let change, let path, let old, let new):
            let (now, pace) = (now, pace)
            github.change(Platform.infraRepository) { repository in
                guard let text = repository.files[path], text.contains(old) else { return }
                repository.files[path] = text.replacing(old, with: new)
                repository.record(change, number: repository.nextNumber, at: now, pace: pace)
            }
        case .secondaryLimit(let isOn): github.secondaryLimit = isOn
        case .hourlyLimit(let limit): github.hourlyLimit = limit
        }
    }

    /// A run begins. What its jobs do to other systems is planned at once: when training ends there is a new MLflow run, when
    /// the deploy job ends there is a new commit in the manifests.
    private mutating func start(_ change: SourceChange) {
        guard let run = begin(change, at: now) else { return }
        for job in run.schedule() {
            if job.key == "train", let step = job.trainingStep {
                schedule(.mlflow(.trained(run.training(step))), after: step.completed - now)
            } else if job.key == "deploy", job.conclusion == "success" {
                let image = "\(Platform.image):main-\(run.sha.prefix(7))"
                schedule(.github(.bump(application: Platform.irisApplication, image: image)), after: job.completed - now)
            }
        }
    }

    private mutating func record(_ change: SourceChange, age: Span) {
        guard let run = begin(change, at: now - age) else { return }
        for step in run.schedule().compactMap(\.trainingStep) where step.completed <= now {
            mlflow.record(run.training(step), at: step.completed)
            touch(.mlflow)
        }
    }

    private mutating func begin(_ change: SourceChange, at time: Moment) -> WorkflowRun? {
        var begun: WorkflowRun?
        let pace = pace
        github.change(Platform.modelRepository) { repository in
            begun = repository.record(change, number: repository.nextNumber, at: time, pace: pace)
        }
        return begun
    }

    private mutating func bump(_ application: String, to image: String) {
        let path = "applications/\(application)/deployment.yaml"
        let (now, pace) = (now, pace)
        github.change(Platform.infraRepository) { repository in
            guard let text = repository.files[path],
                let line = text.split(separator: "\n").first(where: { $0.contains("image: ") })
            else { return }
            let before = line.split(separator: ":").last.map { String($0.prefix { $0 != " " }) } ?? ""
            let tag = image.split(separator: ":").last.map(String.init) ?? image
            guard before != tag else { return }
            var random = SeededRandom("bump \(application) \(tag) \(repository.nextNumber)")
            let change = SourceChange.bump(application, from: before, to: tag, sha: random.hex(40))
            repository.record(change, number: repository.nextNumber, at: now, pace: pace)
            let indent = line.prefix { $0 == " " }
            repository.files[path] = text.replacing(
                line, with: "\(indent)image: \(image)  # set by the pipeline", maxReplacements: 1)
        }
    }
}

extension Repository {
    /// The number of its next run.
    fileprivate var nextNumber: Int { (runs.map(\.number).max() ?? 0) + 1 }
}

extension ScheduledJob {
    /// The step that trains, when it comes to its end.
    fileprivate var trainingStep: ScheduledStep? {
        steps.first { $0.work == .train && $0.conclusion != "cancelled" && $0.conclusion != "skipped" }
    }
}

extension WorkflowRun {
    /// What the training step logs to MLflow when it ends.
    func training(_ step: ScheduledStep) -> Training {
        var random = SeededRandom("training \(id)")
        let failed = fault == .accuracyGate
        var training =
            training
            ?? Training(
                experiment: Platform.irisExperiment, name: "", commit: sha, depth: failed ? 1 : 10,
                wrong: failed ? 10 : random.next(below: 3))
        (training.name, training.commit) = ("train-\(number)", sha)
        training.seconds = (step.completed - step.started).seconds * 0.8
        return training
    }
}
