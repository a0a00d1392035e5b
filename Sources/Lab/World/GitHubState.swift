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
    /// What trainings find and where they log.
    var training = TrainingGround()
    /// A commit that somebody else makes to a manifest just before the next write of it.
    var rival: SourceChange?

    /// The surroundings of a training.
    struct TrainingGround: Sendable, Equatable {
        var data = IrisTraining.Data.asPublished
        /// Whether scripts log to a folder of their runner instead of the tracking server.
        var isElsewhere = false
    }

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

    mutating func change(_ name: String, _ body: (inout Repository) -> Void) {
        guard let index = repositories.firstIndex(where: { $0.name == name }) else { return }
        body(&repositories[index])
    }

    mutating func change(_ id: Int64, _ body: (inout Repository) -> Void) {
        guard let index = repositories.firstIndex(where: { $0.id == id }) else { return }
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
    /// Somebody starts a workflow by hand; the run is listed a little later.
    case dispatch(DispatchedRun)
    /// A run begins again, with all its jobs or with those that did not succeed.
    case rerun(Int64, onlyFailed: Bool, actor: String)
    /// Somebody cancels a run.
    case cancel(Int64)
    /// A job of a run's attempt ends: what follows from it in other systems happens now.
    case jobEnded(run: Int64, attempt: Int, key: String)
    /// A write of the API to one repository.
    case change(Int64, RepositoryChange)
    /// What trainings find and where they log, from now on.
    case training(GitHubState.TrainingGround)
    /// Somebody else commits this just before the next write of a manifest.
    case rival(SourceChange?)
    /// Switches the secondary rate limit on or off.
    case secondaryLimit(Bool)
    /// Sets how many requests a credential has in an hour.
    case hourlyLimit(Int)
}

extension World {
    mutating func seedGitHub() {
        var source = Repository(
            id: Platform.modelID, owner: Platform.owner, name: Platform.modelRepository, formerNames: ["homelab-model-source"],
            about: "Training code, model server and workflows", files: RepositoryFiles.modelSource, pipelines: [.modelSource])
        var manifests = Repository(
            id: Platform.infraID, owner: Platform.owner, name: Platform.infraRepository, formerNames: ["homelab-infra-manifests"],
            about: "What runs where; Argo CD watches it", files: RepositoryFiles.manifests, pipelines: [.manifests])
        source.record(HistoryEntry.modelSource, newest: HistoryEntry.newestRun, until: now)
        manifests.record(HistoryEntry.manifests, newest: HistoryEntry.newestManifestRun, until: now)
        source.labels = Label.usual
        manifests.labels = Label.usual
        github.repositories = [source, manifests]
        seedRegistry()
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
        case .dispatch(let wanted): dispatch(wanted)
        case .rerun(let run, let onlyFailed, let actor): rerun(run, onlyFailed: onlyFailed, actor: actor)
        case .cancel(let run): cancel(run)
        case .jobEnded(let run, let attempt, let key): jobEnded(run, attempt: attempt, key: key)
        case .change(let repository, let change): apply(change, in: repository)
        case .training(let ground): github.training = ground
        case .rival(let change): github.rival = change
        case .secondaryLimit(let isOn): github.secondaryLimit = isOn
        case .hourlyLimit(let limit): github.hourlyLimit = limit
        }
    }
}
