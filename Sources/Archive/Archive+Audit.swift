import GRDB
import Host

// The audit: a row is written before anything is sent, owned by one process for as long as its lease lasts, and completed.
extension Archive {
    /// Writes an action down before anything of it is sent, unless the same one is under way.
    ///
    /// - Parameter record: an empty `id` is given one; its owner and lease are those of the one who calls.
    /// - Throws: ``ArchiveError``: then nothing may be sent.
    public func begin(_ record: AuditRecord) async throws -> AuditBeginning {
        var fresh = record
        if fresh.id.isEmpty { fresh.id = Identifier.next(random) }
        let row = fresh
        return try await write { db in
            if let other = try Row.fetchOne(db, sql: "\(Self.underWay) AND action_key = ?", arguments: [row.actionKey]) {
                return .underWay(AuditRow.record(other))
            }
            try db.execute(sql: AuditRow.insert, arguments: AuditRow.arguments(row))
            if !row.step.isEmpty { try Self.note(row.step, at: row.created, in: db.lastInsertedRowID, db) }
            return .begun(row)
        }
    }

    /// Writes the next step of an action that is under way and still ours.
    ///
    /// - Parameters:
    ///   - state: the new state; `nil` leaves it. With ``AuditState/sending`` the moment is kept as when it was sent.
    ///   - reference: what the service named; `nil` leaves it.
    ///   - lease: the lease's new end.
    /// - Returns: whether it is ours; when it is not, nothing was written, and nothing may be sent.
    @discardableResult
    public func advance(
        audit id: String, owner: ProcessIdentity, to state: AuditState? = nil, step: String, reference: String? = nil, at now: Timestamp,
        lease: Timestamp
    ) async throws -> Bool {
        try await write { db in
            guard let seq = try Self.owned(id, by: owner, db) else { return false }
            try db.execute(
                sql: """
                    UPDATE audit SET state = coalesce(?, state), step = ?, reference = coalesce(?, reference), lease = ?,
                        sent = CASE WHEN ? = 'sending' THEN ? ELSE sent END WHERE seq = ?
                    """,
                arguments: [state?.rawValue, step, reference, lease.milliseconds, state?.rawValue, now.milliseconds, seq])
            try Self.note(step, at: now, in: seq, db)
            return true
        }
    }

    /// Keeps the lease of an action that is under way.
    /// - Returns: whether it is still ours.
    public func renew(audit id: String, owner: ProcessIdentity, lease: Timestamp) async throws -> Bool {
        try await write { db in
            guard let seq = try Self.owned(id, by: owner, db) else { return false }
            try db.execute(sql: "UPDATE audit SET lease = ? WHERE seq = ?", arguments: [lease.milliseconds, seq])
            return true
        }
    }

    /// Completes an action.
    ///
    /// One that was taken over meanwhile keeps what its new owner found; ours is added as a step, so that nothing is lost.
    /// - Returns: whether it was still ours.
    @discardableResult
    public func finish(
        audit id: String, owner: ProcessIdentity, as state: AuditState, outcome: String, offers: String = "[]", at now: Timestamp
    ) async throws -> Bool {
        try await write { db in
            guard let seq = try Self.owned(id, by: owner, db) else {
                if let seq = try Int64.fetchOne(db, sql: "SELECT seq FROM audit WHERE id = ?", arguments: [id]) {
                    try Self.note("Seen by its first owner: \(outcome)", at: now, in: seq, db)
                }
                return false
            }
            try db.execute(
                sql: "UPDATE audit SET state = ?, outcome = ?, offers = ?, finished = ? WHERE seq = ?",
                arguments: [state.rawValue, outcome, offers, now.milliseconds, seq])
            return true
        }
    }

