import Archive
import Host
import Triage

/// A report as it is printed.
enum ReportText {
    /// What was found by rule, what a model wrote, and which evidence the numbers in both name.
    static func markdown(_ record: ReportRecord, _ evidence: [EvidenceRecord]) -> String {
        var text = "# \(record.title)\n\n\(record.severity), \(record.failureClass), \(record.subject)\n\n\(record.findings)"
        if let seen = SeenInterval(stored: record.subjectJSON) { text += "\n\(seen.sentence)\n" }
        if !record.answer.isEmpty { text += "\n## \(record.model)\n\n" + checked(record) }
        if !record.note.isEmpty { text += "\n\(record.note)\n" }
        return text + list(evidence.map { ($0.number, $0.role, $0.name, $0.failure) })
    }

    /// What the rules found in a folder, and which of its files the numbers name.
    static func offline(_ report: OfflineReport) -> String {
        report.markdown + (report.interval.map { "\n\($0.sentence)\n" } ?? "")
            + list(report.exhibits.map { ($0.number, $0.role.rawValue, $0.name, $0.failure ?? "") })
    }

    private static func list(_ evidence: [(number: Int, role: String, name: String, failure: String)]) -> String {
        if evidence.isEmpty { return "" }
        return "\n## Evidence\n\n"
            + evidence.map { piece in
                let reason = piece.failure.hasPrefix(piece.name + ": ") ? String(piece.failure.dropFirst(piece.name.count + 2)) : piece.failure
                return "\(piece.number). \(piece.role), \(piece.name)" + (reason.isEmpty ? "\n" : ": missing, \(reason)\n")
            }.joined()
    }

    /// The model's answer, how many of its claims hold, and a sign before each that does not.
    private static func checked(_ record: ReportRecord) -> String {
        guard let claims = ClaimReport.stored(record.findingsJSON), !claims.claims.isEmpty else { return ended(record.answer) }
        let sign = claims.unsupported.isEmpty ? "" : "; ▲ stands before the others"
        return "\(claims.summary)\(sign).\n\n\(ended(claims.marked(record.answer)))"
    }

    /// With one line feed at its end.
    private static func ended(_ text: String) -> String {
        var text = text[...]
        while text.last?.isNewline == true { text.removeLast() }
        return text + "\n"
    }

    /// A stored report: as ``markdown(_:_:)``, with when and by whom.
    static func stored(_ record: ReportRecord, _ evidence: [EvidenceRecord]) -> String {
        let text = markdown(record, evidence) + "\nReport \(record.id), \(record.created.rfc3339), by \(record.author) on \(record.host)\n"
        return SafeText.lines(text)
    }

    /// A report with the evidence itself, each line as it was stored.
    static func whole(_ record: ReportRecord, _ evidence: [EvidenceRecord]) -> String {
        var text = stored(record, evidence)
        for piece in evidence where !piece.text.isEmpty {
            // A fence longer than any in the text, so that evidence cannot end it.
            let fence = String(repeating: "`", count: max(3, piece.text.longestRun(of: "`") + 1))
            text += "\n### [\(piece.number)] \(SafeText.line(piece.name))\n\n\(fence)\n\(SafeText.lines(piece.text))"
            text += (piece.text.hasSuffix("\n") ? "" : "\n") + fence + "\n"
        }
        return text
    }

    /// A list as a table: newest first, each with as much of its id as names it. Without reports there is no table either.
    static func table(_ reports: [ReportSummary]) -> [String] {
        guard !reports.isEmpty else { return [] }
        var lines = PlainTable.lines(
            [["ID", "CREATED", "SEVERITY", "KIND", "SUBJECT", "TITLE"]]
                + reports.map { [$0.shortID, $0.created.rfc3339, $0.severity, $0.kind, $0.subject, $0.title] })
        // Below each row of a search, where the words stand.
        for (index, report) in reports.enumerated().reversed() where !report.snippet.isEmpty {
            lines.insert("          \(report.snippetText)", at: index + 2)
        }
        return lines
    }
}

extension String {
    /// How often a character follows itself at most.
    fileprivate func longestRun(of character: Character) -> Int {
        var longest = 0, run = 0
        for each in self {
            run = each == character ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
