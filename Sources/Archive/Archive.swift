import GRDB
import Host

/// The store of reports and their evidence: one SQLite file per account and host, shared by any number of its processes.
///
/// Every call is asynchronous and runs on the database's own queues. All writes are immediate transactions: one that
/// began as a read would be refused at once when another process writes, whatever the time-out.
public final class Archive: Sendable {
    /// Where the file is.
    public let path: String
    let pool: DatabasePool
    let random: RandomSource

    private init(path: String, pool: DatabasePool, random: RandomSource) {
        self.path = path
        self.pool = pool
        self.random = random
    }

    /// Opens the archive at `path`, making and migrating it where needed.
    /// - Throws: ``ArchiveError``.
    public static func open(path: String, random: RandomSource = .system) async throws -> Archive {
        try await open(ArchivePlace(path: path), random: random)
    }

    static func open(_ place: ArchivePlace, random: RandomSource = .system) async throws -> Archive {
        try await Aside.run {
            do {
                try place.prepare()
                let pool = try place.locked {
                    let pool = try DatabasePool(path: place.path, configuration: configuration)
                    guard try pool.read(Schema.migrator.hasBeenSuperseded) == false else { throw ArchiveError.newer(path: place.path) }
                    try Schema.migrator.migrate(pool)
                    return pool
                }
                return Archive(path: place.path, pool: pool, random: random)
            } catch {
                throw ArchiveError(error, path: place.path)
            }
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 2
        configuration.label = "archive"
        // For each of three connections. The kernel keeps the file's pages as well, and gives them back when they are wanted.
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA cache_size = -256") }
        return configuration
    }

    /// Stores a report with its evidence, in one transaction. Storing the same id again replaces it.
    ///
    /// An empty `id` is given one. An empty `incident` becomes that of the newest report on the same subject and class
    /// within a day, else a new one.
    /// - Returns: the report as stored.
    @discardableResult
    public func save(_ report: ReportRecord, evidence: [EvidenceRecord]) async throws -> ReportRecord {
        var stored = report
        if stored.id.isEmpty { stored.id = Identifier.next(random) }
        let fresh = Identifier.next(random)
        let record = stored
        return try await write { db in
            var record = record
            record.incident = try Self.incident(of: record, orNew: fresh, db)
            try db.execute(sql: "DELETE FROM report WHERE id = ?", arguments: [record.id])
            try db.execute(sql: ReportRow.insert, arguments: ReportRow.arguments(record))
            let seq = db.lastInsertedRowID
            let insert = try db.cachedStatement(
                sql: "INSERT INTO evidence (report, number, role, name, failure, text) VALUES (?, ?, ?, ?, ?, ?)")
            for piece in evidence {
                try insert.execute(arguments: [seq, piece.number, piece.role, piece.name, piece.failure, piece.text])
            }
            return record
        }
    }

    private static func incident(of report: ReportRecord, orNew fresh: String, _ db: Database) throws -> String {
        let day: Int64 = 86_400_000
        let known =
            report.incident.isEmpty
            ? try String.fetchOne(
                db,
                sql: "SELECT id FROM incident WHERE kind = ? AND subject = ? AND class = ? AND updated >= ? ORDER BY updated DESC LIMIT 1",
                arguments: [report.kind, report.subject, report.failureClass, report.created.milliseconds - day]) : report.incident
        let id = known ?? fresh
        try db.execute(
            sql: """
                INSERT INTO incident (id, kind, subject, class, author, host, created, updated) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET updated = max(updated, excluded.updated)
                """,
            arguments: [
                id, report.kind, report.subject, report.failureClass, report.author, report.host, report.created.milliseconds,
                report.created.milliseconds,
            ])
        return id
    }

    /// A report by its id; `nil` when there is none.
    public func report(id: String) async throws -> ReportRecord? {
        try await read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM report WHERE id = ?", arguments: [id]).map(ReportRow.record)
        }
    }

    /// A report's evidence by number.
    public func evidence(report id: String) async throws -> [EvidenceRecord] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT number, role, name, failure, text FROM evidence
                    WHERE report = (SELECT seq FROM report WHERE id = ?) ORDER BY number
                    """, arguments: [id]
            ).map { row in
                var piece = EvidenceRecord()
                (piece.number, piece.role, piece.name, piece.failure, piece.text) = (row[0], row[1], row[2], row[3], row[4])
                return piece
            }
        }
    }

    /// The newest reports, those created before `moment` where one is given: page by passing the last row's time.
    public func newest(limit: Int = 50, before moment: Timestamp? = nil) async throws -> [ReportSummary] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT \(ReportRow.summaryColumns), '' FROM report WHERE created < ? ORDER BY created DESC, seq DESC LIMIT ?",
                arguments: [moment?.milliseconds ?? .max, limit]
            ).map(ReportRow.summary)
        }
    }

    /// Reports on one subject, newest first.
    /// - Parameter subject: as in ``ReportRecord/subject``.
    public func reports(about subject: String, limit: Int = 50) async throws -> [ReportSummary] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT \(ReportRow.summaryColumns), '' FROM report WHERE subject = ? ORDER BY created DESC, seq DESC LIMIT ?",
                arguments: [subject, limit]
            ).map(ReportRow.summary)
        }
    }

    /// How many reports are kept.
    public func count() async throws -> Int {
        try await read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM report") ?? 0 }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        do { return try await pool.read(body) } catch is CancellationError { throw CancellationError() } catch {
            throw ArchiveError(error, path: path)
        }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        do { return try await pool.write(body) } catch is CancellationError { throw CancellationError() } catch {
            throw ArchiveError(error, path: path)
        }
    }
}
