import GRDB

extension Archive {
    /// The newest reports in which every word of `words` occurs (whole, or from two letters on as a beginning), each with
    /// the place where it does. Text without a letter or digit finds nothing.
    public func search(_ words: String, limit: Int = 20) async throws -> [ReportSummary] {
        guard let query = SearchWords(words).query else { return [] }
        return try await read { db in
            try Row.fetchAll(
                db, sql: "\(Self.matches) WHERE report_text MATCH ? ORDER BY report_text.rowid DESC LIMIT ?", arguments: [query, limit]
            ).map(ReportRow.summary)
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
                // Newest first here, too: the index is then read from its end, and left at the oldest row wanted.
                let rows = try Int64.fetchAll(
                    db, sql: "SELECT rowid FROM report_text WHERE report_text MATCH ? AND rowid >= ? ORDER BY rowid DESC",
                    arguments: ["\(column) : (\(query))", oldest])
                for row in rows { score[row, default: 0] += weight }
            }
            let best = score.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(limit).map(\.key)
            let rank = Dictionary(uniqueKeysWithValues: best.enumerated().map { ($1, $0) })
            // `+` keeps SQLite from looking each row up on its own, which reads a common word's index from its start.
            let rows = try Row.fetchAll(
                db,
                sql: """
                    \(Self.matches) WHERE report_text MATCH ? AND report_text.rowid >= ? AND +report_text.rowid IN (\(best.map(String.init).joined(separator: ",")))
                    ORDER BY report_text.rowid DESC
                    """, arguments: [query, best.min() ?? oldest])
            return rows.sorted { rank[$0["seq"]] ?? 0 < rank[$1["seq"]] ?? 0 }.map(ReportRow.summary)
        }
    }

    /// Reports whose id begins with `prefix`, newest first: what a person copied of an id, as of a commit's.
    /// - Parameter prefix: letters of an id; letter case means nothing. Empty, or with anything that stands in no id, finds nothing.
    public func reports(withPrefix prefix: String, limit: Int = 5) async throws -> [ReportSummary] {
        guard let range = Identifier.range(ofPrefix: prefix) else { return [] }
        return try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT \(ReportRow.summaryColumns), '' FROM report WHERE id >= ? AND id < ? ORDER BY created DESC, seq DESC LIMIT ?
                    """, arguments: [range.lowerBound, range.upperBound, limit]
            ).map(ReportRow.summary)
        }
    }

    private static let matches = """
        SELECT \(ReportRow.summaryColumns.split(separator: ", ").map { "report.\($0)" }.joined(separator: ", ")),
            snippet(report_text, -1, char(2), char(3), '…', 16), report.seq
        FROM report_text JOIN report ON report.seq = report_text.rowid
        """
}
