import Host

/// An experiment.
public struct Experiment: Sendable, Equatable, Identifiable {
    /// A string of digits.
    public var id = ""
    /// Name.
    public var name = ""
    /// `active` or `deleted`.
    public var stage = "active"
    /// An experiment to be filled in.
    public init() {}
}

/// A training run.
public struct Run: Sendable, Equatable, Identifiable {
    /// 32 hexadecimal digits.
    public var id = ""
    /// The experiment it belongs to.
    public var experiment = ""
    /// Name given to it (tag `mlflow.runName`).
    public var name = ""
    /// `RUNNING`, `SCHEDULED`, `FINISHED`, `FAILED`, `KILLED`. A client killed by CI leaves `RUNNING` for ever.
    public var status = ""
    /// `active` or `deleted`.
    public var stage = "active"
    /// Start and end.
    public var started: Timestamp?, ended: Timestamp?
    /// Last value per metric (by step, then time), which need not be the best; may be NaN or infinite.
    public var metrics: [String: Double] = [:]
    /// Parameters, as text.
    public var parameters: [String: String] = [:]
    /// Tags; `mlflow.source.git.commit` is the commit.
    public var tags: [String: String] = [:]
    /// Data sets that it was trained or judged with, where logged: name and digest.
    public var datasets: [Dataset] = []

    /// A data set as a run names it.
    public struct Dataset: Sendable, Equatable {
        /// Its name, and a hash of its content.
        public var name: String, digest: String
        /// A data set.
        public init(name: String, digest: String) { (self.name, self.digest) = (name, digest) }
    }
    /// Commit of the code, where logged.
    public var commit: String? { tags["mlflow.source.git.commit"] }
    /// A run to be filled in.
    public init() {}
}

/// A version of a registered model.
public struct ModelVersion: Sendable, Equatable {
    /// Model and version.
    public var name = "", version = ""
    /// `None`, `Staging`, `Production`, `Archived`.
    public var stage = ""
    /// The run it came from.
    public var runID = ""
    /// Aliases pointing at it.
    public var aliases: [String] = []
    /// `READY`, `PENDING_REGISTRATION`, `FAILED_REGISTRATION`.
    public var status = ""
    /// Tags.
    public var tags: [String: String] = [:]
    /// When it was registered.
    public var created: Timestamp?
    /// A version to be filled in.
    public init() {}
}
