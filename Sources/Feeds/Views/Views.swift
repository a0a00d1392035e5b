import Host
import Services

/// How bad something is; orders rows everywhere (worst first).
public enum Severity: Int, Sendable, Comparable, CaseIterable {
    /// Checked and well.
    case well
    /// Not known, off.
    case unknown
    /// Moving: starting, rolling out, running.
    case moving
    /// Degraded, pending, about to.
    case degraded
    /// Broken now.
    case broken

    /// Less bad first.
    public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
}

/// One cluster context as the deck shows it. Built off the main actor; pods stand worst first, then by namespace and name.
public struct ClusterView: Sendable, Equatable {
    /// The context's name in config.
    public var context = ""
    /// Pods, worst first.
    public var pods: [PodRow] = []
    /// Nodes by name.
    public var nodes: [Node] = []
    /// Deployments by namespace and name.
    public var deployments: [Deployment] = []
    /// Recent warnings and normals by object uid, newest first, bounded.
    public var events: [ClusterEvent] = []
    /// Conditions derived from our own watch: "seen here".
    public var seenHere: [SeenHere] = []
    /// Use over allocatable of all nodes, 0...1; `nil` where metrics.k8s.io does not answer.
    public var cpu: Double?, memory: Double?
    /// Recent values of the same, oldest first, for a sparkline.
    public var cpuHistory: [Double] = [], memoryHistory: [Double] = []
    /// Changes when a pod comes or goes, not when one changes.
    public var membership = 0
    /// What could not be listed and why ("events: forbidden").
    public var gaps: [String] = []
    /// Kinds that have been neither listed nor refused yet: where one is named, that there are none of it says nothing.
    public var awaited: [String] = []
    /// A view to be filled in.
    public init() {}
}

/// A pod with what is derived from it. Immutable and shared by reference, so that publishing a list of 5,000 copies pointers.
public final class PodRow: Sendable, Equatable, Identifiable {
    /// The pod.
    public let pod: Pod
    /// kubectl's STATUS column.
    public let status: String
    /// Containers ready and in all.
    public let ready: Int, total: Int
    /// Restarts of all containers.
    public let restarts: Int
    /// How bad.
    public let severity: Severity
    /// The cause in words: "OOMKilled x4, limit 256Mi"; empty when well.
    public let cause: String
    /// Since when, for the age at the end of the row.
    public let since: Timestamp?
    /// The uid.
    public var id: String { pod.id }

    /// A row.
    public init(pod: Pod, status: String, ready: Int, total: Int, restarts: Int, severity: Severity, cause: String, since: Timestamp?) {
        self.pod = pod
        self.status = status
        self.ready = ready
        self.total = total
        self.restarts = restarts
        self.severity = severity
        self.cause = cause
        self.since = since
    }

    /// Equal in what is shown; the same row is equal at once.
    public static func == (a: PodRow, b: PodRow) -> Bool {
        a === b
            || (a.pod == b.pod && a.status == b.status && a.ready == b.ready && a.total == b.total && a.restarts == b.restarts
                && a.severity == b.severity && a.cause == b.cause && a.since == b.since)
    }
}

/// A condition derived from our own watch, which the platform's own monitoring may not be able to see.
/// Immutable and shared by reference, as ``PodRow`` is: when a node is lost there are thousands.
public final class SeenHere: Sendable, Equatable {
    /// The rule it stands beside: `ModelPodOOMKilled`, `ModelPodNotRunning`, `ModelPodFrequentRestarts`.
    public let alert: String
    /// `critical` or `warning`.
    public let severity: String
    /// The pod it is about.
    public let namespace: String, pod: String, uid: String, container: String
    /// One sentence.
    public let sentence: String
    /// Since when it holds; pending until `fires`.
    public let since: Timestamp, fires: Timestamp

    /// A condition.
    public init(
        alert: String, severity: String, namespace: String, pod: String, uid: String, container: String, sentence: String,
        since: Timestamp, fires: Timestamp
    ) {
        self.alert = alert
        self.severity = severity
        self.namespace = namespace
        self.pod = pod
        self.uid = uid
        self.container = container
        self.sentence = sentence
        self.since = since
        self.fires = fires
    }

    /// Equal in every word and time; the same condition is equal at once.
    public static func == (a: SeenHere, b: SeenHere) -> Bool {
        a === b
            || (a.alert == b.alert && a.severity == b.severity && a.namespace == b.namespace && a.pod == b.pod && a.uid == b.uid
                && a.container == b.container && a.sentence == b.sentence && a.since == b.since && a.fires == b.fires)
    }
}

/// Alerts of Prometheus, Alertmanager and our own watch as one list, with targets and rules.
public struct AlertsView: Sendable, Equatable {
    /// Worst and newest first.
    public var alerts: [AlertRow] = []
    /// Targets, down first.
    public var targets: [ScrapeTarget] = []
    /// Rules; empty is said as "no rules configured".
    public var rules: [AlertRule] = []
    /// Whether the model servers are used; ``Traffic/none`` is said as "no traffic measured".
    public var traffic = Traffic.unasked
    /// Whether Prometheus, and Alertmanager, have ever answered; what each last failed with.
    public var prometheus = Freshness(), alertmanager = Freshness()
    /// A view to be filled in.
    public init() {}
}

