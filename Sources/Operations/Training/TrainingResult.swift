import Feeds
import Host
import Services

/// What came of a training that has ended: the figure against its gate, where it was logged, the image, and the next step.
struct TrainingResult: Sendable {
    let run: WorkflowRun
    let jobs: [Job]
    let client: GitHubClient
    let reach: Reach
    /// The image that its commit's tag was before, with its digest; empty where there was none.
    let before: String

    /// What a training's figure was taken from.
    private struct Verdict {
        var gate: AccuracyGate?
        /// Where it stands, or why it is not known: whole sentences.
        var sentences: [String] = []
    }

    func outcome(_ progress: Progress) async -> Outcome {
        switch run.conclusion {
        case "success": await succeeded(progress)
        case "failure": await failed(progress)
        case "cancelled": Outcome(.failed, "Run #\(run.number) was cancelled\(stopped).")
        case "startup_failure": Outcome(.failed, "Run #\(run.number) could not be started: GitHub cannot use its workflow file.")
        default: Outcome(.failed, "Run #\(run.number) ended as \(run.conclusion.replacing("_", with: " ")).")
        }
    }

    /// Where it was when it was cancelled.
    private var stopped: String {
        jobs.first { $0.conclusion == "cancelled" }.map { " in \(SafeText.line($0.name))" } ?? ""
    }

    /// The job that trains: named so, or with a step that is.
    private var trainingJob: Job? {
        jobs.first { $0.name.lowercased().contains("train") } ?? jobs.first { $0.speaks(of: ["train model", "training", "train.py"]) }
    }

    // MARK: Success

    private func succeeded(_ progress: Progress) async -> Outcome {
        let image = await image(progress)
        let built = image.map { $0.words(before: before) }
        let offers = image.flatMap { $0.deployable(before: before) }.map {
            [Outcome.Offer("Bump the image", OperationRequest(kind: "image.bump", parameters: ["image": $0]))]
        }
        guard let job = trainingJob, job.conclusion == "success" else {
            return Outcome(.done, said("Run #\(run.number) succeeded; none of its jobs trains a model.", built), offers: offers ?? [])
        }
        let verdict = await verdict(job, progress)
        guard let gate = verdict.gate else {
            // What is not known to be good enough is not offered to be deployed.
            return Outcome(.unknown, said(["Run #\(run.number) succeeded, but its accuracy is not known."] + verdict.sentences + [built]))
        }
        switch gate.passes {
        case true?: return Outcome(.done, said(["Run #\(run.number) passed: \(gate.words)."] + verdict.sentences + [built]), offers: offers ?? [])
        case false?:
            return Outcome(
                .failed,
                said(["Run #\(run.number) succeeded, but its model is below the gate: \(gate.words)."] + verdict.sentences + [built]))
        case nil:
            return Outcome(
                .done,
                said(
                    ["Run #\(run.number) succeeded: \(gate.words); no gate is known for it (gate under [[mlflow.models]])."] + verdict.sentences + [
                        built
                    ]),
                offers: offers ?? [])
        }
    }

    /// The image that was built; `nil` where no job built one.
    private func image(_ progress: Progress) async -> BuiltImage? {
        let builders = jobs.filter { $0.conclusion == "success" && $0.speaks(of: BuiltImage.words) }
        for job in builders {
            if let log = await log(of: job, progress), let image = BuiltImage(log, commit: run.commit) { return image }
        }
        return builders.isEmpty ? nil : BuiltImage(byRule: run.repository, branch: run.branch, commit: run.commit)
    }

    // MARK: Failure

    private func failed(_ progress: Progress) async -> Outcome {
        let triage = "t on the run triages it, as does quarterdeck triage run \(run.repository)#\(run.number)."
        guard let job = jobs.first(where: { $0.conclusion == "failure" || $0.conclusion == "timed_out" }) else {
            return Outcome(.failed, said("Run #\(run.number) failed, and GitHub names no job that did.", triage))
        }
        let trained = trainingJob
        var verdict = Verdict()
        if let trained, trained.conclusion == "success" || trained.id == job.id { verdict = await self.verdict(trained, progress) }
        if job.id == trained?.id, let gate = verdict.gate, gate.passes == false {
            return Outcome(
                .failed, said(["Run #\(run.number) failed its gate: \(gate.words)."] + verdict.sentences + ["Nothing was built.", triage]))
        }
        let step = job.failedStep.map { " at \"\(SafeText.line($0.name))\"" } ?? ""
        let why = await firstError(of: job, progress).map { ": \($0)" } ?? ""
        let figures = verdict.gate.map { ["Before that it trained: \($0.words)."] + verdict.sentences } ?? []
        return Outcome(
            .failed, said(["Run #\(run.number) failed in \(SafeText.line(job.name))\(step)\(why)\(ended(why))"] + figures + [triage]))
    }

