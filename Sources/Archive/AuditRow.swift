import GRDB
import Host

/// How an action stands in its table: columns in one order, for writing and reading.
enum AuditRow {
    static let insert = """
        INSERT INTO audit (id, kind, action_key, title, target, context, author, host, ssh_identity, identity, created, sent, finished,
            state, step, outcome, reference, owner_host, owner_pid, owner_started, lease, parameters, plan, offers)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    static func arguments(_ audit: AuditRecord) -> StatementArguments {
        [
            audit.id, audit.kind, audit.actionKey, audit.title, audit.target, audit.context, audit.author, audit.host, audit.sshIdentity,
            audit.identity, audit.created.milliseconds, audit.sent?.milliseconds, audit.finished?.milliseconds, audit.state.rawValue,
            audit.step, audit.outcome, audit.reference, audit.owner.host, audit.owner.pid, audit.owner.started, audit.lease.milliseconds,
            audit.parameters, audit.plan, audit.offers,
        ]
    }

    static func record(_ row: Row) -> AuditRecord {
        var audit = AuditRecord()
        audit.id = row["id"]
        audit.kind = row["kind"]
        audit.actionKey = row["action_key"]
        audit.title = row["title"]
        audit.target = row["target"]
        audit.context = row["context"]
        audit.parameters = row["parameters"]
        audit.plan = row["plan"]
        audit.offers = row["offers"]
        audit.author = row["author"]
        audit.host = row["host"]
        audit.sshIdentity = row["ssh_identity"]
        audit.identity = row["identity"]
        audit.created = Timestamp(milliseconds: row["created"])
        audit.sent = (row["sent"] as Int64?).map { Timestamp(milliseconds: $0) }
        audit.finished = (row["finished"] as Int64?).map { Timestamp(milliseconds: $0) }
        // A state that only a later version knows is one that we cannot tell.
        audit.state = AuditState(rawValue: row["state"]) ?? .unknown
        audit.step = row["step"]
        audit.outcome = row["outcome"]
        audit.reference = row["reference"]
        audit.owner = ProcessIdentity(host: row["owner_host"], pid: row["owner_pid"], started: row["owner_started"])
        audit.lease = Timestamp(milliseconds: row["lease"])
        return audit
    }
}
