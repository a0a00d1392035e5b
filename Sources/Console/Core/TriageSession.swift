import Archive
import Host
import Triage

/// A triage as it goes. It lives with the console, not with its page: leaving the page does not end it.
struct TriageSession: Equatable, Sendable {
    /// What is happening.
    enum Phase: Equatable, Sendable {
        case gathering, asking, writing
        /// Stored, or not: then with the reason.
        case finished(unstored: String?)
        /// Ended before its report was complete.
        case broken(String)
    }

    /// A piece of evidence that came, or did not.
    struct Gathered: Equatable, Sendable {
        var name: String
        var failure: String?
    }

    /// The prompt in numbers; secrets by kind.
    struct Prompt: Equatable, Sendable {
        var tokens: Int, secrets: [String: Int], linesSeen: Int, linesKept: Int
    }

    let number: Int
    let subject: Subject
    let question: String?
    let started: Timestamp
    var phase = Phase.gathering
    var gathered: [Gathered] = []
    var findings: [Finding] = []
    var prompt: Prompt?
    /// The model's answer so far.
    var text = ""
    /// Why there is no (more) answer of a model.
    var withoutModel: String?
    var report: ReportRecord?
    var evidence: [EvidenceRecord] = []
    var finished: Timestamp?

    init(number: Int, subject: Subject, question: String?, started: Timestamp) {
        self.number = number
        self.subject = subject
        self.question = question
        self.started = started
    }

    /// How much it holds: the texts of its evidence, and the prompt made of them.
    var bytes: Int { evidence.reduce(report?.prompt.utf8.count ?? 0) { $0 + $1.text.utf8.count } }

    /// Whether more is to come.
    var isRunning: Bool {
        switch phase {
        case .gathering, .asking, .writing: true
        case .finished, .broken: false
        }
    }

    /// One word for what is happening.
    var activity: String {
        switch phase {
        case .gathering: "gathering"
        case .asking: "asking"
        case .writing: "writing"
        case .finished: "done"
        case .broken: "broken off"
        }
    }

    /// Takes what the triage says.
    mutating func take(_ event: TriageEvent, at now: Timestamp) {
        switch event {
        case .gathered(let name, let failure): gathered.append(Gathered(name: name, failure: failure))
        case .findings(let found):
            findings = found
            if phase == .gathering { phase = .asking }
        case .evidence(let pieces): evidence = pieces
        case .prompt(let tokens, let secrets, let seen, let kept):
            prompt = Prompt(tokens: tokens, secrets: secrets, linesSeen: seen, linesKept: kept)
            phase = .asking
        case .text(let more):
            text += more
            phase = .writing
        case .withoutModel(let reason): withoutModel = reason
        case .finished(let report, let evidence, let unstored):
            self.report = report
            self.evidence = evidence
            finished = now
            phase = .finished(unstored: unstored)
        case .nothingKnown(let sentence): breakOff(sentence, at: now)
        }
    }

    /// Takes its end without a report.
    mutating func breakOff(_ reason: String, at now: Timestamp) {
        guard isRunning else { return }
        finished = now
        phase = .broken(reason)
    }
}
