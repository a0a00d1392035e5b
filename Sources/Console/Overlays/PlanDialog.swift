import Operations
import Terminal

/// Exactly what an operation would do, and the question whether to do it. It opens with the key press and says at first that it is
/// looking; what it shows was looked up for what was selected then, and stays about that.
struct PlanDialog: Equatable, Sendable {
    /// What there is to show.
    enum Content: Equatable, Sendable {
        case looking
        case plan(Plan)
        /// Why there is no plan.
        case failed(String)
    }

    /// An answer to an earlier dialog never lands in this one.
    let number: Int
    let title: String
    /// What it is about, in words, until the plan says it itself.
    let subject: String
    private(set) var content = Content.looking
    /// The context's name, as it is typed where that is protected.
    private(set) var typed = Field()
    /// Whether requests are shown with their bodies.
    private(set) var showsRequests = false
    private(set) var offset = 0
    private(set) var complaint: String?

    /// What it was planned from, to be gone back to; `nil` where nothing was asked.
    private let form: Form?

    init(number: Int, title: String, subject: String, form: Form? = nil) {
        self.form = form
        self.number = number
        self.title = title
        self.subject = subject
    }

    /// Takes what was looked up.
    mutating func show(_ content: Content) { self.content = content }

    private var plan: Plan? { if case .plan(let plan) = content { plan } else { nil } }

    var hints: [(key: String, word: String)] {
        guard let plan else { return (form == nil ? [] : [("e", "edit")]) + [("Esc", "close")] }
        if plan.blocked != nil { return [("Esc", "close"), ("Ctrl-D", "requests"), ("Ctrl-Y", "copy as a command")] }
        if let name = plan.mustType { return [("Enter", "do it, once \(name) is typed"), ("Esc", "no"), ("Ctrl-D", "requests")] }
        return [("y", "do it"), ("n", "no (default)")] + (form == nil ? [] : [("e", "edit")]) + [("d", "requests"), ("c", "copy as a command")]
    }

    mutating func take(_ key: Key) -> OverlayOutcome {
        complaint = nil
        switch key {
        case .escape, .control("c"): return .close
        case .down, .pageDown: offset += 1
        case .up, .pageUp: offset = max(0, offset - 1)
        case .control("d"): showsRequests.toggle()
        case .control("y"): return copy
        default:
            if let form, key == .character("e"), plan?.mustType == nil { return .edited(form) }
            guard let plan else { return key == .enter || key == .character("q") || key == .character("n") ? .close : .stay }
            return plan.mustType == nil || plan.blocked != nil ? takeLetter(key, plan) : takeTyped(key, plan)
        }
        return .stay
    }

    private mutating func takeLetter(_ key: Key, _ plan: Plan) -> OverlayOutcome {
        switch key {
        case .character("y"), .character("Y"):
            if let reason = plan.blocked {
                complaint = reason
                return .stay
            }
            return .chose(.planConfirmed(plan, typed: nil))
        case .character("n"), .character("N"), .character("q"), .enter: return .close
        case .character("d"): showsRequests.toggle()
        case .character("c"): return copy
        case .character("j"): offset += 1
        case .character("k"): offset = max(0, offset - 1)
        default: break
        }
        return .stay
    }

    private mutating func takeTyped(_ key: Key, _ plan: Plan) -> OverlayOutcome {
        guard key == .enter else {
            _ = typed.take(key)
            return .stay
        }
        if typed.isEmpty { return .close }
        guard typed.text == plan.mustType else {
            complaint = "That is not the context's name; nothing was sent."
            return .stay
        }
        return .chose(.planConfirmed(plan, typed: typed.text))
    }

    private var copy: OverlayOutcome {
        guard let plan, !plan.command.isEmpty else { return .stay }
        return .did(.copied(plan.command))
    }

    func draw(on canvas: inout Canvas) {
        let width = min(112, canvas.columns - 4)
        let lines = PlanLines(showsRequests: showsRequests, width: width - 4).lines(self)
        let room = max(1, min(lines.count, canvas.rows - 8))
        let first = min(offset, max(0, lines.count - room))
        Dialog.draw(plan?.title ?? title, width: width, height: room + 4, on: &canvas) { area in
            for (row, line) in lines[first...].prefix(room).enumerated() { area.draw(line, y: row) }
            if lines.count > first + room { area.draw(Line([], right: [Span("more below, ↓", .muted)]), y: room) }
            drawFoot(on: &area)
        }
    }

