import Archive
import Host
import Operations
import Terminal

/// One action: where it is, its steps with their times, and the plan that was confirmed.
struct OperationPage: DocumentPage {
    static let kind = PageKind.operation

    let number: Int, id: String, title: String
    private var record: AuditRecord?
    private var plan: Plan?
    private var steps: [AuditStep] = []
    private var problem: String?
    private var edition = 0
    var view = DocumentView()
    var tab = 0

    init(number: Int, id: String, title: String) {
        self.number = number
        self.id = id
        self.title = title
    }

    var crumbs: [String] { [title] }
    var thing: Target? { .operation(id: id, title: title) }

    func standing(_ shared: Shared) -> Standing {
        if problem != nil { return Standing("failed", .broken) }
        guard let record else { return Standing("reading", .muted) }
        return Standing(record.state.rawValue, OperationLines.sign(record.state).role)
    }

    mutating func opened(_ shared: inout Shared) -> [Effect] { [begin("operation", .operation(id: id))] }

    mutating func noticed(_ shared: inout Shared) -> [Effect] {
        guard edition != shared.operationsEdition else { return [] }
        edition = shared.operationsEdition
        return opened(&shared)
    }

    mutating func take(_ answer: Answer, _ name: String, _ shared: inout Shared) -> [Effect] {
        switch answer {
        case .operationDetail(let record, let plan, let steps): (self.record, self.plan, self.steps, problem) = (record, plan, steps, nil)
        case .failed(let sentence): problem = sentence
        default: break
        }
        return []
    }

    func tabs(_ shared: Shared) -> [String] { ["steps", "plan"] }

    func head(_ shared: Shared, width: Int) -> [Line] {
        guard let record else { return [] }
        let (glyph, role) = OperationLines.sign(record.state)
        let service = record.identity.isEmpty ? "" : " · the service says \(record.identity)"
        return [
            Line([Span("\(glyph) \(record.state.rawValue)  ", role), .sentence(record.outcome.isEmpty ? record.step : record.outcome)]),
            Line(
                [.sentence("by \(record.author) on \(record.host)\(service)", .muted)],
                right: [Span(shared.options.clock.time(record.created), .muted)]),
        ] + (record.sshIdentity.isEmpty ? [] : [Line([.sentence("ssh \(record.sshIdentity)", .muted)])])
    }

    func body(_ shared: Shared, width: Int) -> [BodyLine] {
        if let problem { return BodyLine.paragraph(problem, width: width, .degraded) }
        guard let record else { return [BodyLine("Reading the audit…", .muted)] }
        if tab == 1 { return planLines(width: width) }
        var lines = steps.flatMap { step in
            BodyLine.pair(shared.options.clock.time(step.at), step.sentence, width: width, names: 12)
        }
        if !record.outcome.isEmpty, let end = record.finished {
            lines += BodyLine.pair(
                shared.options.clock.time(end), record.outcome, width: width, names: 12, OperationLines.sign(record.state).role)
        }
        for offer in Outcome.offers(record.offers) {
            lines.append(
                BodyLine(
                    Line([.column("next", 12, .muted), Span("⏎ ", .accent), .sentence(offer.title)]), opens: .offer(offer.request, title: offer.title)
                ))
        }
        if !record.reference.isEmpty { lines += BodyLine.pair("reference", record.reference, width: width, names: 12, .muted) }
        return lines
    }

    private func planLines(width: Int) -> [BodyLine] {
        guard let plan else {
            return BodyLine.paragraph("This plan was stored by another version and cannot be shown.", width: width, .muted)
        }
        return PlanLines(showsRequests: true, width: width).lines(plan).map { BodyLine($0) }
            + [.empty] + BodyLine.pair("as command", plan.command, width: width, names: 12, .muted)
    }
}