    private func ended(_ text: String) -> String { text.last.map { ".!?…".contains($0) } ?? false ? "" : "." }

    /// The line that says why a job failed; from its annotations where the log cannot be read.
    private func firstError(of job: Job, _ progress: Progress) async -> String? {
        if let log = await log(of: job, progress), let line = log.firstError { return line }
        let annotations = (try? await client.annotations(ofJob: job.id, in: run.repository)) ?? []
        return annotations.first { $0.level == "failure" }.map { SafeText.line($0.message.prefix(160)) }
    }

    // MARK: The figure

    private func verdict(_ job: Job, _ progress: Progress) async -> Verdict {
        let log = await log(of: job, progress)
        let local = log?.localTracking
        let finding = await TrackedTraining(run: run, job: job).find(reach, progress, waits: local == nil)
        var verdict = Verdict()
        if case .run(let tracked, let experiment, let byTime) = finding {
            let watch = reach.models.first { $0.experiment == experiment } ?? ModelWatch(experiment: experiment)
            verdict.sentences.append(
                SafeText.line(
                    "It is MLflow run \(tracked.name.isEmpty ? tracked.id : tracked.name) of \(experiment)"
                        + (byTime ? ", taken by its time: it names neither the commit nor the run." : ".")))
            guard let value = tracked.metrics[watch.metric] ?? log?.value(of: watch.metric) else {
                verdict.sentences.append("Neither that nor the job's log has \(watch.metric).")
                return verdict
            }
            verdict.gate = gate(value, watch, log, rows: Self.rows(of: tracked))
            return verdict
        }
        let watch = watch(by: log)
        let value = log?.value(of: watch.metric)
        switch finding {
        case .notKnown(let why): verdict.sentences.append("Its MLflow run is not known: \(SafeText.line(why))\(ended(why))")
        default: verdict.sentences.append("MLflow got no run\(local.map { ": the job logged to \(SafeText.line($0))" } ?? "").")
        }
        if let value {
            verdict.sentences.append("The figures are from the job's log.")
            verdict.gate = gate(value, watch, log, rows: nil)
            return verdict
        }
        let nothing = log == nil ? "The job's log cannot be read" : "The job's log has no \(watch.metric)"
        do {
            if let file = try await TrainingArtifact.find(watch.metric, of: run, client), let value = file.text.value(of: watch.metric) {
                verdict.sentences.append("The figures are from \(file.place).")
                verdict.gate = gate(value, watch, log, rows: file.text.rows)
            } else {
                verdict.sentences.append(nothing + ", and no artifact has it.")
            }
        } catch {
            let why = SafeText.line("\(error)")
            verdict.sentences.append("\(nothing), and whether an artifact has it is not known: \(why)\(ended(why))")
        }
        return verdict
    }

    private func gate(_ value: Double, _ watch: ModelWatch, _ log: TrainingLog?, rows: Int?) -> AccuracyGate {
        let measured = rows ?? log?.rows
        return AccuracyGate(
            metric: watch.metric, value: value, gate: watch.gate ?? log?.gate(of: watch.metric), rows: measured ?? watch.testRows,
            rowsAreMeasured: measured != nil)
    }

    /// The watched experiment that a log names; else the only one that is watched; else the usual metric without a gate.
    private func watch(by log: TrainingLog?) -> ModelWatch {
        let named = reach.models.filter { model in
            log?.names(model.experiment) == true || !model.registered.isEmpty && log?.names(model.registered) == true
        }
        if named.count == 1 { return named[0] }
        return reach.models.count == 1 ? reach.models[0] : ModelWatch(experiment: "")
    }

    /// Rows of the test set, where the run says how many.
    private static func rows(of run: Run) -> Int? {
        for name in ["test_rows", "n_test", "test_samples", "holdout_rows", "holdout", "test_size"] {
            let text = run.parameters[name] ?? run.tags[name]
            if let rows = text.flatMap({ Int($0) }) ?? run.metrics[name].flatMap({ Int(exactly: $0) }), rows >= 2 { return rows }
        }
        return nil
    }

    // MARK: Reading

    /// How long a log may take to be there after its job has ended, and a service to answer again.
    private static let patience = Duration.seconds(30)

    /// A job's log; `nil` where it cannot be read, which is said as a step. The rest is said all the same, and that there was none.
    private func log(of job: Job, _ progress: Progress) async -> TrainingLog? {
        // Ends early only with the process.
        let read = try? await reach.poll(progress, every: .seconds(5), within: Self.patience) {
            try await client.log(ofJob: job.id, in: run.repository)
        }
        guard let log = read ?? nil else { return nil }
        return await Aside.run { TrainingLog(log) }
    }

    private func said(_ sentences: String?...) -> String { said(sentences) }
    private func said(_ sentences: [String?]) -> String { sentences.compactMap { $0 }.joined(separator: " ") }
}
