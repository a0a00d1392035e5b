import Host

/// Exactly what an operation will do, before it does it: a value that can be shown, compared, dry-run, printed as a command
/// and stored. It never holds a token.
public struct Plan: Sendable, Equatable {
    /// Which operation, and what it was asked with, complete: everything that was chosen when it was planned (a pod's uid, a
    /// file's hash, a moment) stands here, so that it can be gone on with from a stored row.
    public var request: OperationRequest
    /// Verb first: "Delete pod iris-classifier-7c9d".
    public var title: String
    /// What it acts on.
    public var target: Target
    /// The requests that will be sent, in order.
    public var requests: [PlannedRequest] = []
    /// The change as a diff, where there is one.
    public var diff: [DiffLine] = []
    /// What follows by itself, a sentence each: "ArgoCD syncs by itself."
    public var consequences: [String] = []
    /// What stands against it without forbidding it, a sentence each: "Its token ends in 2 h."
    public var warnings: [String] = []
    /// How much harm it can do.
    public var risk = Risk.changes
    /// The word of ``title`` or ``consequences`` that is shown in red; empty where nothing is destroyed.
    public var dangerousWord = ""
    /// How it is undone, as a sentence; "cannot be undone: …" where it cannot.
    public var undo = ""
    /// Which credential is used, by its reference, never its value: "the token from env:INFRA_PAT".
    public var credential = ""
    /// Whom the service says we are; empty where it does not say.
    public var identity = ""
    /// The same from a shell.
    public var command = ""
    /// The same for two plans that would do the same to the same thing.
    public var actionKey: String
    /// What must be typed before it runs: the context's name, where that is protected; `nil` where a key is enough.
    public var mustType: String?
    /// Why it cannot run here at all (read-only); `nil` when it can. Set by ``OperationRunner``.
    public var blocked: String?

    /// A plan to be filled in.
    public init(_ request: OperationRequest, title: String, target: Target, actionKey: String) {
        self.request = request
        self.title = title
        self.target = target
        self.actionKey = actionKey
    }

    /// How much harm a plan can do.
    public enum Risk: String, Sendable {
        /// It changes something that can be changed back.
        case changes
        /// Something is gone afterwards.
        case destroys
    }
}

/// What an operation acts on, as it was selected.
public struct Target: Sendable, Equatable {
    /// The context; the service's name where there is none ("GitHub").
    public var context: String
    /// Namespace, or repository; empty where there is none.
    public var namespace = ""
    /// The thing's name.
    public var name: String
    /// Its uid, where it has one: a name is given again, a uid is not.
    public var uid = ""
    /// What kind of thing: "pod", "application", "run".
    public var kind: String

    /// A target.
    public init(context: String, namespace: String = "", name: String, uid: String = "", kind: String) {
        self.context = context
        self.namespace = namespace
        self.name = name
        self.uid = uid
        self.kind = kind
    }

    /// `k3d/ml-apps/iris-classifier-7c9d (pod)`
    public var words: String { [context, namespace, name].filter { !$0.isEmpty }.joined(separator: "/") + " (\(kind))" }
}

/// One request of a plan.
public struct PlannedRequest: Sendable, Equatable {
    /// The service, as it is called in sentences.
    public var service: String
    /// Method, and path with its query, as they will be sent.
    public var method: String, path: String
    /// The body as it will be sent; or, where the plan's diff shows it better, words in parentheses.
    public var body: String

    /// A request.
    public init(service: String, method: String, path: String, body: String = "") {
        self.service = service
        self.method = method
        self.path = path
        self.body = body
    }

    /// `DELETE /api/v1/namespaces/ml-apps/pods/iris`
    public var words: String { "\(method) \(path)" }
}

/// A line of a plan's diff.
public struct DiffLine: Sendable, Equatable {
    /// What the line is.
    public enum Kind: String, Sendable {
        /// Where the change is: a file, a field.
        case place
        /// Stays.
        case same
        /// Goes; comes.
        case removed, added
    }
    /// What the line is.
    public var kind: Kind
    /// The line without its sign.
    public var text: String

    /// A line.
    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}
