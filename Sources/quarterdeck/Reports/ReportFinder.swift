import Archive
import Host

/// Finds the one report that a person means.
struct ReportFinder {
    let archive: Archive

    /// The report whose id begins with `word`; `latest` is the newest.
    /// - Throws: ``Refusal`` naming those that could be meant; ``ArchiveError``.
    func find(_ word: String) async throws -> (record: ReportRecord, evidence: [EvidenceRecord]) {
        let id = try await id(word)
        guard let record = try await archive.report(id: id) else { throw Refusal("Report \(id) is no longer in the archive.") }
        return (record, try await archive.evidence(report: id))
    }

    private func id(_ word: String) async throws -> String {
        let shown = SafeText.line(word.prefix(60))
        if word == "latest" {
            guard let newest = try await archive.newest(limit: 1).first else { throw Refusal("No report is kept yet in \(archive.path).") }
            return newest.id
        }
        let found = try await archive.reports(withPrefix: word)
        if found.count == 1 { return found[0].id }
        guard found.isEmpty else {
            let names = found.map { "\($0.id.prefix(max(8, word.count + 4))) (\($0.subject))" }.joined(separator: ", ")
            throw Refusal("\(shown) begins several reports' ids: \(SafeText.line(names)). Give more of it.")
        }
        let newest = try await archive.newest(limit: 3)
        let names = newest.map { "\($0.shortID) (\($0.subject))" }.joined(separator: ", ")
        throw Refusal(
            "No report's id begins with \"\(shown)\"" + (names.isEmpty ? "; none is kept yet." : "; the newest are \(SafeText.line(names))."))
    }
}
