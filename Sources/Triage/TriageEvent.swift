import Archive
import Services

/// What a triage says as it goes, in this order: gathered…, findings, evidence, prompt, text…, then one `finished`; or after what was gathered
/// in vain one `nothingKnown`.
public enum TriageEvent: Sendable, Equatable {
    /// One more piece of evidence, or its failure.
    case gathered(name: String, failure: String?)
    /// Findings by rule; on screen before any model is asked.
    case findings([Finding])
    /// The evidence, redacted and numbered, so that what the findings cite can be opened while a model is still writing. Left out where
    /// there is more than 8 MiB of it: `finished` brings it then.
    case evidence([EvidenceRecord])
    /// The prompt is ready: its size, secrets replaced, log lines seen and kept.
    case prompt(tokens: Int, secrets: [String: Int], linesSeen: Int, linesKept: Int)
    /// More of the model's answer.
    case text(String)
    /// No (more) answer from a model, and why; the findings are the report.
    case withoutModel(String)
    /// The report, stored unless `unstored` says why it could not be.
    case finished(ReportRecord, evidence: [EvidenceRecord], unstored: String?)
    /// Not one piece of evidence came, and why: there is no report, nothing was sent, nothing is stored.
    case nothingKnown(String)
}