/// One alert, joined over its sources.
public struct AlertRow: Sendable, Equatable, Identifiable {
    /// Stable over refreshes: fingerprint or joined label key.
    public var id: String
    /// Alert name.
    public var name: String
    /// `critical`, `warning`, …
    public var severity: String
    /// What state it is in.
    public enum State: String, Sendable { case firing, pending, suppressed }
    /// What state it is in.
    public var state: State
    /// Context by the configured mapping; empty when none matches.
    public var context: String
    /// Namespace and pod (or other object) named by its labels; empty when none.
    public var namespace: String, pod: String
    /// The workload it belongs to, by its labels or its pod's name, as `context/namespace/name`; `nil` when neither tells.
    public var workload: String?
    /// Firing or pending since; when a pending one fires.
    public var since: Timestamp?, fires: Timestamp?
    /// Summary or description annotation.
    public var summary: String
    /// Labels and annotations.
    public var labels: [String: String], annotations: [String: String]
    /// Who says so: `Prometheus`, `Alertmanager`, `seen here`.
    public var sources: [String]
    /// Silences that suppress it.
    public var silencedBy: [String]
    /// PromQL, when Prometheus knows the rule.
    public var expression: String?

    /// A row.
    public init(id: String, name: String, severity: String, state: State, context: String = "", namespace: String = "", pod: String = "") {
        self.id = id
        self.name = name
        self.severity = severity
        self.state = state
        self.context = context
        self.namespace = namespace
        self.pod = pod
        workload = nil
        since = nil
        fires = nil
        summary = ""
        labels = [:]
        annotations = [:]
        sources = []
        silencedBy = []
        expression = nil
    }
}

/// Models and their runs.
public struct ModelsView: Sendable, Equatable {
    /// One row per experiment that is watched, worst first.
    public var models: [ModelRow] = []
    /// A view to be filled in.
    public init() {}
}

/// One experiment with its recent runs.
public struct ModelRow: Sendable, Equatable, Identifiable {
    /// The experiment.
    public var experiment: Experiment
    /// Recent runs, newest first, at most 50.
    public var runs: [Run]
    /// Metric the gate looks at, and the gate.
    public var metric: String, gate: Double?
    /// Value of the newest finished run, and the baseline it is compared with.
    public var current: Double?, baseline: Double?
    /// Rows in the test set, for the interval.
    public var testRows: Int
    /// Values of finished runs, oldest first.
    public var history: [Double]
    /// (baseline - current) / baseline * 100, not below 0.
    public var driftPercent: Double
    /// False where the 95% intervals overlap widely.
    public var significant: Bool
    /// How bad, and in words: "▼ 4.1% P2, within noise".
    public var severity: Severity, cause: String
    /// Newest registered version, where there is one.
    public var version: ModelVersion?
    /// The experiment's id.
    public var id: String { experiment.id }

    /// A row without runs.
    public init(experiment: Experiment) {
        self.experiment = experiment
        runs = []
        metric = "accuracy"
        testRows = 30
        history = []
        driftPercent = 0
        significant = false
        severity = .unknown
        cause = ""
    }
}

/// ArgoCD applications, worst first.
public struct ApplicationsView: Sendable, Equatable {
    /// Rows, worst first.
    public var applications: [ApplicationRow] = []
    /// A view to be filled in.
    public init() {}
}

/// One application with what is derived from it.
public struct ApplicationRow: Sendable, Equatable, Identifiable {
    /// The application.
    public var application: Application
    /// Context by the configured mapping; empty when none matches.
    public var context: String
    /// How bad, and the cause in words.
    public var severity: Severity, cause: String
    /// Namespace and name.
    public var id: String { application.id }
    /// A row.
    public init(application: Application, context: String, severity: Severity, cause: String) {
        self.application = application
        self.context = context
        self.severity = severity
        self.cause = cause
    }
}

/// Workflow runs of the watched repositories, newest first, with jobs where they are known.
public struct PipelinesView: Sendable, Equatable {
    /// Newest first.
    public var runs: [PipelineRow] = []
    /// Requests left and allowed by GitHub, and when that resets.
    public var remaining: Int?, limit: Int?, resets: Timestamp?
    /// Repositories that could not be read, with the sentence.
    public var gaps: [String] = []
    /// Whether one of them may be readable soon, so that it is asked again like a service that is failing.
    public var isFailingInPart = false
    /// A view to be filled in.
    public init() {}
}

/// One run with its jobs.
public struct PipelineRow: Sendable, Equatable, Identifiable {
    /// The run.
    public var run: WorkflowRun
    /// Jobs of the latest attempt; empty until asked for.
    public var jobs: [Job]
    /// How bad, and the cause: "secrets · Run Gitleaks".
    public var severity: Severity, cause: String
    /// Repository and run id.
    public var id: String { "\(run.repository)#\(run.id)" }
    /// A row.
    public init(run: WorkflowRun, jobs: [Job], severity: Severity, cause: String) {
        self.run = run
        self.jobs = jobs
        self.severity = severity
        self.cause = cause
    }
}
