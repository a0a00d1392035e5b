/// The MLflow tracking server: experiments, their runs, and the model registry.
struct MLflowState: Sendable {
    var experiments: [Experiment] = []
    /// In the order of their creation.
    var runs: [TrackedRun] = []
    var models: [RegisteredModel] = []

    /// An experiment. Ids are strings of digits.
    struct Experiment: Sendable, Equatable {
        var id: String
        var name: String
        var created: Moment
        var lifecycle = "active"
        var tags: [Pair] = []
        /// Runs resolve artifacts below it. The platform serves none by proxy, so it is a path on the server.
        var artifactLocation: String { "/mlflow/artifacts/" + id }
    }

    /// A key and its text: a parameter or a tag.
    struct Pair: Sendable, Equatable {
        var key: String
        var value: String
    }

    /// The run with this id.
    func run(_ id: String) -> TrackedRun? { runs.first { $0.id == id } }
}

/// A run of the tracking server.
struct TrackedRun: Sendable, Equatable {
    /// 32 hexadecimal digits.
    var id: String
    var experiment: String
    var name: String
    /// `RUNNING`, `SCHEDULED`, `FINISHED`, `FAILED`, `KILLED`. A client that was killed leaves `RUNNING` for ever.
    var status = "RUNNING"
    /// Milliseconds since 1970, as the client said: clients send what they like, so these are no ``Moment``s.
    var start: Int64
    var end: Int64?
    var lifecycle = "active"
    /// Everything that was logged, in that order.
    var metrics: [Point] = []
    var parameters: [MLflowState.Pair] = []
    var tags: [MLflowState.Pair] = []
    /// Path to bytes, below the run's artifact folder.
    var artifacts: [Artifact] = []

    /// One value of a metric.
    struct Point: Sendable, Equatable {
        var key: String
        var value: Double
        var timestamp: Int64
        var step: Int64
    }

    /// A file among the artifacts.
    struct Artifact: Sendable, Equatable {
        var path: String
        var size: Int64
    }

    /// The last value of each metric: by step, then time, then value, as the SQL store keeps it.
    var latest: [Point] {
        var last: [Point] = []
        for point in metrics {
            guard let index = last.firstIndex(where: { $0.key == point.key }) else {
                last.append(point)
                continue
            }
            let held = last[index]
            let later = (point.step, point.timestamp) > (held.step, held.timestamp)
            let tied = (point.step, point.timestamp) == (held.step, held.timestamp)
            if later || (tied && point.value > held.value) { last[index] = point }
        }
        return last
    }

    /// A tag's text.
    func tag(_ key: String) -> String? { tags.first { $0.key == key }?.value }

    /// Sets a tag, in its old place if it had one.
    mutating func set(_ tag: MLflowState.Pair) {
        if let index = tags.firstIndex(where: { $0.key == tag.key }) { tags[index] = tag } else { tags.append(tag) }
    }
}

/// A registered model with its versions, oldest first.
struct RegisteredModel: Sendable, Equatable {
    var name: String
    var created: Moment
    var about = ""
    var versions: [Version] = []
    /// Alias to version.
    var aliases: [MLflowState.Pair] = []

    /// A version. Numbers are written as strings.
    struct Version: Sendable, Equatable {
        var number: Int
        var created: Moment
        var stage = "None"
        var run: String
        var source: String
    }

    /// When the newest version was made.
    var updated: Moment { versions.map(\.created).max() ?? created }
}

/// A change of the tracking server.
enum MLflowCommand: Sendable, Equatable {
    /// Adds a run.
    case create(TrackedRun)
    /// Adds values, parameters and tags to a run. Whoever sends it has checked that parameters are not written twice.
    case log(run: String, metrics: [TrackedRun.Point], parameters: [MLflowState.Pair], tags: [MLflowState.Pair])
    /// Changes status, end and name of a run.
    case update(run: String, status: String?, end: Int64?, name: String?)
    /// A training job ended: logs its run, and registers the model if it passed the gate.
    case trained(Training)
    /// A model without versions.
    case register(RegisteredModel)
    /// The next version of a model.
    case version(model: String, run: String, source: String)
    /// Another name for a version.
    case alias(model: String, alias: String, version: String)
}

extension World {
    mutating func seedMLflow() { mlflow = .history(until: now) }

    mutating func apply(_ command: MLflowCommand) {
        switch command {
        case .create(let run): mlflow.runs.append(run)
        case .log(let id, let metrics, let parameters, let tags):
            guard let index = mlflow.runs.firstIndex(where: { $0.id == id }) else { return }
            mlflow.runs[index].metrics += metrics
            mlflow.runs[index].parameters += parameters
            for tag in tags { mlflow.runs[index].set(tag) }
        case .update(let id, let status, let end, let name):
            guard let index = mlflow.runs.firstIndex(where: { $0.id == id }) else { return }
            if let status { mlflow.runs[index].status = status }
            if let end { mlflow.runs[index].end = end }
            if let name {
                mlflow.runs[index].name = name
                mlflow.runs[index].set(MLflowState.Pair(key: "mlflow.runName", value: name))
            }
        case .trained(let training): mlflow.record(training, at: now)
        case .register(let model): mlflow.models.append(model)
        case .version(let name, let run, let source):
            guard let index = mlflow.models.firstIndex(where: { $0.name == name }) else { return }
            let number = (mlflow.models[index].versions.last?.number ?? 0) + 1
            mlflow.models[index].versions.append(.init(number: number, created: now, run: run, source: source))
        case .alias(let name, let alias, let version):
            guard let index = mlflow.models.firstIndex(where: { $0.name == name }) else { return }
            mlflow.models[index].aliases.removeAll { $0.key == alias }
            mlflow.models[index].aliases.append(.init(key: alias, value: version))
        }
    }
}
