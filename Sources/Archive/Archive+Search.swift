import GRDB

extension Archive {
    /// The newest reports in which every word of `words` occurs (whole, or from two letters on as a beginning), each with
    /// the place where it does. Text without a letter or digit finds nothing.
    public func search(_ words: String, limit: Int = 20) async throws -> [ReportSummary] {
        guard let query = SearchWords(words).query else { return [] }
        return try await read { db in
            // The ids first: the index alone knows the newest; snippets and rows are read for those few only.
            let newest = try Int64.fetchAll(
                db, sql: "SELECT rowid FROM report_text WHERE report_text MATCH ? ORDER BY rowid DESC LIMIT ?", arguments: [query, limit])
            return try Self.summaries(newest, matching: query, db)
        }
    }

    /// The best matches among the newest 2,000 that match, best first. Older ones are left to ``search(_:limit:)``:
    /// ranking costs time for every row that matches, and a common word occurs in all of them.
    public func ranked(_ words: String, limit: Int = 20) async throws -> [ReportSummary] {
        guard let query = SearchWords(words).query else { return [] }
        return try await read { db in
            let newest = try Int64.fetchAll(
                db, sql: "SELECT rowid FROM report_text WHERE report_text MATCH ? ORDER BY rowid DESC LIMIT 2000", arguments: [query])
            guard let oldest = newest.last else { return [] }
            // SQLite's bm25() counts the word over the whole archive first. Where the word stands says more about
            // a report than how often, and is bounded by the rows asked for: title, subject, finding, answer.
            var score = Dictionary(uniqueKeysWithValues: newest.map { ($0, 1) })
            for (column, weight) in [("title", 8), ("subject", 4), ("findings", 2)] {
                let rows = try Int64.fetchAll(
                    db, sql: "SELECT rowid FROM report_text WHERE report_text MATCH ? AND rowid >= ?",
                    arguments: ["\(column) : (\(query))", oldest])
                for row in rows { score[row, default: 0] += weight }
            }
            let best = score.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(limit).map(\.key)
            return try Self.summaries(best, matching: query, db)
        }
    }

    private static func summaries(_ rows: [Int64], matching query: String, _ db: Database) throws -> [ReportSummary] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(ReportRow.summaryColumns.split(separator: ", ").map { "report.\($0)" }.joined(separator: ", ")),
                    snippet(report_text, -1, char(2), char(3), '…', 16)
                FROM report_text JOIN report ON report.seq = report_text.rowid
                WHERE report_text MATCH ? AND report_text.rowid = ?
                """)
        return try rows.compactMap { try Row.fetchOne(statement, arguments: [query, $0]).map(ReportRow.summary) }
    }
}
