import JSON
import Services

/// The runs of an experiment around the point where its metric fell: the last good, the first bad, and what differs.
struct DriftFacts: Sendable {
    var experiment = "", metric = "accuracy", lowerIsBetter = false
    /// What the newest run reached, what is expected, and rows of the test set.
    var current = 0.0, baseline = 0.0, rows = 30, rowsKnown = false
    /// Whether there is a baseline, or a run before, to compare with.
    var isComparable = true
    var newest: RunRecord?, lastGood: RunRecord?, firstBad: RunRecord?
    /// How many of the newest runs in a row are bad.
    var badRuns = 0
    /// Parameters, tags and inputs that the first bad run does not share with the last good one.
    var changes: [Change] = []
    /// Of these, names whose value differs from run to run among good ones, too: that explains nothing.
    var routine: Set<String> = []
    /// Runs before the last good one that were as bad and did not last.
    var earlierAsBad = 0
    /// Names of what both share, data and code first.
    var same: [(name: String, value: String, isDataset: Bool)] = []
    /// Runs with the metric, the newest first.
    var measured: [RunRecord] = []
    /// As many of them are told in one sentence.
    static let recentRuns = 10

    /// A run with its values, in the order they came.
    struct RunRecord: Sendable {
        var name = "", id = "", status = "", started = 0, index = 0
        var metrics: [(String, Double)] = [], values: [(kind: String, name: String, value: String)] = []

        func metric(_ name: String) -> Double? { metrics.last { $0.0 == name }?.1 }
        func value(_ kind: String, _ name: String) -> String? { values.first { $0.kind == kind && $0.name == name }?.value }
    }

    /// One value that changed between two runs; empty where one has none.
    struct Change: Sendable, Equatable {
        var kind: String, name: String, before: String, after: String
    }

