/// A piece of evidence as gathered, or the sentence saying why it is missing (which is evidence too).
public struct Evidence: Sendable, Equatable {
    /// What part it plays; the words are those of `subject.json`.
    public enum Role: String, Sendable, CaseIterable {
        /// What was asked, with what is known of it: the `subject` object of `subject.json`. Stored with the report, not numbered.
        case subject
        case alert, alertRule = "alert-rule", alertValues = "alert-values"
        /// `siblings` are pods of the same owner, where the pod itself is gone.
        case pod, podError = "pod-error", siblings, events, nodes
        /// What changed: the owner's replica sets or controller revisions, the Argo CD application that deploys it, commits with their files, runs that built an image.
        case replicaSets = "replica-sets", controllerRevisions = "controller-revisions", application, commit, builds
        case log, logPrevious = "log-previous", logSibling = "log-sibling", logNode = "log-node", logError = "log-error"
        case run, jobs, annotations, jobLog = "job-log", jobLogPassed = "job-log-passed"
        /// What lies between two commits; what a scanner wrote (SARIF, Bandit, Trivy, Gitleaks, Snyk).
        case comparison, securityReport = "security-report"
        case mlflowRuns = "mlflow-runs", mlflowExperiment = "mlflow-experiment", mlflowModelVersions = "mlflow-model-versions"
        case trainingLog = "training-log"
        /// What the model servers export.
        case serving
        /// A file whose part this version does not know: never read, named with the reason.
        case unread
    }
    /// What part it plays.
    public var role: Role
    /// Where it came from: `logs/model-server.previous.log`.
    public var name: String
    /// The bytes as they came, JSON or text. Redacted before anything is stored or sent.
    public var bytes: [UInt8]
    /// Container or job it belongs to.
    public var part: String?
    /// Why it is missing: one sentence; `nil` when it is there.
    public var failure: String?
    /// A log too large to be held whole, instead of its bytes: it is read when it is redacted.
    var large: Large?

    /// A file, its size, and how much of it is kept, in bytes.
    struct Large: Sendable, Equatable { var path: String, size: Int, keep: Int }

    /// A piece of evidence.
    public init(_ role: Role, name: String, bytes: [UInt8] = [], part: String? = nil, failure: String? = nil) {
        self.role = role
        self.name = name
        self.bytes = bytes
        self.part = part
        self.failure = failure
    }

    /// What the piece is, without what it says.
    var withoutBytes: Evidence {
        var piece = self
        piece.bytes = []
        return piece
    }
}

/// Gathers the evidence for a subject. One over live services, one over a directory of files, one over the archive.
public protocol EvidenceSource: Sendable {
    /// Yields pieces as they are found, failures as pieces with a sentence; ends when all are in or the deadline has passed.
    func gather(_ subject: Subject) -> AsyncStream<Evidence>
}
