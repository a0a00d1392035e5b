/// Runs begin, go on, and have consequences.
extension World {
    /// A run begins.
    mutating func start(_ change: SourceChange) {
        guard let run = begin(change, at: now) else { return }
        follow(run)
    }

    /// A run that began so long ago, with all that followed from it but a deployment.
    mutating func record(_ change: SourceChange, age: Span) {
        guard let run = begin(change, at: now - age) else { return }
        for job in run.schedule() where job.completed <= now && job.key != "deploy" {
            jobEnded(run.id, attempt: run.attempt, key: job.key, at: job.completed)
        }
    }

    /// What a run's jobs do to other systems happens when they end, unless the run is cancelled before.
    private mutating func follow(_ run: WorkflowRun) {
        for job in run.schedule() where ["train", "build-and-scan", "deploy"].contains(job.key) && !run.kept.contains(where: { $0.key == job.key }) {
            schedule(.github(.jobEnded(run: run.id, attempt: run.attempt, key: job.key)), after: job.completed - now)
        }
    }

    private mutating func begin(_ change: SourceChange, at time: Moment) -> WorkflowRun? {
        var begun: WorkflowRun?
        let (pace, ground) = (pace, github.training)
        github.change(Platform.modelRepository) { repository in
            begun = repository.record(change, number: repository.nextNumber, at: time, pace: pace)
            begun?.train(on: ground, with: .init(file: repository.files["params.yaml"] ?? ""))
            if let begun { repository.replace(begun) }
        }
        return begun
    }

    mutating func dispatch(_ wanted: DispatchedRun) {
        let (now, pace, ground) = (now, pace, github.training)
        var begun: WorkflowRun?
        github.change(wanted.repository) { repository in
            guard let commit = repository.commit(wanted.branch),
                let pipeline = repository.pipelines.first(where: { $0.id == wanted.workflow })
            else { return }
            let number = repository.nextNumber
            var run = WorkflowRun(
                id: repository.runID(number), number: number, event: "workflow_dispatch", branch: wanted.branch, sha: commit.sha,
                title: pipeline.name, actor: wanted.actor, created: (now + .seconds(1)).wholeSecond, pipeline: pipeline, pace: pace)
            run.appears = now + Delays.dispatch / pace
            run.inputs = wanted.inputs
            let file = repository.files(at: wanted.branch)?["params.yaml"] ?? ""
            run.train(on: ground, with: .init(file: file, inputs: wanted.inputs))
            repository.runs.insert(run, at: 0)
            begun = run
        }
        if let begun { follow(begun) }
    }

    mutating func rerun(_ id: Int64, onlyFailed: Bool, actor: String) {
        let now = now
        var begun: WorkflowRun?
        for index in github.repositories.indices {
            guard let old = github.repositories[index].runs.first(where: { $0.id == id }) else { continue }
            var run = old
            run.earlier = old.attempts.map { attempt in
                var plain = attempt
                plain.earlier = []
                return plain
            }
            run.attempt += 1
            run.started = now.wholeSecond
            run.cancelledAfter = nil
            run.kept = onlyFailed ? old.schedule().filter { $0.conclusion == "success" } : []
            github.repositories[index].replace(run)
            begun = run
        }
        if let begun { follow(begun) }
    }

    mutating func cancel(_ id: Int64) {
        for index in github.repositories.indices {
            guard var run = github.repositories[index].runs.first(where: { $0.id == id }) else { continue }
            // Runners are asked, and take a moment.
            run.cancelledAfter = now - run.started + Delays.cancellation / run.pace
            github.repositories[index].replace(run)
        }
    }

    mutating func jobEnded(_ id: Int64, attempt: Int, key: String, at time: Moment? = nil) {
        let time = time ?? now
        guard let run = github.repositories.lazy.compactMap({ $0.runs.first { $0.id == id } }).first, run.attempt == attempt,
            let job = run.schedule().first(where: { $0.key == key }), job.completed <= now
        else { return }
        switch key {
        case "train":
            guard let step = job.trainingStep else { return }
            let training = run.training(step)
            guard !training.isElsewhere else { return }
            mlflow.record(training, at: min(step.completed, time))
            touch(.mlflow)
        case "build-and-scan":
            guard job.steps.contains(where: { $0.work == .buildImage && $0.conclusion == "success" }) else { return }
            registry.push(ImageBuild(of: run, at: job.steps.first { $0.work == .buildImage }?.completed ?? time))
        case "deploy" where job.conclusion == "success":
            bump(Platform.irisApplication, to: "\(Platform.image):\(run.tag)")
        default: break
        }
    }

    mutating func bump(_ application: String, to image: String) {
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
            let indent = line.prefix { $0 == " " }
            repository.files[path] = text.replacing(
                line, with: "\(indent)image: \(image)  # set by the pipeline", maxReplacements: 1)
            repository.record(change, number: repository.nextNumber, at: now, pace: pace)
        }
    }
}

/// What somebody asks for who starts a workflow by hand.
struct DispatchedRun: Sendable, Equatable {
    /// Repository and workflow, by their ids.
    var repository: Int64, workflow: Int64
    var branch: String
    var inputs: [MLflowState.Pair]
    var actor: String
}

extension Repository {
    /// The number of its next run.
    var nextNumber: Int { (runs.map(\.number).max() ?? 0) + 1 }

    /// The id of the run with this number.
    func runID(_ number: Int) -> Int64 { 19_000_000_000 + (id % 1_000) * 1_000_000 + Int64(number) * 1_903 }

    fileprivate mutating func replace(_ run: WorkflowRun) {
        if let index = runs.firstIndex(where: { $0.id == run.id }) { runs[index] = run }
    }
}

extension ScheduledJob {
    /// The step that trains, when it comes to its end.
    fileprivate var trainingStep: ScheduledStep? {
        steps.first { $0.work == .train && $0.conclusion != "cancelled" && $0.conclusion != "skipped" }
    }
}

extension DecisionForest.Parameters {
    /// What `params.yaml` says, and over it the inputs of a dispatch; what is no number is left as it was.
    init(file: String, inputs: [MLflowState.Pair] = []) {
        let lines = file.split(separator: "\n").map { $0.split(separator: ":").map { $0.filter { $0 != " " } } }
        let pairs = lines.compactMap { $0.count == 2 ? MLflowState.Pair(key: $0[0], value: $0[1]) : nil } + inputs
        func number(_ key: String) -> Int? { pairs.last { $0.key == key && Int($0.value) != nil }.flatMap { Int($0.value) } }
        self.init()
        if let value = number("n_estimators") { trees = value }
        if let value = number("max_depth") { depth = value }
        if let value = number("random_state") { seed = value }
    }
}

extension WorkflowRun {
    /// `main-` and the first seven digits of the commit; other branches say their own name.
    var tag: String { "\(branch == "main" ? "main" : branch.replacing("/", with: "-"))-\(sha.prefix(7))" }

    /// Trains at once what its training step will have trained when it ends: whether that passes the gate decides how the run goes.
    fileprivate mutating func train(on ground: GitHubState.TrainingGround, with parameters: DecisionForest.Parameters) {
        guard pipeline.jobs.contains(where: { $0.key == "train" }), fault != .accuracyGate else { return }
        var found = training ?? .iris(parameters, commit: sha, on: ground.data)
        found.isElsewhere = ground.isElsewhere
        if !found.passed, fault == nil { fault = .accuracyGate }
        training = found
    }

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
