import Host

/// A stored triage report. Ids are random and stable, so that an archive can later be merged with others.
public struct ReportRecord: Sendable, Equatable, Identifiable {
    /// UUID, lower case.
    public var id = ""
    /// Incident it belongs to: reports on the same subject and class within a day share one.
    public var incident = ""
    /// Who asked (login, or the SSH key's comment) and on which host.
    public var author = "", host = ""
    /// UTC, to the millisecond.
    public var created = Timestamp(milliseconds: 0)
    /// `pod`, `alert`, `pipeline`, `drift`.
    public var kind = ""
    /// One line naming the subject: `k3d/ml-apps/iris-classifier-7c9d`.
    public var subject = ""
    /// The subject as JSON, so that it can be asked again.
    public var subjectJSON = ""
    /// `critical`, `high`, `medium`, `low`.
    public var severity = ""
    /// Class of the first finding: `oom-killed`, …, `unknown`.
    public var failureClass = ""
    /// One line for lists.
    public var title = ""
    /// The model's answer as Markdown; empty when there was none.
    public var answer = ""
    /// Findings by rule, as Markdown.
    public var findings = ""
    /// Findings and counts as JSON.
    public var findingsJSON = "[]"
    /// `complete`, `cut`, `offline`, `cancelled`; with a sentence when not complete.
    public var state = "", note = ""
    /// Model that answered; empty when offline.
    public var model = ""
    /// Tokens in and out, and their price in US dollars.
    public var promptTokens = 0, answerTokens = 0
    /// Price in US dollars.
    public var cost = 0.0
    /// Secrets replaced in the evidence.
    public var secrets = 0
    /// The exact prompt that was (or would have been) sent, redacted.
    public var prompt = ""

    /// A record to be filled in.
    public init() {}
}

/// A piece of stored evidence: redacted text with its lines kept, so that a citation can be opened.
public struct EvidenceRecord: Sendable, Equatable {
    /// 1, 2, 3: as cited in the report.
    public var number = 0
    /// `log-previous`, `pod`, `events`, …
    public var role = ""
    /// Where it came from: `model-server.previous.log`.
    public var name = ""
    /// The container, job or node it belongs to; empty when to none.
    public var part = ""
    /// Redacted text; lines are counted by LF.
    public var text = ""
    /// Why it is missing; empty when it is not.
    public var failure = ""
    /// A record to be filled in.
    public init() {}
}

/// A row of a report list, without the long texts.
public struct ReportSummary: Sendable, Equatable, Identifiable {
    /// As in ``ReportRecord``.
    public var id = "", kind = "", subject = "", severity = "", failureClass = "", title = "", state = "", author = ""
    /// UTC, to the millisecond.
    public var created = Timestamp(milliseconds: 0)
    /// Where the searched words stand, matches between U+0002 and U+0003; empty outside a search.
    public var snippet = ""
    /// A summary to be filled in.
    public init() {}
}
