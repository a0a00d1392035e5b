import Host
import Services

/// What a triage reads of one cluster: objects and lists as the API server sends them. Failures are ``ServiceError``.
public protocol ClusterReader: Sendable {
    /// A pod's whole object.
    func podBody(namespace: String, name: String) async throws -> [UInt8]
    /// The pods of a namespace.
    func podsBody(namespace: String) async throws -> [UInt8]
    /// The events of a namespace.
    func eventsBody(namespace: String) async throws -> [UInt8]
    /// All nodes.
    func nodesBody() async throws -> [UInt8]
    /// The replica sets of a namespace.
    func replicaSetsBody(namespace: String) async throws -> [UInt8]
    /// The revisions of a namespace's stateful and daemon sets.
    func controllerRevisionsBody(namespace: String) async throws -> [UInt8]
    /// The last lines of a container's log, each with its time; only those since a moment, where one is given.
    func logTail(
        namespace: String, pod: String, container: String, previous: Bool, since: Timestamp?, lines: Int, limit: Int
    ) async throws -> [UInt8]
}

/// What a triage reads of workflow runs. Failures are ``ServiceError``.
public protocol PipelineReader: Sendable {
    /// One run.
    func run(_ id: Int64, of repository: String) async throws -> WorkflowRun
    /// The newest successful run of the same workflow and branch before `run`; `nil` where there is none.
    func lastSuccess(before run: WorkflowRun) async throws -> WorkflowRun?
    /// The jobs of a run's latest attempt.
    func jobs(ofRun id: Int64, in repository: String) async throws -> [Job]
    /// What a job's check run noted.
    func annotations(ofJob id: Int64, in repository: String) async throws -> [Annotation]
    /// The end of a job's log.
    func jobLogTail(_ id: Int64, in repository: String, limit: Int) async throws -> [UInt8]
    /// A commit with its files, by its hash or the beginning of it.
    func commit(_ ref: String, in repository: String) async throws -> Commit
    /// What lies between two commits.
    func comparison(from base: String, to head: String, in repository: String) async throws -> Comparison
    /// The runs of a commit.
    func runs(of repository: String, commit: String) async throws -> [WorkflowRun]
    /// What the jobs of a run uploaded.
    func artifacts(ofRun run: Int64, in repository: String) async throws -> [Artifact]
    /// The files of an artifact that end as said.
    func files(
        ofArtifact id: Int64, in repository: String, ending endings: [String], limit: Int
    ) async throws -> [(name: String, bytes: [UInt8])]
}

/// What a triage reads of training runs. Failures are ``ServiceError``.
public protocol ModelReader: Sendable {
    /// The newest runs of an experiment.
    func newestRuns(experiment id: String, count: Int) async throws -> [Run]
    /// All experiments.
    func experiments() async throws -> [Experiment]
    /// The newest versions of a registered model.
    func newestVersions(of model: String, count: Int) async throws -> [ModelVersion]
}

/// What a triage reads of what was deployed. Failures are ``ServiceError``.
public protocol DeploymentReader: Sendable {
    /// Every application with its resources and history.
    func applications() async throws -> [Application]
}

/// What a triage reads of what was measured. Failures are ``ServiceError``.
public protocol MetricReader: Sendable {
    /// The rules that are evaluated.
    func rules() async throws -> RuleList
    /// An expression at one moment; `nil` for the server's own.
    func query(_ expression: String, at time: Timestamp?, timeout: Duration) async throws -> QueryResult
    /// An expression over a span of time.
    func queryRange(_ expression: String, from start: Timestamp, to end: Timestamp, step: Duration, timeout: Duration) async throws -> QueryResult
}