    private func drawFoot(on area: inout Canvas) {
        let y = area.height - 1
        if let complaint { return area.draw(Line([.sentence(complaint, .degraded)]), y: y) }
        guard let plan else {
            return area.draw(
                Line([Span(form == nil ? "" : "e ", .accent), Span(form == nil ? "" : "edit   "), Span("Esc ", .accent), Span("close")]), y: y)
        }
        if let reason = plan.blocked { return area.draw(Line([.sentence(reason, .degraded)]), y: y) }
        guard let name = plan.mustType else {
            let role: Role = plan.risk == .destroys ? .broken : .plain
            return area.draw(
                Line([
                    Span("y ", .accent), Span("do it", role), Span("   "), Span("n ", .accent), Span("no (default)"), Span("   "),
                    Span(form == nil ? "" : "e ", .accent), Span(form == nil ? "" : "edit   "), Span("d ", .accent), Span("requests"), Span("   "),
                    Span("c ", .accent), Span("copy as a command"),
                ]), y: y)
        }
        let words = "\(name) is protected: type its name "
        area.draw(Line([Span(words, .degraded)]), y: y)
        typed.draw(on: &area, x: TextWidth.columns(words), y: y, width: max(2, area.width - TextWidth.columns(words)))
    }
}

/// A plan as lines: what it acts on, what is sent, what changes, what follows, how it is undone.
struct PlanLines {
    let showsRequests: Bool
    let width: Int

    func lines(_ dialog: PlanDialog) -> [Line] {
        switch dialog.content {
        case .looking: [Line([.name(dialog.subject)]), Line("Looking what it would do…", .muted)]
        case .failed(let sentence): [Line([.name(dialog.subject)])] + words(sentence, .degraded)
        case .plan(let plan): lines(plan)
        }
    }

    /// The same for a stored plan, on its page.
    func lines(_ plan: Plan) -> [Line] {
        var lines = [Line([.name(plan.target.words, .plain)], right: plan.target.uid.isEmpty ? [] : [Span("uid \(plan.target.uid)", .muted)])]
        let who = [plan.credential.isEmpty ? "" : "with \(plan.credential)", plan.identity.isEmpty ? "" : "as \(plan.identity)"]
        for request in plan.requests {
            lines += labelled("sends", "\(request.words)  to \(request.service)")
            if showsRequests, !request.body.isEmpty { lines += labelled("", request.body, .muted) }
        }
        if who.contains(where: { !$0.isEmpty }) { lines += labelled("", who.filter { !$0.isEmpty }.joined(separator: ", "), .muted) }
        lines += plan.diff.map(diffLine)
        for warning in plan.warnings { lines += labelled("▲", warning, .degraded) }
        for (index, sentence) in plan.consequences.enumerated() {
            lines += labelled(index == 0 ? "then" : "", sentence, dangerous: plan.dangerousWord)
        }
        if !plan.undo.isEmpty { lines += labelled("undo", plan.undo) }
        return lines
    }

    private func diffLine(_ line: DiffLine) -> Line {
        switch line.kind {
        case .place: Line([.name("  " + line.text, .accent)])
        case .same: Line([.sentence("    " + line.text, .muted)])
        case .removed: Line([.sentence("  - " + line.text, .broken)])
        case .added: Line([.sentence("  + " + line.text, .healthy)])
        }
    }

    private func words(_ text: String, _ role: Role) -> [Line] { Wrap.words(text, columns: max(10, width)).map { Line($0, role) } }

    private func labelled(_ label: String, _ text: String, _ role: Role = .plain, dangerous: String = "") -> [Line] {
        Wrap.words(text, columns: max(10, width - 6)).enumerated().map { index, part in
            let head = Span.column(index == 0 ? label : "", 6, label == "▲" ? .degraded : .muted)
            guard !dangerous.isEmpty, let range = part.firstRange(of: dangerous) else { return Line([head, Span(part, role)]) }
            return Line([
                head, Span(String(part[..<range.lowerBound]), role), Span(dangerous, .broken, .bold), Span(String(part[range.upperBound...]), role),
            ])
        }
    }
}
