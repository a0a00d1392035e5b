import GRDB
import Host

/// How a report stands in its table: columns in one order, for writing and reading.
enum ReportRow {
    static let summaryColumns = "id, kind, subject, severity, class, title, state, author, created"

    static let insert = """
        INSERT INTO report (id, incident, author, host, created, kind, subject, severity, class, title, state, note, model,
            prompt_tokens, answer_tokens, cost, secrets, findings, answer, subject_json, findings_json, prompt)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    static func arguments(_ report: ReportRecord) -> StatementArguments {
        [
            report.id, report.incident, report.author, report.host, report.created.milliseconds, report.kind, report.subject,
            report.severity, report.failureClass, report.title, report.state, report.note, report.model, report.promptTokens,
            report.answerTokens, report.cost, report.secrets, report.findings, report.answer, report.subjectJSON,
            report.findingsJSON, report.prompt,
        ]
    }

    static func record(_ row: Row) -> ReportRecord {
        var report = ReportRecord()
        report.id = row["id"]
        report.incident = row["incident"]
        report.author = row["author"]
        report.host = row["host"]
        report.created = Timestamp(milliseconds: row["created"])
        report.kind = row["kind"]
        report.subject = row["subject"]
        report.severity = row["severity"]
        report.failureClass = row["class"]
        report.title = row["title"]
        report.state = row["state"]
        report.note = row["note"]
        report.model = row["model"]
        report.promptTokens = row["prompt_tokens"]
        report.answerTokens = row["answer_tokens"]
        report.cost = row["cost"]
        report.secrets = row["secrets"]
        report.findings = row["findings"]
        report.answer = row["answer"]
        report.subjectJSON = row["subject_json"]
        report.findingsJSON = row["findings_json"]
        report.prompt = row["prompt"]
        return report
    }

    /// Reads ``summaryColumns`` and, after them, the snippet.
    static func summary(_ row: Row) -> ReportSummary {
        var summary = ReportSummary()
        summary.id = row[0]
        summary.kind = row[1]
        summary.subject = row[2]
        summary.severity = row[3]
        summary.failureClass = row[4]
        summary.title = row[5]
        summary.state = row[6]
        summary.author = row[7]
        summary.created = Timestamp(milliseconds: row[8])
        summary.snippet = row[9]
        return summary
    }
}
