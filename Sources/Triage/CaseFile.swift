import Archive
import Host
import JSON
import Synchronization

/// All that a triage knows about one incident: the numbered, redacted evidence and what was read from it. A value:
/// rules, reducer and prompt are functions of it, and the same evidence gives the same result.
public struct CaseFile: Sendable {
    /// The evidence, numbered from 1.
    public private(set) var exhibits: [Exhibit] = []
    /// Different secrets replaced, by kind.
    public private(set) var secrets: [String: Int] = [:]
    /// Knows the evidence's secrets, so that they keep their tags in whatever is said of it later.
    private let redactor: Redactor
    /// What was asked, as JSON, redacted.
    private(set) var subject: [UInt8] = []
    /// `pod`, `alert`, `pipeline`, `drift`.
    private(set) var kind = ""
    /// The container or job that the subject names, and its pod.
    private(set) var focus: String?
    private var podName = ""

    private(set) var alert: AlertFacts?
    private(set) var pod: PodFacts?
    private(set) var events: [EventFacts] = []
    private(set) var nodes: [NodeFacts] = []
    private(set) var run: RunFacts?
    private(set) var drift: DriftFacts?
    private(set) var logs: [CaseLog] = []
    /// The failed job to explain; `nil` where no failed job's log is there.
    private(set) var jobFailure: JobFailure?
    /// What stands around the incident: measured, changed, served.
    private(set) var around = Circumstances()

    /// Reads the evidence; pieces may come in any order. Computes for long: run it beside the thread pool.
    public init(_ evidence: consuming [Evidence], redactor: Redactor = Redactor()) {
        var redactor = redactor
        var (pieces, texts) = Self.laidOut(consume evidence, &redactor)
        redactor.redact(all: &texts)
        for (piece, text) in zip(pieces, texts) {
            if piece.role == .subject {
                subject = text
                continue
            }
            let failure = piece.failure.map { redactor.redact($0) }
            let name = redactor.redact(piece.name)
            exhibits.append(
                Exhibit(number: exhibits.count + 1, role: piece.role, name: name, part: piece.part, text: text, failure: failure))
        }
        secrets = redactor.counts
        self.redactor = redactor
        hasTags =
            !secrets.isEmpty
            || texts.contains { text in text.withUnsafeBufferPointer { $0.first("[secret:", in: 0..<$0.count) != nil } }
        readSubject()
        for exhibit in exhibits where exhibit.failure == nil && exhibit.role.isObject { read(exhibit) }
        readLogs()
        jobFailure = jobFailures.first
        around.reports += Self.printed(in: logs)
        let over = firstOver
        around.alertValues?.firstOver = over
    }

    /// The pieces in their order, and what each says, which then is held nowhere else.
    private static func laidOut(_ evidence: consuming [Evidence], _ redactor: inout Redactor) -> (pieces: [Evidence], texts: [[UInt8]]) {
        let ordered = evidence.enumerated().sorted {
            ($0.element.role.order, $0.element.name, $0.offset) < ($1.element.role.order, $1.element.name, $1.offset)
        }.map { SecurityReport.bare(LargeLog.read($0.element, &redactor)) }
        return (ordered.map(\.withoutBytes), ordered.map { $0.role.isObject ? JSONLayout.lines($0.bytes) : $0.bytes })
    }

    /// Reads the evidence beside the thread pool. It is taken over: a large log shall not be held as it came while it is looked through.
    static func read(_ evidence: consuming [Evidence], _ redaction: Redactor.Options) async -> CaseFile {
        let handed = Mutex(evidence)
        return await Aside.run {
            let taken = handed.withLock { evidence in
                defer { evidence = [] }
                return evidence
            }
            return CaseFile(consume taken, redactor: Redactor(redaction))
        }
    }

    /// When the alert's expression first held, where it did not from the beginning.
    private var firstOver: Timestamp? {
        guard let expression = around.alertRule.flatMap({ AlertExpression($0.expression) }), let line = around.alertValues?.series.first,
            let first = line.points.first, expression.holds(first.value) == false
        else { return nil }
        return line.points.first { expression.holds($0.value) == true }?.at
    }

    /// The pod that the subject or its alert names; empty where none is.
    var subjectPod: String { podName.isEmpty ? alert?.label("pod") ?? "" : podName }

    /// A text that belongs to the case, redacted: a question, an answer, an error. Secrets of the evidence have its tags.
    func redacted(_ text: String) -> String {
        var redactor = redactor
        return redactor.redact(text)
    }

    /// Whether tags stand in for secrets: replaced here, or before the evidence was kept.
    private(set) var hasTags = false

    /// The exhibits of a role.
    func exhibits(_ role: Evidence.Role) -> [Exhibit] { exhibits.filter { $0.role == role } }

    /// The number of the exhibit with a role; 0 when there is none.
    func number(_ role: Evidence.Role) -> Int { exhibits.first { $0.role == role }?.number ?? 0 }

