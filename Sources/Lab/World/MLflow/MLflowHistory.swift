extension MLflowState {
    /// Two experiments with two months of runs behind them.
    ///
    /// The iris model moves between 28 and 30 right rows of 30, so its accuracy jumps by whole thirtieths. The wine model's newest
    /// run was trained with `max_depth` 6 instead of 10 and lost three points: drift that came with a parameter, not with data.
    static func history(until now: Moment) -> MLflowState {
        let begin = now - .days(64)
        var state = MLflowState()
        state.experiments = [
            Experiment(id: "0", name: "Default", created: begin),
            Experiment(
                id: "1", name: Platform.irisExperiment, created: begin + .seconds(41),
                tags: [Pair(key: "mlflow.note.content", value: "Random forest on the 150 rows of Fisher's iris data")]),
            Experiment(id: "2", name: Platform.wineExperiment, created: begin + .seconds(95)),
        ]
        state.models = [
            RegisteredModel(name: Platform.irisApplication, created: begin + .days(1), about: "Iris random forest"),
            RegisteredModel(name: Platform.wineApplication, created: begin + .days(1), about: "Wine quality, XGBoost"),
        ]
        var random = SeededRandom("mlflow history")
        let count = 58
        for index in 0..<count {
            let age = Span.hours(Double(count - index) * 25.5 - 20 + random.unit() * 4)
            state.record(iris(index, age: age, &random), at: now - age)
            state.record(wine(index, age: age + .hours(24), &random), at: now - age - .hours(24))
        }
        state.addOddities(until: now)
        // Yesterday's drift: the one run that a story names.
        state.record(
            Training(
                experiment: Platform.wineExperiment, name: "train-409", idPrefix: "91bc", commit: SourceChange.smallerWine.sha,
                trees: 400, depth: 6, wrong: 95, seconds: 61), at: now - .minutes(1_488))
        state.runs.sort { $0.start < $1.start }
        for index in state.models.indices { state.models[index].serve() }
        return state
    }

    private static func iris(_ index: Int, age: Span, _ random: inout SeededRandom) -> Training {
        Training(
            experiment: Platform.irisExperiment, name: "train-\(350 + index)", commit: commit(age),
            wrong: [0, 1, 1, 1, 2, 1, 0, 1][random.next(below: 8)], seconds: 38 + random.unit() * 9)
    }

    private static func wine(_ index: Int, age: Span, _ random: inout SeededRandom) -> Training {
        Training(
            experiment: Platform.wineExperiment, name: "train-\(349 + index)", commit: commit(age),
            trees: index < 30 ? 200 : 400, wrong: (index < 30 ? 90 : 83) + random.next(below: 6), seconds: 55 + random.unit() * 20
        )
    }

    /// The newest commit so long ago.
    private static func commit(_ age: Span) -> String {
        let good = HistoryEntry.modelSource.filter { $0.change.fault == nil && $0.change.branch != "wine-depth" }
        let entry = good.first { .minutes($0.minutesAgo) >= age } ?? good.last
        return SeededRandom.sha(entry?.change.sha ?? "")
    }

    /// What every old server holds: a run that its killed client left running, one that failed before it logged, one deleted.
    private mutating func addOddities(until now: Moment) {
        let old = (now - .days(19)).milliseconds
        var lost = TrackedRun(
            id: SeededRandom.sha("1057").prefix(32).description, experiment: "1", name: "killed-by-runner", start: old)
        lost.metrics = [TrackedRun.Point(key: "loss", value: .nan, timestamp: old + 4_000, step: 0)]
        lost.parameters = [Pair(key: "n_estimators", value: "100")]
        var failed = TrackedRun(
            id: SeededRandom.sha("fa11").prefix(32).description, experiment: "1", name: "out-of-disk", status: "FAILED",
            start: old + 9_000_000)
        failed.end = failed.start + 3_100
        var deleted = TrackedRun(
            id: SeededRandom.sha("de1e").prefix(32).description, experiment: "2", name: "mistake", status: "FINISHED",
            start: old + 12_000_000)
        (deleted.end, deleted.lifecycle) = (deleted.start + 8_000, "deleted")
        for var run in [lost, failed, deleted] {
            run.set(Pair(key: "mlflow.runName", value: run.name))
            run.set(Pair(key: "mlflow.user", value: "ada"))
            runs.append(run)
        }
    }
}

extension RegisteredModel {
    /// Marks the newest version as the one that serves.
    fileprivate mutating func serve() {
        guard let last = versions.indices.last else { return }
        versions[last].stage = "Production"
        aliases = [MLflowState.Pair(key: "champion", value: String(versions[last].number))]
    }
}
