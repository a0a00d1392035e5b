/// Argo CD: its applications, and what it last thought of them.
struct ArgoState: Sendable, Equatable {
    var applications: [ArgoApplication] = []
    /// Version of the newest change to an application.
    var version = 7_277_391

    subscript(_ name: String) -> ArgoApplication? { applications.first { $0.name == name } }
}

/// An application: a folder of the manifests repository, and the namespace on the edge where it shall run.
struct ArgoApplication: Sendable, Equatable {
    var name: String
    var uid: String
    var created: Moment
    var version = 0
    /// Commit that was compared with the cluster.
    var revision = ""
    /// The image and the number of pods that the manifests ask for.
    var image = "", replicas = 1
    /// The policy of automated synchronisation; `nil` where somebody has to ask for each.
    var automated: Automation? = Automation()
    var sync = Sync.synced
    var health = Health.healthy
    var healthMessage = ""
    var resources: [Managed] = []
    /// The node port that its service has in the cluster.
    var port = ""
    /// Why the API server refuses something of the manifests, if it does.
    var problem: String?
    var conditions: [Condition] = []
    /// Deployments, oldest first; the ten newest are kept.
    var history: [Deployed] = []
    var operation: Operation?
    /// When git and cluster were last compared in full.
    var reconciled: Moment
    /// When git is looked at next.
    var nextLook: Moment

    /// Whether cluster and manifests agree.
    enum Sync: String, Sendable { case synced = "Synced", outOfSync = "OutOfSync", unknown = "Unknown" }

    /// Whether it works, best first.
    enum Health: String, Sendable, Comparable, CaseIterable {
        case healthy = "Healthy"
        case suspended = "Suspended"
        case progressing = "Progressing"
        case missing = "Missing"
        case degraded = "Degraded"
        case unknown = "Unknown"

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
        static func < (left: Health, right: Health) -> Bool { left.rank < right.rank }
    }

    /// An object that the manifests ask for.
    struct Managed: Sendable, Equatable {
        var group = ""
        var version = "v1"
        var kind: String
        var namespace: String
        var name: String
        var sync = Sync.synced
        /// Kinds without a health check have none.
        var health: Health?
        var message = ""
    }

    /// Something that explains a state: `ComparisonError`, `SyncError`, ….
    struct Condition: Sendable, Equatable {
        var type: String
        var message: String
        var at: Moment
    }

    /// What automated synchronisation does.
    struct Automation: Sendable, Equatable {
        var prune = true
        /// Whether changes made in the cluster are undone.
        var selfHeal = true
    }

    /// An entry of the history.
    struct Deployed: Sendable, Equatable {
        var id: Int
        var revision: String
        /// Login of whoever asked for it; `nil` for automated synchronisation.
        var by: String?
        var started: Moment
        var at: Moment
    }

    /// A note kept with a synchronisation.
    struct Note: Sendable, Equatable {
        var name: String
        var value: String
    }

    /// The last synchronisation.
    struct Operation: Sendable, Equatable {
        /// `Running`, `Succeeded`, `Failed`.
        var phase: String
        var message: String
        var revision: String
        var started: Moment
        var finished: Moment?
        var resources: [Managed] = []
        /// Login of whoever asked for it; `nil` for automated synchronisation.
        var by: String?
        /// What whoever asked for it noted with it (`infos` of the request).
        var notes: [Note] = []
        /// Whether nothing is really applied.
        var isDryRun = false
        /// What it applies, where that is not what the head of git asks for.
        var rollback: Wanted?
        /// Whether the controller has not taken it up yet: then it stands in `operation`, and there is no `operationState`.
        var isRequested = false
    }

    /// What manifests ask for.
    struct Wanted: Sendable, Equatable {
        var image: String
        var replicas: Int
    }
}

/// A change of what Argo CD does.
enum ArgoCommand: Sendable, Equatable {
    /// Compares every application with cluster and git; plans the next comparison.
    case reconcile
    /// Looks at git now, for one application.
    case refresh(String)
    /// Looks at git now and does what it asks for, all in one moment.
    case sync(String)
    /// A synchronisation ends.
    case finish(String)
    /// Somebody asks for a synchronisation, with the head of git or with an earlier deployment.
    case request(String, by: String, isDryRun: Bool, to: Int?, notes: [ArgoApplication.Note] = [])
    /// The controller takes up what was asked for.
    case take(String)
    /// Somebody stops the synchronisation that is under way.
    case terminate(String)
    /// Another policy of automated synchronisation.
    case automate(String, ArgoApplication.Automation?)
}
