import Host
import JSON

/// An application with its operation in full: what to follow after a sync or a rollback.
public struct ArgoState: Sendable, Equatable, Readable {
    /// The application.
    public var application = Application()
    /// Its last operation, or the one under way.
    public var operation = ArgoOperation()
    /// Automated sync.
    public var automation = ArgoAutomation()
    /// Whether ArgoCD has been asked to compare it and has not yet.
    public var isRefreshPending = false

    /// A state to be filled in.
    public init() {}

    /// An Application object.
    public init(_ json: Element) throws {
        application = try Application(json)
        operation = ArgoOperation(json)
        automation = ArgoAutomation(json["spec"]["syncPolicy"]["automated"])
        isRefreshPending = json["metadata"]["annotations"]["argocd.argoproj.io/refresh"].exists
    }
}

/// What an operation does and how far it is.
public struct ArgoOperation: Sendable, Equatable {
    /// One resource's result.
    public struct Result: Sendable, Equatable {
        /// What it is.
        public var group = "", kind = "", namespace = "", name = ""
        /// `Synced`, `SyncFailed`, `Pruned`, `PruneSkipped`; of a hook its phase.
        public var status = "", hookPhase = ""
        /// What applying it answered.
        public var message = ""
        /// A result to be filled in.
        public init() {}
        /// Whether it failed.
        public var hasFailed: Bool { status == "SyncFailed" || ["Failed", "Error"].contains(hookPhase) }
    }

    /// Asked for and not begun: the controller has not taken it up, and ``phase`` is that of the one before, if anything.
    public var isWaiting = false
    /// `Running`, `Terminating`, `Succeeded`, `Failed`, `Error`; empty where there was none.
    public var phase = ""
    /// What ArgoCD says of it.
    public var message = ""
    /// The revision asked for, and the one it came to.
    public var revision = "", syncedRevision = ""
    /// Whether it only tries, and whether it deletes.
    public var isTrial = false, prunes = false
    /// Who asked: a user name, or `automated`.
    public var by = ""
    /// The asker's notes (``ArgoSync/notes``).
    public var notes: [String: String] = [:]
    /// When.
    public var started: Timestamp?, finished: Timestamp?
    /// How often it was tried again.
    public var retries = 0
    /// Results by resource, failed ones among them.
    public var results: [Result] = []

    /// An operation to be filled in.
    public init() {}

    /// Whether it has come to an end.
    public var isFinished: Bool { !isWaiting && ["Succeeded", "Failed", "Error"].contains(phase) }

    init(_ application: Element) {
        let state = application["status"]["operationState"]
        isWaiting = application["operation"].kind == .object && state.text(at: "phase").isEmpty
        phase = state.text(at: "phase")
        message = state.text(at: "message")
        let asked = isWaiting ? application["operation"] : state["operation"]
        revision = asked["sync"]["revision"].string ?? asked["sync"]["revisions"].texts.first ?? ""
        isTrial = asked["sync"]["dryRun"].bool ?? false
        prunes = asked["sync"]["prune"].bool ?? false
        by = asked["initiatedBy"]["username"].string ?? (asked["initiatedBy"]["automated"].bool == true ? "automated" : "")
        for note in asked["info"].array { notes[note.text(at: "name")] = note.text(at: "value") }
        started = state.moment(at: "startedAt")
        finished = state.moment(at: "finishedAt")
        retries = state["retryCount"].int ?? 0
        syncedRevision = state["syncResult"]["revision"].string ?? state["syncResult"]["revisions"].texts.first ?? ""
        results = state["syncResult"]["resources"].array.map { Result($0) }
    }
}

extension ArgoOperation.Result {
    init(_ json: Element) {
        self.init()
        (group, kind) = (json.text(at: "group"), json.text(at: "kind"))
        (namespace, name) = (json.text(at: "namespace"), json.text(at: "name"))
        status = json.text(at: "status")
        hookPhase = json.text(at: "hookPhase")
        message = json.text(at: "message")
    }
}