    /// Takes over, in one transaction, every action under way whose process has ended or whose lease has run out.
    ///
    /// Of several processes that start at once each row goes to one.
    /// - Returns: the rows as their last owner left them, but for owner and lease.
    public func takeOver(owner: ProcessIdentity, at now: Timestamp, lease: Timestamp) async throws -> [AuditRecord] {
        try await write { db in
            let rows = try Row.fetchAll(db, sql: "\(Self.underWay) ORDER BY seq").map(AuditRow.record)
            let left = rows.filter { $0.owner != owner && ($0.lease < now || $0.owner.hasEnded) }
            for row in left {
                try db.execute(
                    sql: "UPDATE audit SET owner_host = ?, owner_pid = ?, owner_started = ?, lease = ? WHERE id = ?",
                    arguments: [owner.host, owner.pid, owner.started, lease.milliseconds, row.id])
            }
            return left.map { row in
                var row = row
                (row.owner, row.lease) = (owner, lease)
                return row
            }
        }
    }

    /// The newest actions, newest first.
    ///
    /// - Parameters:
    ///   - words: every word must occur in title, target, kind, author, state, step or outcome, whatever its case.
    ///   - start: only those written then or later.
    ///   - moment: only those written before: page by passing the last row's time.
    public func audit(
        limit: Int = 50, matching words: String = "", since start: Timestamp? = nil, before moment: Timestamp? = nil
    ) async throws -> [AuditRecord] {
        let words = words.lowercased().split(whereSeparator: \.isWhitespace).prefix(8).map(String.init)
        return try await read { db in
            let text = "lower(title || ' ' || target || ' ' || kind || ' ' || author || ' ' || state || ' ' || step || ' ' || outcome)"
            let conditions = words.map { _ in " AND instr(\(text), ?) > 0" }.joined()
            var arguments: StatementArguments = [start?.milliseconds ?? .min, moment?.milliseconds ?? .max]
            for word in words { arguments += [word] }
            arguments += [limit]
            return try Row.fetchAll(
                db, sql: "SELECT * FROM audit WHERE created >= ? AND created < ?\(conditions) ORDER BY seq DESC LIMIT ?", arguments: arguments
            ).map(AuditRow.record)
        }
    }

    /// An action by its id; `nil` when there is none.
    public func audit(id: String) async throws -> AuditRecord? {
        try await read { db in try Row.fetchOne(db, sql: "SELECT * FROM audit WHERE id = ?", arguments: [id]).map(AuditRow.record) }
    }

    /// Actions whose id begins with `prefix`, newest first: what a person copied of an id.
    /// - Parameter prefix: letters of an id; letter case means nothing. Empty, or with anything that stands in no id, finds nothing.
    public func audit(withPrefix prefix: String, limit: Int = 5) async throws -> [AuditRecord] {
        guard let range = Identifier.range(ofPrefix: prefix) else { return [] }
        return try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM audit WHERE id >= ? AND id < ? ORDER BY seq DESC LIMIT ?",
                arguments: [range.lowerBound, range.upperBound, limit]
            ).map(AuditRow.record)
        }
    }

    /// How many actions are kept.
    public func auditCount() async throws -> Int {
        try await read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM audit") ?? 0 }
    }

    /// Every action under way, of all processes, oldest first.
    public func auditUnderWay() async throws -> [AuditRecord] {
        try await read { db in try Row.fetchAll(db, sql: "\(Self.underWay) ORDER BY seq").map(AuditRow.record) }
    }

    /// An action's steps in order.
    public func steps(ofAudit id: String) async throws -> [AuditStep] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT at, sentence FROM audit_step WHERE audit = (SELECT seq FROM audit WHERE id = ?) ORDER BY rowid",
                arguments: [id]
            ).map { AuditStep(at: Timestamp(milliseconds: $0[0]), sentence: $0[1]) }
        }
    }

    private static let underWay = "SELECT * FROM audit WHERE state IN ('planned', 'sending', 'following')"

    /// The row of an action that is under way and belongs to `owner`.
    private static func owned(_ id: String, by owner: ProcessIdentity, _ db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT seq FROM audit WHERE id = ? AND state IN ('planned', 'sending', 'following')
                    AND owner_host = ? AND owner_pid = ? AND owner_started = ?
                """, arguments: [id, owner.host, owner.pid, owner.started])
    }

    private static func note(_ sentence: String, at moment: Timestamp, in audit: Int64, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO audit_step (audit, at, sentence) VALUES (?, ?, ?)", arguments: [audit, moment.milliseconds, sentence])
    }
}