    /// A place in an object, by path: of the exhibit with that number, else of the first with the role.
    func citation(_ role: Evidence.Role, _ path: [String], exhibit number: Int? = nil) -> Finding.Citation? {
        guard let exhibit = exhibits.first(where: { $0.role == role && (number == nil || $0.number == number) }) else { return nil }
        return Finding.Citation(evidence: exhibit.number, line: JSONLines.line(of: path, in: exhibit.text))
    }

    /// The log of a role, the focused container's or job's before others.
    func log(_ roles: Evidence.Role...) -> CaseLog? {
        let found = logs.filter { roles.contains($0.role) }
        return found.first { $0.part == focus && focus != nil } ?? found.first
    }

    /// The container that the incident is about.
    var container: ContainerFacts? { pod?.troubled(preferring: focus) }

    /// Events about the pod itself, newest first; those of a same-named earlier pod are left out.
    var ownEvents: [EventFacts] {
        let name = pod?.name ?? subjectPod
        return events.filter { event in
            guard let uid = pod?.uid, !uid.isEmpty, !event.uid.isEmpty else { return event.name == name }
            guard event.uid != uid else { return true }
            let isNamed = event.name == name && event.kind == "Pod" && !events.contains { $0.uid == uid }
            return isNamed && !(pod.map { ReusedName.isBefore(event, $0) } ?? false)
        }.sorted { ($0.last, $1.index) > ($1.last, $0.index) }
    }

    // MARK: Reading

    private mutating func readSubject() {
        // A subject that cannot be read leaves the evidence to speak for itself.
        let read: (kind: String, focus: String?, pod: String)? = try? JSON.with(subject) { json in
            (json["kind"].string ?? "", json["container"].string ?? json["job"].string, json["pod"].string ?? "")
        }
        (kind, focus, podName) = (read?.kind ?? "", read?.focus, read?.pod ?? "")
        around.gathered = (try? JSON.with(subject) { $0["gathered"].string.flatMap { Timestamp(rfc3339: $0) } }) ?? nil
    }

    private mutating func read(_ exhibit: Exhibit) {
        do {
            try JSON.with(exhibit.text) { json in
                switch exhibit.role {
                case .alert: alert = AlertFacts(json)
                case .pod: pod = PodFacts(json)
                case .events: events += EventFacts.list(json)
                case .nodes: nodes += NodeFacts.list(json)
                case .run: reading { $0.read(run: json) }
                case .jobs: reading { $0.read(jobs: json) }
                case .annotations: reading { $0.read(annotations: json, exhibit: exhibit.number) }
                case .mlflowRuns:
                    var facts = DriftFacts(runs: json, hints: hints)
                    facts?.experiment = experiment
                    drift = facts
                default: around.read(json, exhibit)
                }
            }
        } catch {
            if let at = exhibits.firstIndex(where: { $0.number == exhibit.number }) {
                exhibits[at].failure = "\(exhibit.name) is \(error)."
            }
        }
    }

    private mutating func reading(_ change: (inout RunFacts) -> Void) {
        var facts = run ?? RunFacts()
        change(&facts)
        run = facts
    }

    private var hints: DriftHints {
        // As above: without hints the runs decide.
        (try? JSON.with(subject) { DriftHints($0) }) ?? DriftHints()
    }

    private var experiment: String {
        guard let exhibit = exhibits.first(where: { $0.role == .mlflowExperiment && $0.failure == nil }) else { return "" }
        // The name serves the sentence only.
        return (try? JSON.with(exhibit.text) { $0["experiment"]["name"].string ?? $0["name"].string }) ?? ""
    }

    private mutating func readLogs() {
        let passed = exhibits.filter { $0.role == .jobLogPassed && $0.failure == nil }
        for exhibit in exhibits where !exhibit.role.isObject && exhibit.role != .jobLogPassed && exhibit.failure == nil {
            let reference =
                exhibit.role == .jobLog ? passed.first { $0.part == exhibit.part } ?? (passed.count == 1 ? passed.first : nil) : nil
            // The run before of the same container stands before it in the order of roles.
            let before = exhibit.role == .log ? logs.first { $0.role == .logPrevious && $0.part == exhibit.part } : nil
            logs.append(CaseLog(exhibit, passed: reference.map { LogText($0.text) }, before: before?.text, step: failedStep(of: exhibit)))
        }
    }

    private func failedStep(of exhibit: Exhibit) -> RunFacts.StepFacts? {
        guard exhibit.role == .jobLog, let run else { return nil }
        return (run.job(exhibit.part) ?? run.failedJobs.first)?.failedStep
    }
}

extension CaseFile {
    /// The evidence as the archive keeps it. All else is given back first, each piece when it has been turned: of a large log there are never
    /// more than two copies.
    consuming func records() -> [EvidenceRecord] {
        var exhibits = exhibits
        _ = consume self
        return exhibits.indices.map { index in
            defer { exhibits[index].text = [] }
            return exhibits[index].record
        }
    }

    /// What a Kubernetes Status object says.
    static func message(of exhibit: Exhibit) -> String? {
        // Not a Status: then there is nothing to quote.
        (try? JSON.with(exhibit.text) { $0["message"].string }) ?? nil
    }
}
