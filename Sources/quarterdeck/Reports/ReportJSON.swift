import Archive
import Host
import JSON
import Triage

/// Reports as JSON for programs; docs/headless.md is its description.
enum ReportJSON {
    /// A row of a list.
    static func summary(_ report: ReportSummary) -> Value {
        var json: Value = [
            "id": .string(report.id), "created": .string(report.created.rfc3339), "kind": .string(report.kind),
            "subject": .string(report.subject), "class": .string(report.failureClass), "severity": .string(report.severity),
            "title": .string(report.title), "state": .string(report.state), "author": .string(report.author),
        ]
        if !report.snippet.isEmpty { json["found"] = .string(report.snippetText) }
        return json
    }

    /// A list, with how many there are in all.
    static func list(_ reports: [ReportSummary], kept: Int) -> Value {
        ["schema": 1, "kept": .int(kept), "reports": .array(reports.map(summary))]
    }

    /// A whole report: what `triage --from … --json` prints of the findings (class, severity, causes, evidence, secrets), and
    /// around it who, when, what about, and the model's answer.
    static func report(_ record: ReportRecord) -> Value {
        var json: Value = [
            "schema": 1, "id": record.id.isEmpty ? .null : .string(record.id),
            "incident": record.incident.isEmpty ? .null : .string(record.incident), "created": .string(record.created.rfc3339),
            "author": .string(record.author), "host": .string(record.host), "kind": .string(record.kind),
            "subject": .string(record.subject), "title": .string(record.title), "class": .string(record.failureClass),
            "severity": .string(record.severity), "state": .string(record.state),
            "note": record.note.isEmpty ? .null : .string(record.note),
            "model": record.model.isEmpty ? .null : .string(record.model), "prompt_tokens": .int(record.promptTokens),
            "answer_tokens": .int(record.answerTokens), "cost_usd": .double(record.cost), "secrets_replaced": .int(record.secrets),
        ]
        for name in ["causes", "evidence", "secrets", "claims"] { json[name] = member(name, of: record.findingsJSON) }
        json["interval"] = SeenInterval(stored: record.subjectJSON)?.json ?? .null
        json["answer"] = record.answer.isEmpty ? .null : .string(record.answer)
        return json
    }

    /// A report with everything that is kept of it: the prompt as it was sent, and the evidence, both redacted.
    static func export(_ record: ReportRecord, _ evidence: [EvidenceRecord]) -> Value {
        var json = report(record)
        json["subject_json"] = (try? JSON.value(Array(record.subjectJSON.utf8))) ?? .null
        json["findings"] = .string(record.findings)
        json["prompt"] = record.prompt.isEmpty ? .null : .string(record.prompt)
        json["evidence"] = .array(
            evidence.map { piece in
                [
                    "number": .int(piece.number), "role": .string(piece.role), "name": .string(piece.name),
                    "failure": piece.failure.isEmpty ? .null : .string(piece.failure), "text": .string(piece.text),
                ]
            })
        return json
    }

    /// A member of the findings as they are kept; `null` where an old or foreign archive has none.
    private static func member(_ name: String, of json: String) -> Value {
        ((try? JSON.value(Array(json.utf8))) ?? .null)[name]
    }
}

extension ReportSummary {
    /// Where the searched words stand, without the marks around them.
    var snippetText: String { SafeText.line(String(snippet.unicodeScalars.filter { $0.value != 2 && $0.value != 3 }.map(Character.init))) }
}
