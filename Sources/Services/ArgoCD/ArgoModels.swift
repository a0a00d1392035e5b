import Host

/// An ArgoCD application, reduced to what the console shows.
public struct Application: Sendable, Equatable, Identifiable {
    /// Name, namespace of the Application object, and its uid.
    public var name = "", namespace = "", uid = ""
    /// Project.
    public var project = ""
    /// Where it deploys: server URL or cluster name, and namespace.
    public var server = "", cluster = "", targetNamespace = ""
    /// Repository, path and revision asked for.
    public var repository = "", path = "", targetRevision = ""
    /// `Synced`, `OutOfSync`, `Unknown`, and the revision compared.
    public var sync = "", revision = ""
    /// `Healthy`, `Progressing`, `Degraded`, `Suspended`, `Missing`, `Unknown`, with its message.
    public var health = "", healthMessage = ""
    /// Images in use (`status.summary.images`).
    public var images: [String] = []
    /// Automated sync, with prune and self-heal.
    public var automated = false, prunes = false, selfHeals = false
    /// Last operation: `Running`, `Succeeded`, `Failed`, `Error`, `Terminating`; message; when.
    public var operationPhase = "", operationMessage = ""
    /// Who asked for the last operation: a user name, or `automated` for the controller itself.
    public var operationBy = ""
    /// When the last operation started and finished.
    public var operationStarted: Timestamp?, operationFinished: Timestamp?
    /// `ComparisonError`, `SyncError`, …: these explain `Unknown`, so they are shown first.
    public var conditions: [(type: String, message: String)] = []
    /// Resources with sync state and health.
    public var resources: [Resource] = []
    /// Deployments so far, oldest first.
    public var history: [Deployed] = []
    /// When the controller last compared.
    public var reconciled: Timestamp?
    /// Being deleted.
    public var deletion: Timestamp?
    /// Namespace and name: unique per server.
    public var id: String { namespace + "/" + name }

    /// One managed resource.
    public struct Resource: Sendable, Equatable {
        /// What it is.
        public var group = "", kind = "", namespace = "", name = ""
        /// `Synced` or `OutOfSync`; health where known.
        public var sync = "", health = "", message = ""
        /// A resource to be filled in.
        public init() {}
    }

    /// One entry of the history.
    public struct Deployed: Sendable, Equatable {
        /// Increasing, with gaps.
        public var id = 0
        /// Commit.
        public var revision = ""
        /// When it was done, and when it was begun (2.0 and later).
        public var at: Timestamp?, started: Timestamp?
        /// Who asked for it; empty for automated synchronisation, and before 2.12.
        public var by = ""
        /// An entry to be filled in.
        public init() {}
    }

    /// An application to be filled in.
    public init() {}

    /// Equal in every field that is shown.
    public static func == (a: Application, b: Application) -> Bool {
        a.uid == b.uid && a.id == b.id && a.sync == b.sync && a.revision == b.revision && a.health == b.health
            && a.healthMessage == b.healthMessage && a.images == b.images && a.operationPhase == b.operationPhase
            && a.operationMessage == b.operationMessage && a.operationStarted == b.operationStarted
            && a.operationFinished == b.operationFinished && a.resources == b.resources && a.history == b.history
            && a.conditions.elementsEqual(b.conditions, by: ==) && a.automated == b.automated && a.deletion == b.deletion
            && a.reconciled == b.reconciled
    }
}
