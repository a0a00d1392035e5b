import Host

/// How far an action has come.
public enum AuditState: String, Sendable, CaseIterable {
    /// Written down; nothing has been sent.
    case planned
    /// A request may have left; whether it was answered is not written down yet.
    case sending
    /// The service took it; its effect is awaited.
    case following
    /// It had its effect.
    case done
    /// It was refused, or had not the effect that was meant.
    case failed
    /// Whether it had an effect cannot be told.
    case unknown
    /// It ended before anything was sent.
    case abandoned

    /// Whether it is still under way: at most one row for each action key is.
    public var isUnderWay: Bool { self == .planned || self == .sending || self == .following }
}

/// An action on the outside world: who, when, what was planned, what was sent, what came back.
public struct AuditRecord: Sendable, Equatable, Identifiable {
    /// UUID, lower case; random and stable, so that an archive can later be merged with others.
    public var id = ""
    /// Which operation: `pod.delete`.
    public var kind = ""
    /// The same for two actions that would do the same to the same thing.
    public var actionKey = ""
    /// One line for lists: "Delete pod iris-classifier-7c9d".
    public var title = ""
    /// What it acts on, in words: `k3d/ml-apps/iris-classifier-7c9d (pod)`.
    public var target = ""
    /// The context it stands in; the service's name where there is no context.
    public var context = ""
    /// What the operation was asked with, as JSON, redacted.
    public var parameters = "{}"
    /// The plan that was confirmed, as JSON, redacted.
    public var plan = "{}"
    /// What can be asked for next, as JSON, redacted; an empty list while it is under way.
    public var offers = "[]"
    /// Login, or the author of config, and host.
    public var author = "", host = ""
    /// The SSH key or address the person came by; empty where it is not known.
    public var sshIdentity = ""
    /// Whom the service says we are: `ada@acme.example`; empty where it does not say.
    public var identity = ""
    /// UTC, to the millisecond: written, before the first request left, ended.
    public var created = Timestamp(milliseconds: 0), sent: Timestamp?, finished: Timestamp?
    /// How far it has come.
    public var state = AuditState.planned
    /// What it is doing now, or did last, as a sentence.
    public var step = ""
    /// What came of it, as a sentence; empty while it is under way.
    public var outcome = ""
    /// What the service named in its answer: a commit, a silence's id, a run. By it the effect is found again.
    public var reference = ""
    /// The process that looks after it, and until when it need not be asked whether it still does.
    public var owner = ProcessIdentity(host: "", pid: 0, started: "")
    /// The lease's end, UTC.
    public var lease = Timestamp(milliseconds: 0)

    /// A record to be filled in.
    public init() {}
}

/// One step of an action, as it was written down.
public struct AuditStep: Sendable, Equatable {
    /// UTC, to the millisecond.
    public var at: Timestamp
    /// What happened, as a sentence.
    public var sentence: String
    /// A step.
    public init(at: Timestamp, sentence: String) {
        self.at = at
        self.sentence = sentence
    }
}

/// Whether an action may begin.
public enum AuditBeginning: Sendable, Equatable {
    /// It may; the row as it was written.
    case begun(AuditRecord)
    /// The same action is under way already: by whom, since when and where stands in its row.
    case underWay(AuditRecord)
}
