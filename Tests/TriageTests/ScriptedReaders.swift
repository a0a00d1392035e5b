import Host
import JSON
import Services
import TestSupport

@testable import Triage

// Services as a test scripts them, for what gathers evidence.

/// One cluster with one pod.
struct ScriptedCluster: ClusterReader {
    var pod: [UInt8]?
    var pods: [UInt8] = Array(#"{"items":[]}"#.utf8)
    var replicaSets = Array(#"{"items":[]}"#.utf8), controllerRevisions = Array(#"{"items":[]}"#.utf8), events = Array(#"{"items":[]}"#.utf8)
    var log: Result<String, ServiceError> = .success("")
    var failure: ServiceError?
    var hangs: ManualTime?

    init(
        pod: [UInt8]? = nil, pods: [UInt8] = Array(#"{"items":[]}"#.utf8), replicaSets: [UInt8] = Array(#"{"items":[]}"#.utf8),
        log: Result<String, ServiceError> = .success(""), failure: ServiceError? = nil, hangs: ManualTime? = nil
    ) {
        (self.pod, self.pods, self.log, self.failure, self.hangs) = (pod, pods, log, failure, hangs)
        self.replicaSets = replicaSets
    }

    func podBody(namespace: String, name: String) async throws -> [UInt8] {
        if let failure { throw failure }
        guard let pod else { throw ServiceError.notFound(service: "k3d", what: "pod \(name)") }
        return pod
    }
    func podsBody(namespace: String) async throws -> [UInt8] { pods }
    func eventsBody(namespace: String) async throws -> [UInt8] {
        if let failure { throw failure }
        try await hangs?.sleep(for: .seconds(3600))
        return events
    }
    func replicaSetsBody(namespace: String) async throws -> [UInt8] { replicaSets }
    func controllerRevisionsBody(namespace: String) async throws -> [UInt8] { controllerRevisions }
    func nodesBody() async throws -> [UInt8] {
        if let failure { throw failure }
        return Array(#"{"items":[]}"#.utf8)
    }
    func logTail(
        namespace: String, pod: String, container: String, previous: Bool, since: Timestamp?, lines: Int, limit: Int
    ) async throws -> [UInt8] {
        if let since { return Array("since \(since.rfc3339)".utf8) }
        let text = try log.get()
        return Array((text.isEmpty ? "\(container) \(previous ? "previous" : "present")" : text).utf8)
    }
}

/// GitHub with one failed run; commits by repository and hash, builds, and what was uploaded.
struct ScriptedPipeline: PipelineReader {
    var commits: [String: Commit] = [:], builds: [WorkflowRun] = [], compared: Comparison?
    var reports: [(artifact: String, file: String, text: String)] = []

    func run(_ id: Int64, of repository: String) async throws -> WorkflowRun {
        var run = WorkflowRun()
        (run.id, run.number, run.workflow, run.branch, run.conclusion) = (id, 412, "CI", "main", "failure")
        return run
    }
    func lastSuccess(before run: WorkflowRun) async throws -> WorkflowRun? {
        var good = run
        (good.id, good.conclusion) = (6, "success")
        return good
    }
    func jobs(ofRun id: Int64, in repository: String) async throws -> [Job] {
        var job = Job(), step = Job.Step()
        (job.id, job.name, job.conclusion) = (id * 10, "Unit Tests", id == 7 ? "failure" : "success")
        (step.number, step.name, step.conclusion) = (4, "Run unit tests", job.conclusion)
        job.steps = [step]
        return [job]
    }
    func annotations(ofJob id: Int64, in repository: String) async throws -> [Annotation] { [] }
    func jobLogTail(_ id: Int64, in repository: String, limit: Int) async throws -> [UInt8] {
        Array(
            (id == 70
                ? "setup\nFAILED tests/test_a.py::test_b - assert 1 == 2\n##[error]Process completed with exit code 1.\n"
                : "setup\nall passed\n").utf8)
    }
    func commit(_ ref: String, in repository: String) async throws -> Commit {
        guard let commit = commits.first(where: { $0.key.hasPrefix("\(repository) \(ref)") })?.value else {
            throw ServiceError.notFound(service: "GitHub", what: "commit \(ref)")
        }
        return commit
    }
    func comparison(from base: String, to head: String, in repository: String) async throws -> Comparison {
        guard let compared else { throw ServiceError.notFound(service: "GitHub", what: "commits \(base)...\(head)") }
        return compared
    }
    func runs(of repository: String, commit: String) async throws -> [WorkflowRun] { builds.filter { $0.commit == commit } }
    func artifacts(ofRun run: Int64, in repository: String) async throws -> [Artifact] {
        reports.enumerated().map { index, report in
            var artifact = Artifact()
            (artifact.id, artifact.name) = (Int64(index), report.artifact)
            return artifact
        }
    }
    func files(
        ofArtifact id: Int64, in repository: String, ending endings: [String], limit: Int
    ) async throws -> [(name: String, bytes: [UInt8])] { [(reports[Int(id)].file, Array(reports[Int(id)].text.utf8))] }
}

/// MLflow with two runs.
struct ScriptedModels: ModelReader {
    func newestRuns(experiment id: String, count: Int) async throws -> [Run] {
        [("r2", 0.7, "5", 2), ("r1", 0.96, "100", 1)].map { name, accuracy, trees, order in
            var run = Run()
            (run.name, run.status, run.metrics, run.parameters) = (name, "FINISHED", ["accuracy": accuracy], ["trees": trees])
            run.datasets = [.init(name: "prices.csv", digest: order == 2 ? "77b0" : "10ff")]
            run.tags = ["mlflow.source.git.commit": "c\(order)"]
            run.started = Timestamp(milliseconds: Int64(order) * 1000)
            return run
        }
    }
    func experiments() async throws -> [Experiment] {
        var experiment = Experiment()
        (experiment.id, experiment.name) = ("3", "prices")
        return [experiment]
    }
    func newestVersions(of model: String, count: Int) async throws -> [ModelVersion] { [] }
}

/// Argo CD with what it deploys; where it hangs, until the given time.
struct ScriptedDeployments: DeploymentReader {
    var all: [Application] = [], hangs: ManualTime?

    func applications() async throws -> [Application] {
        try await hangs?.sleep(for: .seconds(3600))
        return all
    }
}

/// Prometheus with its rules, and an answer for every query, which it notes.
final class ScriptedMetrics: MetricReader {
    let alerting: [AlertRule], answer: QueryResult
    let asked = Collector<String>()

    init(_ alerting: [AlertRule] = [], answer: QueryResult = QueryResult()) {
        self.alerting = alerting
        self.answer = answer
    }

    func rules() async throws -> RuleList {
        var list = RuleList()
        list.alerting = alerting
        return list
    }
    func query(_ expression: String, at time: Timestamp?, timeout: Duration) async throws -> QueryResult {
        asked.add(expression)
        return answer
    }
    func queryRange(_ expression: String, from start: Timestamp, to end: Timestamp, step: Duration, timeout: Duration) async throws -> QueryResult {
        asked.add("\(expression) \(start.rfc3339) \(end.rfc3339)")
        return answer
    }
}
