/// One run of a workflow. Everything about it is decided when it is created: what it shows at a moment follows from the clock
/// alone, so a run that is under way progresses with the lab's time and nothing has to tick it.
struct WorkflowRun: Sendable, Equatable, Identifiable {
    /// Run id, and the number people say.
    var id: Int64, number: Int
    /// Attempt, from 1.
    var attempt = 1
    /// `push`, `pull_request`, `workflow_dispatch`.
    var event: String
    /// Branch and commit.
    var branch: String, sha: String
    /// Title of the run: the commit's first line.
    var title: String
    /// Login of whoever started it.
    var actor: String
    /// When it was created, and when its present attempt was.
    var created: Moment
    var started: Moment
    /// When the API begins to list it: some seconds after whoever dispatched it was told so.
    var appears: Moment
    /// The workflow.
    var pipeline: Pipeline
    /// Why it fails, if it does.
    var fault: PipelineFault?
    /// How long after its creation somebody cancelled it.
    var cancelledAfter: Span?
    /// What its training step logs, where that differs from the usual.
    var training: Training?
    /// What a dispatch was given.
    var inputs: [MLflowState.Pair] = []
    /// How much faster than in life its steps pass.
    var pace = 1.0
    /// Jobs that a re-run of the failed ones takes over from the attempt before.
    var kept: [ScheduledJob] = []
    /// The attempts before this one, oldest first.
    var earlier: [WorkflowRun] = []

    init(
        id: Int64, number: Int, event: String, branch: String, sha: String, title: String, actor: String, created: Moment,
        pipeline: Pipeline, fault: PipelineFault? = nil, cancelledAfter: Span? = nil, training: Training? = nil, pace: Double = 1
    ) {
        (self.id, self.number, self.event, self.branch, self.sha) = (id, number, event, branch, sha)
        (self.title, self.actor, self.created, self.pipeline, self.fault) = (title, actor, created, pipeline, fault)
        (self.cancelledAfter, self.training, self.pace) = (cancelledAfter, training, pace)
        (started, appears) = (created, created)
    }

    /// The jobs with their times, all of them decided now. `nil` times mean that the job never starts.
    func schedule() -> [ScheduledJob] {
        var done: [ScheduledJob] = []
        for (index, job) in pipeline.jobs.enumerated() {
            let needed = done.filter { job.needs.contains($0.key) }
            let ready = max(started + .seconds(2) / pace, needed.map(\.completed).max() ?? started)
            let id = jobID(index)
            let blocked =
                needed.contains { $0.conclusion != "success" } || (job.onlyPushToMain && !(event == "push" && branch == "main"))
            var scheduled = ScheduledJob(id: id, key: job.key, name: job.name, created: ready, started: ready, completed: ready)
            if var old = kept.first(where: { $0.key == job.key }) {
                old.id = id
                done.append(old)
                continue
            }
            if blocked { scheduled.conclusion = "skipped" } else { fill(&scheduled, job) }
            if let cancelledAfter { cancel(&scheduled, at: started + cancelledAfter) }
            done.append(scheduled)
        }
        return done
    }

    /// Id of the job at `index`; it is also the id of its check run.
    func jobID(_ index: Int) -> Int64 { Self.firstJob(of: id) + Int64((attempt - 1) * 20 + index) }

    /// Whether a job's id is one of this run's, whichever attempt it belongs to.
    func owns(job: Int64) -> Bool { (0..<Int64(attempt * 20)).contains(job - Self.firstJob(of: id)) }

    private static func firstJob(of id: Int64) -> Int64 { 56_300_000_000 + (id % 10_000_000) * 10 }

    /// All attempts, oldest first.
    var attempts: [WorkflowRun] { earlier + [self] }

    /// The job at its id, and the attempt it belongs to.
    func job(_ id: Int64) -> (run: WorkflowRun, job: ScheduledJob)? {
        guard owns(job: id) else { return nil }
        for attempt in attempts { if let job = attempt.schedule().first(where: { $0.id == id }) { return (attempt, job) } }
        return nil
    }

    /// When the last job ends.
    func finished() -> Moment { schedule().map(\.completed).max() ?? started }

    /// `queued`, `in_progress` or `completed`, and the conclusion once there is one.
    func state(at now: Moment) -> (status: String, conclusion: String?, updated: Moment) {
        let jobs = schedule()
        if now < started + .seconds(2) / pace { return ("queued", nil, started) }
        let end = jobs.map(\.completed).max() ?? started
        if now < end {
            let changes = jobs.flatMap { [$0.started, $0.completed] }.filter { $0 <= now }
            return ("in_progress", nil, changes.max() ?? started)
        }
        let conclusions = Set(jobs.map(\.conclusion))
        let conclusion = conclusions.contains("cancelled") ? "cancelled" : conclusions.contains("failure") ? "failure" : "success"
        return ("completed", conclusion, end)
    }

    private func fill(_ scheduled: inout ScheduledJob, _ job: Pipeline.Job) {
        var random = SeededRandom("job \(scheduled.id)")
        // A hosted runner takes a few seconds to pick a job up.
        var clock = scheduled.created + .seconds(Double(random.next(below: 4) + 3)) / pace
        scheduled.started = clock
        scheduled.runner = "GitHub Actions \(1_000_000 + random.next(below: 900))"
        var failed = false
        for (index, step) in job.steps.enumerated() {
            var result = ScheduledStep(number: index + 1, name: step.name, work: step.work, started: clock, completed: clock)
            if failed && !step.always {
                result.conclusion = "skipped"
            } else {
                clock = clock + .seconds(Double(max(1, step.seconds * (85 + random.next(below: 45)) / 100))) / pace
                result.completed = clock
                if step.work == fault?.work {
                    result.conclusion = "failure"
                    failed = true
                }
            }
            scheduled.steps.append(result)
        }
        scheduled.completed = clock
        if failed { scheduled.conclusion = "failure" }
    }

    private func cancel(_ job: inout ScheduledJob, at time: Moment) {
        guard job.completed > time else { return }
        job.conclusion = job.conclusion == "skipped" ? "skipped" : "cancelled"
        job.completed = max(time, job.created)
        job.started = min(job.started, job.completed)
        for index in job.steps.indices where job.steps[index].completed > time {
            job.steps[index].conclusion = job.steps[index].started < time ? "cancelled" : "skipped"
            job.steps[index].started = min(job.steps[index].started, job.completed)
            job.steps[index].completed = job.completed
        }
    }
}

/// A job with its times.
struct ScheduledJob: Sendable, Equatable {
    /// Id, key in the workflow's file, name.
    var id: Int64, key: String, name: String
    /// When it could start, when a runner took it, when it ended.
    var created: Moment, started: Moment, completed: Moment
    /// `success`, `failure`, `skipped`, `cancelled`: what it will be.
    var conclusion = "success"
    /// Runner that took it.
    var runner = ""
    /// Empty for skipped jobs.
    var steps: [ScheduledStep] = []

    /// `queued`, `in_progress`, `completed` at a moment.
    func status(at now: Moment) -> String { now < started ? "queued" : now < completed ? "in_progress" : "completed" }
}

/// A step with its times.
struct ScheduledStep: Sendable, Equatable {
    /// From 1, and the name.
    var number: Int, name: String
    /// What it does.
    var work: Pipeline.Work
    /// When it starts and ends.
    var started: Moment, completed: Moment
    /// What it will be.
    var conclusion = "success"

    /// `queued`, `in_progress`, `completed` at a moment. A step that is skipped says so when its turn has passed.
    func status(at now: Moment) -> String { now < started ? "queued" : now < completed ? "in_progress" : "completed" }
}
