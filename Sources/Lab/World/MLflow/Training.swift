/// A training that ends now, as its script logs it.
struct Training: Sendable, Equatable {
    /// Which model: ``Platform/irisExperiment`` or ``Platform/wineExperiment``.
    var experiment: String
    var name: String
    /// First digits of the run id, for runs that a story names.
    var idPrefix = ""
    var commit: String
    var trees = 100
    var depth = 10
    var seed = 42
    /// Rows of the hold-out that were classified wrong. The figures are computed from it.
    var wrong: Int
    var seconds = 42.0
    /// Rows of the hold-out, what they are and what they were taken for; `nil` where only ``wrong`` is known.
    var confusion: [[Int]]?
    /// Whether the script logs to a folder of its runner: the tracking server gets no run.
    var isElsewhere = false

    /// Rows held out: iris 30 of 150, wine 320 of 1,599.
    var holdout: Int { experiment == Platform.irisExperiment ? 30 : 320 }
    /// Below it a model is not registered.
    var gate: Double { experiment == Platform.irisExperiment ? 0.85 : 0.65 }
    var accuracy: Double { Double(holdout - wrong) / Double(holdout) }
    var passed: Bool { accuracy >= gate }
    var model: String { experiment == Platform.irisExperiment ? Platform.irisApplication : Platform.wineApplication }
}

extension Training {
    /// A forest that is really grown, on the iris data.
    static func iris(
        _ parameters: DecisionForest.Parameters, commit: String, on data: IrisTraining.Data = .asPublished
    ) -> Training {
        let confusion = IrisTraining.run(parameters, on: data).confusion
        let right = confusion.indices.reduce(0) { $0 + confusion[$1][$1] }
        return Training(
            experiment: Platform.irisExperiment, name: "", commit: commit, trees: parameters.trees, depth: parameters.depth,
            seed: parameters.seed, wrong: 30 - right, confusion: confusion)
    }

    /// Precision and F1, weighted by class, of the confusion; where that is not known, of three classes of one size of which the
    /// second is taken for the third.
    var scores: (precision: Double, f1: Double) {
        let perClass = Double(holdout) / 3
        let moved = min(Double(wrong), perClass)
        let table =
            confusion?.map { $0.map(Double.init) }
            ?? [[perClass, 0, 0], [0, perClass - moved, moved], [0, 0, perClass]]
        let total = table.reduce(0) { $0 + $1.reduce(0, +) }
        var sums = (precision: 0.0, f1: 0.0)
        for index in table.indices {
            let taken = table.reduce(0) { $0 + $1[index] }, real = table[index].reduce(0, +), right = table[index][index]
            let precision = taken > 0 ? right / taken : 0
            let recall = real > 0 ? right / real : 0
            sums.precision += precision * real / total
            sums.f1 += (precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0) * real / total
        }
        return sums
    }
}

extension MLflowState {
    /// Adds the run of a training that ends at `end` and, if it passed its gate, a version of its model.
    mutating func record(_ training: Training, at end: Moment) {
        guard let experiment = experiments.first(where: { $0.name == training.experiment }) else { return }
        var random = SeededRandom("\(training.name) \(training.commit) \(end.milliseconds)")
        let id = String((training.idPrefix + random.hex(32)).prefix(32))
        let start = end - .seconds(training.seconds)
        var run = TrackedRun(
            id: id, experiment: experiment.id, name: training.name, status: "FINISHED", start: start.milliseconds,
            end: end.milliseconds)
        run.parameters = [
            Pair(key: "n_estimators", value: String(training.trees)), Pair(key: "max_depth", value: String(training.depth)),
            Pair(key: "random_state", value: String(training.seed)),
            Pair(key: "validation_status", value: training.passed ? "PASSED" : "FAILED"),
        ]
        run.tags = [
            Pair(key: "mlflow.runName", value: training.name), Pair(key: "mlflow.user", value: "runner"),
            Pair(key: "mlflow.source.name", value: "src/train.py"), Pair(key: "mlflow.source.type", value: "LOCAL"),
            Pair(key: "mlflow.source.git.commit", value: training.commit),
            Pair(key: "data.sha256", value: training.experiment == Platform.irisExperiment ? "9c1a5b7e" : "e2071f44"),
        ]
        run.metrics = curve(of: training, from: start, random: &random) + scores(of: training, at: end - .seconds(1.5))
        run.artifacts = [
            TrackedRun.Artifact(path: "model/MLmodel", size: 641), TrackedRun.Artifact(path: "model/conda.yaml", size: 233),
            TrackedRun.Artifact(path: "model/model.pkl", size: 184_112 + Int64(random.next(below: 9_000))),
            TrackedRun.Artifact(path: "confusion.json", size: 118),
        ]
        runs.append(run)
        if training.passed { register(run, as: training.model, at: end) }
    }

    private mutating func register(_ run: TrackedRun, as model: String, at time: Moment) {
        guard let index = models.firstIndex(where: { $0.name == model }) else { return }
        let number = (models[index].versions.last?.number ?? 0) + 1
        models[index].versions.append(
            RegisteredModel.Version(
                number: number, created: time, run: run.id,
                source: "/mlflow/artifacts/\(run.experiment)/\(run.id)/artifacts/model"))
    }

    /// Out-of-bag error after each tenth tree: what makes a metric's history worth drawing.
    private func curve(of training: Training, from start: Moment, random: inout SeededRandom) -> [TrackedRun.Point] {
        let floor = Double(training.wrong) / Double(training.holdout)
        return (1...10).map { step in
            let error = floor + 0.22 / Double(step) + random.unit() * 0.01
            return TrackedRun.Point(
                key: "oob_error", value: (error * 10_000).rounded() / 10_000,
                timestamp: (start + .seconds(training.seconds * Double(step) / 12)).milliseconds, step: Int64(step * 10))
        }
    }

    /// Accuracy and the class-weighted precision, recall and F1 of the confusion that so many wrong rows make.
    private func scores(of training: Training, at time: Moment) -> [TrackedRun.Point] {
        let scores = training.scores
        let values = [
            ("accuracy", training.accuracy), ("precision", scores.precision), ("recall", training.accuracy),
            ("f1_score", scores.f1), ("train_seconds", training.seconds),
        ]
        return values.map { TrackedRun.Point(key: $0.0, value: $0.1, timestamp: time.milliseconds, step: 0) }
    }
}
