import Archive
import Terminal

/// One piece of a report's evidence, redacted as it was stored, opened at the line that is cited.
struct EvidencePage: Page {
    static let kind = PageKind.evidence

    let number: Int
    let holder: Target.EvidenceHolder
    let evidence: Int
    /// The cited line, from 1; 0 for none.
    let line: Int
    var record: EvidenceRecord?
    var problem: String?
    var text = TextView(TextBuffer(""), follows: false)

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
    var searched: String? { text.search }
    var movesSideways: Bool { true }

    func standing(_ shared: Shared) -> Standing { Standing("redacted", .muted) }

    mutating func update(_ event: PageEvent, _ shared: inout Shared) -> [Effect] {
        let height = max(1, shared.pageHeight - 1)
        switch event {
        case .opened:
            guard record == nil, case .stored(let id) = holder else {
                show(height)
                return []
            }
            return [begin("report", .report(id: id))]
        case .answered(_, .report(_, let pieces)):
            record = pieces.first { $0.number == evidence }
            if record == nil { problem = "This report has no evidence [\(evidence)]." }
            show(height)
        case .answered(_, .failed(let sentence)): problem = sentence
        case .moved(let motion): text.move(motion, height: height)
        case .scrolled(let rows): text.scroll(rows, height: height)
        case .shifted(let step): text.shift(by: step * 8)
        case .searched(let words): text.find(words, height: height)
        case .matchMoved(let step): text.next(step, height: height)
        case .wrapToggled: text.toggleWrap()
        case .timesToggled: text.nextStamps()
        case .answered, .refreshed, .tabChosen, .followToggled, .foldToggled, .clicked: break
        }
        return []
    }

    private mutating func show(_ height: Int) {
        guard let record else { return }
        text = TextView(TextBuffer(record.text), follows: false)
        text.numbers = true
        if line > 0, line <= text.buffer.end { text.show(line: line - 1, height: height) }
    }

    func draw(on canvas: inout Canvas, _ shared: Shared) {
        guard let record else {
            canvas.draw(Line([.sentence(problem ?? "Asking the archive…", problem == nil ? .muted : .degraded)]), x: 1, y: 0)
            return
        }
        if !record.failure.isEmpty {
            canvas.draw(Line([.sentence("Missing: \(record.failure)", .degraded)]), x: 1, y: 0)
        } else {
            canvas.within(Rect(x: 0, y: 0, width: canvas.width, height: canvas.height - 1)) { text.draw(on: &$0, shared.options.clock) }
        }
        let cited = line > 0 ? " · cited line \(line)" : ""
        canvas.draw(Line([Span("\(record.role) · \(text.place)\(cited)", .muted)]), x: 1, y: canvas.height - 1)
    }
}
