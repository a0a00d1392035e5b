import Archive
import Host

/// A row of the archive that a person names by the beginning of its id.
protocol ArchivedRow {
    /// How such rows are called: "report".
    static var noun: String { get }
    var id: String { get }
    /// What it is about, for choosing among several.
    var about: String { get }
}

extension ArchivedRow {
    /// As much of the id as tells it from others to a person.
    var shortID: String { String(id.prefix(8)) }
}

extension ReportSummary: ArchivedRow {
    static let noun = "report"
    var about: String { subject }
}

extension AuditRecord: ArchivedRow {
    static let noun = "action"
    var about: String { title }
}

/// Finds the one row of the archive that a person means.
struct RowFinder<Row: ArchivedRow> {
    let archive: Archive
    /// So many of the newest rows.
    let newest: (Int) async throws -> [Row]
    /// Rows whose ids begin with a text.
    let beginning: (String) async throws -> [Row]

    /// The row whose id begins with `word`; `latest` is the newest.
    /// - Throws: ``Refusal`` naming those that could be meant; ``ArchiveError``.
    func find(_ word: String) async throws -> Row {
        let shown = SafeText.line(word.prefix(60)), noun = Row.noun
        if word == "latest" {
            guard let newest = try await newest(1).first else { throw Refusal("No \(noun) is kept yet in \(archive.path).") }
            return newest
        }
        let found = try await beginning(word)
        if found.count == 1 { return found[0] }
        guard found.isEmpty else {
            let names = found.map { "\($0.id.prefix(max(8, word.count + 4))) (\($0.about))" }.joined(separator: ", ")
            throw Refusal("\(shown) begins several \(noun)s' ids: \(SafeText.line(names)). Give more of it.")
        }
        let names = try await newest(3).map { "\($0.shortID) (\($0.about))" }.joined(separator: ", ")
        throw Refusal(
            "No \(noun)'s id begins with \"\(shown)\"" + (names.isEmpty ? "; none is kept yet." : "; the newest are \(SafeText.line(names))."))
    }
}

extension Archive {
    /// The report that a person means, with its evidence.
    /// - Throws: ``Refusal``, ``ArchiveError``.
    func report(meant word: String) async throws -> (record: ReportRecord, evidence: [EvidenceRecord]) {
        let finder = RowFinder<ReportSummary>(
            archive: self, newest: { try await self.newest(limit: $0) }, beginning: { try await self.reports(withPrefix: $0) })
        let id = try await finder.find(word).id
        guard let record = try await report(id: id) else { throw Refusal("Report \(id) is no longer in the archive.") }
        return (record, try await evidence(report: id))
    }

    /// The action that a person means, with its steps.
    /// - Throws: ``Refusal``, ``ArchiveError``.
    func action(meant word: String) async throws -> (record: AuditRecord, steps: [AuditStep]) {
        let finder = RowFinder<AuditRecord>(
            archive: self, newest: { try await self.audit(limit: $0) }, beginning: { try await self.audit(withPrefix: $0) })
        let record = try await finder.find(word)
        return (record, try await steps(ofAudit: record.id))
    }
}
