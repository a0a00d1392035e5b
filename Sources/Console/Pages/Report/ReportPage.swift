import Archive
import Host
import Terminal
import Triage

/// A report being read: while it is being written, or from the archive.
struct ReportPage: DocumentPage {
    static let kind = PageKind.report
    static let commands = [fold, openEvidence, openPrompt, stop]

    /// Where the report is.
    enum Content: Equatable, Sendable {
        case stored(id: String, title: String)
        case session(Int)
    }

    let number: Int
    let content: Content
    /// The stored report, once read.
    var record: ReportRecord?
    var evidence: [EvidenceRecord] = []
    var problem: String?
    /// What the report keeps as JSON, read once.
    var contents = ReportContents()
    private var read = ""
    /// From when to when its logs and events reach.
    private(set) var interval: SeenInterval?
    /// The answer as laid out; the findings of a report whose JSON cannot be read.
    var findings = ReportText(), answer = ReportText()
    /// Whether findings are shown with all that they say.
    var isOpen = false
    var view = DocumentView()
    var tab = 0

    init(number: Int, content: Content) {
        self.number = number
        self.content = content
    }

    var crumbs: [String] {
        switch content {
        // What it is about, as while it was written; what was found stands below.
        case .stored(_, let title): ["report", record.map { $0.subject.isEmpty ? $0.title : $0.subject } ?? title]
        case .session: ["triage", sessionWords]
        }
    }
    /// The subject in words, kept for the bread-crumb.
    var sessionWords = ""

    var thing: Target? {
        switch content {
        case .stored(let id, let title): .report(id: id, title: title)
        case .session(let number): .triage(number)
        }
    }

    func concern(_ shared: Shared) -> Target? {
        (session(shared)?.subject ?? subject).flatMap { shared.target(of: $0) } ?? thing
    }
    /// What the stored report is about.
    private var subject: Subject?

    /// Who holds the evidence that citations open.
    var holder: Target.EvidenceHolder {
        switch content {
        case .stored(let id, _): .stored(id)
        case .session(let number): .session(number)
        }
    }

    /// Left and right go from citation to citation where a line has several.
    var movesSideways: Bool { (view.choices?.links.count ?? 0) > 1 }

    mutating func update(_ event: PageEvent, _ shared: inout Shared) -> [Effect] {
        switch event {
        case .shifted(let step): view.shift(step)
        case .foldToggled:
            isOpen.toggle()
            rebuild(shared)
        default: return updateDocument(event, &shared)
        }
        return []
    }

    /// The selected citation, and the line of evidence that it names.
    func sentence(_ shared: Shared) -> String {
        guard case .evidence(_, let number, let line)? = view.selected,
            let piece = (session(shared)?.evidence ?? evidence).first(where: { $0.number == number })
        else { return view.sentence(columns: shared.columns) }
        var words = "[\(number)] \(piece.name)\(line > 0 ? ":\(line)" : "")"
        if let (links, index) = view.choices, links.count > 1 { words = "← \(index + 1) of \(links.count) → " + words }
        if line > 0, let text = piece.quote(line) { words += "  \(text)" }
        return words
    }

    func session(_ shared: Shared) -> TriageSession? {
        if case .session(let number) = content { shared.triage(number) } else { nil }
    }

    func standing(_ shared: Shared) -> Standing {
        if let session = session(shared) {
            let seconds = ((session.finished ?? shared.now) - session.started).seconds
            switch session.phase {
            case .gathering, .asking, .writing: return Standing("▶ \(session.activity)… \(Numbers.decimal(seconds, 1))s", .moving)
            case .finished(let unstored):
                return unstored == nil
                    ? Standing("stored, took \(Numbers.decimal(seconds, 1))s", .healthy) : Standing("not stored", .broken)
            case .broken: return Standing("broken off", .broken)
            }
        }
        if problem != nil { return Standing("failed", .broken) }
        return record.map { Standing("\(shared.options.clock.full($0.created)) by \($0.author)", .muted) }
            ?? Standing("reading", .muted)
    }

    func tabs(_ shared: Shared) -> [String] {
        let count = session(shared)?.gathered.count ?? evidence.count
        return ["report", "evidence (\(count))", "prompt"]
    }

    mutating func opened(_ shared: inout Shared) -> [Effect] {
        sessionWords = session(shared)?.subject.words ?? ""
        _ = noticed(&shared)
        guard case .stored(let id, _) = content else { return [] }
        return [begin("report", .report(id: id))]
    }

    mutating func take(_ answer: Answer, _ name: String, _ shared: inout Shared) -> [Effect] {
        switch answer {
        case .report(let found, let pieces):
            record = found
            subject = Subject(stored: found.subjectJSON)
            evidence = pieces
            problem = nil
        case .failed(let sentence): problem = sentence
        default: break
        }
        return noticed(&shared)
    }

    mutating func noticed(_ shared: inout Shared) -> [Effect] {
        let session = session(shared)
        let report = session?.report ?? record
        if let report, report.findingsJSON != read {
            (read, contents) = (report.findingsJSON, ReportContents(report.findingsJSON))
            interval = SeenInterval(stored: report.subjectJSON)
        }
        let hasFindings = session?.findings.isEmpty == false || !contents.findings.isEmpty
        findings.update(hasFindings ? "" : report?.findings ?? "", width: shared.columns - 4)
        // While it streams, the text is the session's; the stored answer is the same text, checked.
        answer.update(
            report?.answer ?? session?.text ?? "", claims: report == nil ? nil : contents.claims, width: shared.columns - 4)
        return []
    }

    /// The lesser fields of findings take room that few need.
    private static let fold = Command(
        id: "report.fold", title: "Show findings whole, or folded: lines for and against, impact, verify, prevent", keys: ["o"],
        scopes: [.pages(.report)], hint: ("open up", 6),
        unavailable: { state in
            (state.pages.top as? ReportPage)?.tab == 0 ? nil : "What is folded stands on the report itself; 1 leads there."
        }, choice: { _, _ in .foldToggled })

    /// What was gathered, and what would have been sent, at a key each; the tabs are the same.
    private static let openEvidence = Command(
        id: "report.evidence", title: "Show the report's evidence", keys: ["e"], scopes: [.pages(.report)], hint: ("evidence", 7),
        unavailable: { ($0.pages.top as? ReportPage)?.tab == 1 ? "This is its evidence." : nil }, choice: { _, _ in .tabChosen(2) })
    private static let openPrompt = Command(
        id: "report.prompt", title: "Show the exact prompt, redacted as it was sent", keys: ["E"], scopes: [.pages(.report)], hint: ("prompt", 8),
        unavailable: { ($0.pages.top as? ReportPage)?.tab == 2 ? "This is its prompt." : nil }, choice: { _, _ in .tabChosen(3) })

    /// Where a triage runs there is something to stop.
    private static let stop = Command(
        id: "triage.stop", title: "Stop this triage", keys: ["X"], scopes: [.pages(.report)], hint: ("stop", 5),
        unavailable: { state in
            guard case .triage(let number) = state.pages.top?.thing, state.shared.triage(number)?.isRunning == true else {
                return "This report is complete; there is nothing to stop."
            }
            return nil
        },
        choice: { state, _ in
            if case .triage(let number) = state.pages.top?.thing { .triageStopped(number) } else { nil }
        })
}
