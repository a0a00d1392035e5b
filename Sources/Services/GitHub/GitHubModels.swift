import Host

/// A workflow run.
public struct WorkflowRun: Sendable, Equatable, Identifiable {
    /// Run id, and the number people say.
    public var id: Int64 = 0, number = 0
    /// `owner/name` of the repository.
    public var repository = ""
    /// Workflow's name and the run's own title.
    public var workflow = "", title = ""
    /// Workflow's id, and its file: `.github/workflows/ci-ct-cd.yml`.
    public var workflowID: Int64 = 0, path = ""
    /// Event: `push`, `workflow_dispatch`, …
    public var event = ""
    /// Branch and commit.
    public var branch = "", commit = ""
    /// First line of the commit message.
    public var message = ""
    /// Who started it.
    public var actor = ""
    /// `queued`, `in_progress`, `completed`, `waiting`, `requested`, `pending`.
    public var status = ""
    /// Empty until completed: `success`, `failure`, `cancelled`, `skipped`, `timed_out`, `action_required`, `stale`, `startup_failure`, `neutral`.
    public var conclusion = ""
    /// Attempt, from 1; a re-run keeps the id.
    public var attempt = 1
    /// Times.
    public var created: Timestamp?, started: Timestamp?, updated: Timestamp?
    /// Page for a browser.
    public var url = ""
    /// A run to be filled in.
    public init() {}
}

/// A job of a run's attempt.
public struct Job: Sendable, Equatable, Identifiable {
    /// Job id; also the id of its check run.
    public var id: Int64 = 0
    /// Name as shown.
    public var name = ""
    /// As for runs.
    public var status = "", conclusion = ""
    /// The run's attempt it belongs to, from 1.
    public var attempt = 1
    /// Times.
    public var started: Timestamp?, completed: Timestamp?
    /// Steps in order; empty for queued and skipped jobs.
    public var steps: [Step] = []
    /// Runner, empty when none was assigned.
    public var runner = ""

    /// A step of a job.
    public struct Step: Sendable, Equatable {
        /// Number from 1, and name.
        public var number = 0, name = ""
        /// As for runs.
        public var status = "", conclusion = ""
        /// Times, to the second.
        public var started: Timestamp?, completed: Timestamp?
        /// A step to be filled in.
        public init() {}
    }
    /// A job to be filled in.
    public init() {}
}

/// An annotation of a check run.
public struct Annotation: Sendable, Equatable {
    /// File and first line, where given.
    public var path = "", line = 0
    /// `notice`, `warning`, `failure`.
    public var level = ""
    /// Title and text.
    public var title = "", message = ""
    /// An annotation to be filled in.
    public init() {}
}