    /// Share of the baseline that was lost, in percent; negative when it got better.
    var driftPercent: Double {
        guard baseline != 0 else { return 0 }
        return (lowerIsBetter ? current - baseline : baseline - current) / abs(baseline) * 100
    }
    /// Whether the metric is a share of rows, for which an interval can be given.
    var isShare: Bool { !lowerIsBetter && (0...1).contains(current) && (0...1).contains(baseline) }
    /// Whether chance explains the fall: by the rows it was measured on, or, where nobody says how many, by how far runs before it lay
    /// from each other.
    var significant: Bool {
        guard isShare else { return true }
        if !rowsKnown, let scatter { return abs(current - scatter.mean) > 3 * max(scatter.deviation, 0.0005) }
        return Proportion(share: current, rows: rows).differs(from: Proportion(share: baseline, rows: rows))
    }
    /// Mean and standard deviation of the good runs before the fall; `nil` where they are too few to tell.
    var scatter: (mean: Double, deviation: Double, runs: Int)? {
        guard goodValues.count >= 4 else { return nil }
        let mean = goodValues.reduce(0, +) / Double(goodValues.count)
        let squares = goodValues.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, (squares / Double(goodValues.count - 1)).squareRoot(), goodValues.count)
    }
    /// What the runs before the first bad one reached, the newest first.
    var goodValues: [Double] = []
    /// P0 above 10%, P1 above 5%, P2 below; `nil` where nothing was lost.
    var priority: String? { driftPercent <= 0 ? nil : driftPercent > 10 ? "P0" : driftPercent >= 5 ? "P1" : "P2" }

    init?(runs json: Element, hints: DriftHints) {
        let records = json["runs"].array.enumerated().map { Self.record($1, $0) }
        metric = hints.metric ?? Self.metric(of: records, reaching: hints.current)
        lowerIsBetter = ["loss", "error", "rmse", "mae", "mse", "mape", "logloss", "log_loss"].contains {
            metric.lowercased().hasSuffix($0)
        }
        let measured = records.filter { $0.metric(metric) != nil && $0.status != "RUNNING" && $0.status != "KILLED" }
            .sorted { ($0.started, $1.index) > ($1.started, $0.index) }
        guard let newest = measured.first, let value = newest.metric(metric) else { return nil }
        self.newest = newest
        self.measured = measured
        current = hints.current ?? value
        let older = measured.dropFirst().compactMap { $0.metric(metric) }
        isComparable = hints.baseline != nil || !older.isEmpty
        baseline = hints.baseline ?? (lowerIsBetter ? older.min() : older.max()) ?? value
        if let rows = hints.rows ?? Self.rows(of: newest) { (self.rows, rowsKnown) = (rows, true) }
        split(measured)
    }

    /// Walks back from the newest run while runs are as bad: halfway between baseline and current.
    private mutating func split(_ measured: [RunRecord]) {
        let middle = (baseline + current) / 2
        func isBad(_ run: RunRecord) -> Bool {
            guard let value = run.metric(metric) else { return false }
            return lowerIsBetter ? value > middle : value < middle
        }
        guard driftPercent > 0 else { return }
        let bad = measured.prefix { isBad($0) }
        badRuns = bad.count
        firstBad = bad.last
        lastGood = measured.dropFirst(bad.count).first
        goodValues = measured.dropFirst(bad.count).compactMap { $0.metric(metric) }
        guard let firstBad, let lastGood else { return }
        for (kind, name, after) in firstBad.values where !Self.isNoise(name) {
            let before = lastGood.value(kind, name) ?? ""
            if before == after {
                same.append((name, after, kind == "dataset"))
            } else {
                changes.append(Change(kind: kind, name: name, before: before, after: after))
            }
        }
        for (kind, name, before) in lastGood.values where !Self.isNoise(name) && firstBad.value(kind, name) == nil {
            changes.append(Change(kind: kind, name: name, before: before, after: ""))
        }
        let good = measured.dropFirst(bad.count).prefix(8)
        for change in changes {
            let values = good.map { $0.value(change.kind, change.name) ?? "" }
            // Not every good run, but most: a snapshot a day, a commit a run.
            guard values.count >= 3, Set(values).count * 2 > values.count else { continue }
            // A figure that leaves the range of the good runs is no routine: a tenth of the usual rows.
            let figures = values.compactMap(Double.init)
            if let after = Double(change.after), figures.count == values.count, let low = figures.min(), let high = figures.max() {
                if after > high + (high - low) * 2 + abs(high) * 0.2 || after < low - (high - low) * 2 - abs(low) * 0.2 { continue }
            }
            routine.insert(change.name)
        }
        earlierAsBad = measured.dropFirst(bad.count + 1).count { run in
            guard let value = run.metric(metric) else { return false }
            return lowerIsBetter ? value >= current : value <= current
        }
        // What only says that the gate was missed is a consequence.
        changes.sort {
            (Self.isOutcome($0.name) ? 1 : 0, $0.kind == "param" ? 0 : 1) < (Self.isOutcome($1.name) ? 1 : 0, $1.kind == "param" ? 0 : 1)
        }
        same.sort { (Self.isData($0.name) ? 0 : 1) < (Self.isData($1.name) ? 0 : 1) }
    }

    /// Tags that differ from run to run and explain nothing.
    static func isNoise(_ name: String) -> Bool {
        [
            "mlflow.runName", "mlflow.log-model.history", "mlflow.user", "mlflow.source.name", "mlflow.source.type",
            "mlflow.project.entryPoint", "run_id",
            "run_name", "timestamp", "mlflow.note.content", "mlflow.parentRunId", "mlflow.runColor", "seed", "random_state", "random_seed", "n_jobs",
            "num_workers", "verbose", "log_level",
            "run_date", "date", "build", "build_number", "job_id", "ci_run", "hostname", "host", "node", "output_dir", "output_path", "trigger",
        ].contains(name) || name.hasSuffix(".artifactLocation") || name.hasSuffix("_seed") || name.hasSuffix("run_url") || name.hasSuffix("run_id")
    }

    static func isOutcome(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.contains("status") || name.contains("validation") || name.contains("passed") || name.contains("gate")
    }

    static func isData(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["data", "sha", "hash", "digest", "rows", "split", "features", "schema", "input"].contains { name.contains($0) }
            && !isCode(name)
    }

    /// What the training ran with: a library's version, an image.
    static func isLibrary(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["library", "lib.", "version", "image", "env.", "environment", "python", "docker", "framework"].contains { name.contains($0) }
            && !isData(name) && !isCode(name)
    }

    /// Whether both runs say which data they had, and it was the same: by digest, version or snapshot.
    var isDataIdentified: Bool {
        same.contains { each in
            let name = each.name.lowercased()
            return Self.isData(name) && ["hash", "sha", "digest", "md5"].contains { name.contains($0) } || each.isDataset
        }
    }

    /// A parameter that tells of the data, not of how it was trained on.
    static func isDataParameter(_ name: String) -> Bool {
        let name = name.lowercased()
        return [
            "rows", "n_samples", "num_samples", "train_size", "records", "dataset", "data_path", "data_version", "data.version", "snapshot", "sha256",
            "hash", "digest", "schema",
        ].contains {
            name.contains($0)
        } && !isCode(name) && !isCap(name)
    }

    /// How much of the data is used, not which: `max_train_rows`, `row_limit`, `subsample`.
    private static func isCap(_ name: String) -> Bool {
        name.hasPrefix("max_") || name.contains("_max_") || name.contains("limit") || name.contains("subsample") || name.hasSuffix("_cap")
    }

    /// The same of a change: what has "hash" in its name and counts (`hash_buckets`) is how features are made.
    static func isDataParameter(_ change: Change) -> Bool {
        let isCount = change.name.lowercased().contains("hash") && Int(change.before) != nil && Int(change.after) != nil
        return !isCount && isDataParameter(change.name)
    }

    /// What the metric was measured on.
    static func isTestSet(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["test", "eval", "holdout", "benchmark"].contains { name.contains($0) }
            && ["sha", "hash", "digest", "version", "dataset", "data", "split", "set", "snapshot"].contains { name.contains($0) }
            && !name.contains("size") && !name.contains("rows")
    }

    static func isCode(_ name: String) -> Bool { name.contains("git") || name.contains("commit") || name.contains("code") }

    /// The usual one; where the subject tells what the newest run reached, the one that did.
    private static func metric(of runs: [RunRecord], reaching current: Double?) -> String {
        let names = Set(runs.flatMap { $0.metrics.map(\.0) })
        let usual = [
            "accuracy", "val_accuracy", "test_accuracy", "f1_score", "f1", "roc_auc", "auc", "r2", "precision", "recall", "rmse", "mae",
            "loss",
        ]
        let newest = runs.max { $0.started < $1.started }
        func reaches(_ name: String) -> Bool {
            guard let current, let value = newest?.metric(name) else { return false }
            return abs(value - current) < 0.00006
        }
        return usual.first { names.contains($0) && reaches($0) } ?? usual.first(where: names.contains)
            ?? names.sorted().first(where: reaches) ?? names.sorted().first ?? "accuracy"
    }

    private static let rowWords: Set<Substring> = [
        "rows", "images", "samples", "examples", "records", "documents", "docs", "sentences", "items", "points", "queries", "pairs", "events",
        "files",
        "sessions", "users", "n", "count", "size",
    ]

    private static func rows(of run: RunRecord) -> Int? {
        let names = [
            "test_rows", "n_test", "test_size", "test_samples", "holdout_rows", "eval_rows", "num_test", "test_n", "n_eval", "eval_samples",
            "eval_size", "validation_rows", "val_rows",
            "n_val", "test_count", "num_test_samples", "holdout_size", "n_holdout", "test_set_size", "num_examples", "n_samples_test", "rows_test",
            "eval_n",
        ]
        for name in names {
            if let value = run.metric(name) ?? run.value("param", name).flatMap(Double.init) ?? run.value("tag", name).flatMap(Double.init),
                value >= 2
            {
                return Int(value)
            }
        }
        // `test_images`, `holdout.n_documents`: what is tested, and how many of it.
        let values = run.metrics.map { ($0.0, $0.1) } + run.values.compactMap { each in Double(each.value).map { (each.name, $0) } }
        let counted = values.first { name, value in
            let words = name.lowercased().split { !$0.isLetter }
            return value >= 10 && value == value.rounded() && value < 1e9
                && words.contains { ["test", "eval", "holdout", "val", "validation"].contains($0) }
                && words.contains { rowWords.contains($0) }
        }
        return counted.map { Int($0.1) }
    }

    private static func record(_ json: Element, _ index: Int) -> RunRecord {
        let info = json["info"], data = json["data"]
        var run = RunRecord()
        run.index = index
        run.id = info["run_id"].string ?? info["run_uuid"].string ?? ""
        run.name = info["run_name"].string ?? data["tags"].array.first { $0["key"].string == "mlflow.runName" }?["value"].string ?? run.id
        run.status = info["status"].string ?? ""
        run.started = info["start_time"].int ?? Int(info["start_time"].string ?? "") ?? 0
        run.metrics = data["metrics"].array.compactMap { metric in
            guard let name = metric["key"].string, let value = metric["value"].double else { return nil }
            return (name, value)
        }
        for (list, kind) in [("params", "param"), ("tags", "tag")] {
            for item in data[list].array {
                if let name = item["key"].string, let value = item["value"].string { run.values.append((kind, name, value)) }
            }
        }
        for input in json["inputs"]["dataset_inputs"].array {
            let set = input["dataset"]
            if let name = set["name"].string, let digest = set["digest"].string { run.values.append(("dataset", name, digest)) }
        }
        return run
    }
}

/// What configuration or the subject says about a model, where its runs do not.
struct DriftHints: Sendable, Equatable {
    var metric: String?, baseline: Double?, current: Double?, rows: Int?

    init() {}

    init(_ subject: Element) {
        metric = subject["metric"].string
        baseline = subject["baseline_accuracy"].double ?? subject["baseline"].double
        current = subject["current_accuracy"].double ?? subject["current"].double
        rows = subject["test_rows"].int
    }
}
