import Archive
import Host
import JSON
import Services

/// A report while it is being made.
struct ReportDraft {
    private(set) var record: ReportRecord
    /// The model's text so far.
    var answer: String {
        get { record.answer }
        set { record.answer = newValue }
    }

    init(_ subject: Subject, findings: [Finding], prompt: PreparedPrompt, configuration: TriageEngine.Configuration, at now: Timestamp) {
        var redactor = Redactor()
        record = ReportRecord()
        record.author = configuration.author
        record.host = configuration.host
        record.created = now
        record.kind = subject.kind
        record.subject = SafeText.line(subject.words)
        record.subjectJSON = String(decoding: redactor.redact(subject.json.bytes), as: UTF8.self)
        let first = findings.first
        record.severity = first?.severity ?? "medium"
        record.failureClass = first?.failureClass ?? "unknown"
        record.title = Self.shortened(first?.sentence ?? "No finding by rule")
        record.findings = FindingsText.markdown(findings)
        record.findingsJSON = String(decoding: FindingsText.json(findings).bytes, as: UTF8.self)
        record.secrets = prompt.secrets
        record.prompt = prompt.whole
        record.promptTokens = 0
        record.state = "offline"
    }

    /// The model has ended its answer.
    mutating func finish(_ outcome: ModelOutcome, _ configuration: TriageEngine.Configuration) {
        record.model = outcome.model
        record.promptTokens = outcome.promptTokens
        record.answerTokens = outcome.answerTokens + outcome.thoughtTokens
        record.cost =
            (Double(outcome.promptTokens) * configuration.priceIn + Double(record.answerTokens) * configuration.priceOut) / 1_000_000
        record.state = outcome.problem == nil ? "complete" : answer.isEmpty ? "offline" : "cut"
        record.note = outcome.problem ?? ""
    }

    /// There is no (more) answer, and why.
    mutating func breakOff(_ sentence: String) {
        record.state = answer.isEmpty ? "offline" : "cut"
        record.note = sentence
    }

    private static func shortened(_ sentence: String) -> String {
        let line = SafeText.line(sentence)
        return line.count <= 160 ? line : line.prefix(159) + "…"
    }
}
