import Archive
import Terminal
import Triage

/// One piece of a report's evidence, redacted as it was stored, opened at the line that is cited.
struct EvidencePage: Page {
    static let kind = PageKind.evidence
    static let commands = [fold]

    let number: Int
    let holder: Target.EvidenceHolder
    let evidence: Int
    /// The cited line, from 1; 0 for none.
    let line: Int
    var record: EvidenceRecord?
    var problem: String?
    var text = TextView(TextBuffer(""), follows: false)
    /// The prompt, until it is known what it shows of this evidence.
    private var sent = ""
    /// Lines that the model was shown, from 1, and whether only they are shown here.
    private(set) var shown: [Int] = []
    private var isFolded = false
    /// Secrets that were replaced in it, by kind.
    private var secrets = ""

    /// - Parameter known: the evidence, where whoever opens this page has it already.
    init(number: Int, holder: Target.EvidenceHolder, evidence: Int, line: Int, known: EvidenceRecord?) {
        self.number = number
        self.holder = holder
        self.evidence = evidence
        self.line = line
        record = known
    }

    var crumbs: [String] { ["evidence [\(evidence)]", record?.name ?? ""].filter { !$0.isEmpty } }
    var thing: Target? { .evidence(report: holder, number: evidence, line: line) }
    /// What the report is about that this is evidence of.
    func concern(_ shared: Shared) -> Target? {
        if case .session(let triage) = holder { return shared.triage(triage).flatMap { shared.target(of: $0.subject) } ?? thing }
        return subject.flatMap { shared.target(of: $0) } ?? thing
    }
    /// What the stored report is about.
    private var subject: Subject?
    var searched: String? { text.search }
    var movesSideways: Bool { true }

    func standing(_ shared: Shared) -> Standing { Standing("redacted", .muted) }

    mutating func update(_ event: PageEvent, _ shared: inout Shared) -> [Effect] {
        let height = max(1, shared.pageHeight - 1)
        switch event {
        case .opened:
            if case .session(let triage) = holder { sent = shared.triage(triage)?.report?.prompt ?? "" }
            guard record == nil, case .stored(let id) = holder else {
                show(height)
                return []
            }
            return [begin("report", .report(id: id))]
        case .answered(_, .report(let report, let pieces)):
            record = pieces.first { $0.number == evidence }
            sent = report.prompt
            subject = Subject(stored: report.subjectJSON)
            if record == nil { problem = "This report has no evidence [\(evidence)]." }
            show(height)
        case .answered(_, .failed(let sentence)): problem = sentence
        case .foldToggled:
            isFolded.toggle()
            lay(height)
        case .moved(let motion): text.move(motion, height: height)
        case .scrolled(let rows): text.scroll(rows, height: height)
        case .shifted(let step): text.shift(by: step * 8)
        case .searched(let words): text.find(words, height: height)
        case .matchMoved(let step): text.next(step, height: height)
        case .wrapToggled: text.toggleWrap()
        case .timesToggled: text.nextStamps()
        case .refreshed: notice(shared, height)
        case .answered, .tabChosen, .followToggled, .clicked: break
        }
        return []
    }

    /// Evidence that came after the page was opened, and the prompt that tells what of it was shown.
    private mutating func notice(_ shared: Shared, _ height: Int) {
        guard case .session(let triage) = holder, let session = shared.triage(triage) else { return }
        if record == nil, let piece = session.evidence.first(where: { $0.number == evidence }) {
            record = piece
            sent = session.report?.prompt ?? ""
            show(height)
        } else if shown.isEmpty, let report = session.report {
            shown = SentPrompt(report.prompt).shown(of: evidence)
        }
    }

    /// Why there is nothing to read yet.
    private func waiting(_ shared: Shared) -> String {
        guard case .session(let triage) = holder else { return "Asking the archive…" }
        return shared.triage(triage)?.isRunning == true
            ? "It can be opened once the report is complete." : "The triage was stopped before; its report (r) has the evidence."
    }

    private mutating func show(_ height: Int) {
        guard let record else { return }
        shown = SentPrompt(sent).shown(of: evidence)
        sent = ""
        secrets = ReplacedSecrets.words(record.text)
        // Folded where that leaves something out, and not the line that was asked for.
        isFolded = !shown.isEmpty && shown.count < record.lineCount && (line == 0 || shown.contains(line))
        lay(height)
    }

    /// Lays the text out, whole or folded.
    private mutating func lay(_ height: Int) {
        guard let record else { return }
        let stamps = text.stamps
        var whole = TextBuffer(record.text)
        guard isFolded, !shown.isEmpty else {
            isFolded = false
            text = TextView(whole, follows: false)
            finish(stamps, at: line > 0 && line <= whole.end ? line - 1 : nil, height)
            return
        }
        let all = whole
        whole = TextBuffer(limit: .max)
        var labels: [Int?] = [], next = 1
        func gap(to line: Int) -> String? { line > next ? "… \(Numbers.count(line - next, "line")) not sent" : nil }
        for line in shown where line >= next && line <= all.end {
            if let gap = gap(to: line) {
                whole.note(gap)
                labels.append(nil)
            }
            whole.append(Array(all.line(line - 1)) + [10])
            labels.append(line)
            next = line + 1
        }
        if let gap = gap(to: all.end + 1) {
            whole.note(gap)
            labels.append(nil)
        }
        text = TextView(whole, follows: false)
        text.labels = labels
        finish(stamps, at: line > 0 ? labels.firstIndex(of: line) : nil, height)
    }

    private mutating func finish(_ stamps: TextView.Stamps, at line: Int?, _ height: Int) {
        text.numbers = true
        text.stamps = stamps
        if let line { text.show(line: line, height: height) }
    }

    func draw(on canvas: inout Canvas, _ shared: Shared) {
        guard let record else {
            canvas.draw(Line([.sentence(problem ?? waiting(shared), problem == nil ? .muted : .degraded)]), x: 1, y: 0)
            return
        }
        if !record.failure.isEmpty {
            canvas.draw(Line([.sentence("Missing: \(record.reason)", .degraded)]), x: 1, y: 0)
        } else {
            canvas.within(Rect(x: 0, y: 0, width: canvas.width, height: canvas.height - 1)) { text.draw(on: &$0, shared.options.clock) }
        }
        canvas.draw(Line([Span(([record.role] + foot(record)).joined(separator: " · "), .muted)]), x: 1, y: canvas.height - 1)
    }

    /// How much there is, how much of it the model was shown, what is cited, which secrets are replaced.
    private func foot(_ record: EvidenceRecord) -> [String] {
        var parts = [isFolded ? "\(Numbers.grouped(shown.count)) of \(Numbers.count(record.lineCount, "line")), as sent" : text.place]
        if !isFolded, !shown.isEmpty { parts.append("\(Numbers.grouped(shown.count)) sent") }
        if isFolded, !text.search.isEmpty { parts.append(text.match == nil ? "“\(text.search)” is not here" : "“\(text.search)”") }
        if line > 0 { parts.append("cited line \(Numbers.grouped(line))") }
        return parts + (secrets.isEmpty ? [] : [secrets])
    }

    private static let fold = Command(
        id: "evidence.fold", title: "Show the evidence whole, or what the model was shown of it", keys: ["o"], scopes: [.pages(.evidence)],
        hint: ("open up", 6),
        unavailable: { state in
            (state.pages.top as? EvidencePage)?.shown.isEmpty == false ? nil : "The prompt shows no line of this evidence; all of it is here."
        }, choice: { _, _ in .foldToggled })
}
