import Archive
import Host
import Terminal

/// Every action on the outside world, newest first: who, when, what was planned, what was sent, what came back.
struct AuditPage: ArchivePage {
    static let kind = PageKind.audit

    let number: Int
    var rows: [AuditRecord]?
    var problem: String?
    var words = ""
    var view = DocumentView()
    var tab = 0
    private var edition = 0

    init(number: Int) { self.number = number }

    var thing: Target? { .audit }

    func standing(_ shared: Shared) -> Standing {
        if problem != nil { return Standing("failed", .broken) }
        return rows.map { Standing(Numbers.count($0.count, "action"), .muted) } ?? Standing("reading", .muted)
    }

    mutating func opened(_ shared: inout Shared) -> [Effect] { [begin("audit", .audit(matching: words, limit: 200))] }

    mutating func noticed(_ shared: inout Shared) -> [Effect] {
        guard edition != shared.operationsEdition else { return [] }
        edition = shared.operationsEdition
        return opened(&shared)
    }

    mutating func take(_ answer: Answer, _ name: String, _ shared: inout Shared) -> [Effect] {
        switch answer {
        case .audit(let found): (rows, problem) = (found, nil)
        case .failed(let sentence): problem = sentence
        default: break
        }
        return []
    }

    func body(_ shared: Shared, width: Int) -> [BodyLine] {
        if let problem { return BodyLine.paragraph(problem, width: width, .degraded) }
        guard let rows else { return [BodyLine("Reading the audit…", .muted)] }
        if rows.isEmpty {
            return BodyLine.paragraph(
                words.isEmpty ? "Nothing was changed from here yet; a lists what can be done with the selection." : "No action holds “\(words)”.",
                width: width, .muted)
        }
        return rows.map { BodyLine(OperationLines.row($0, shared), opens: .operation(id: $0.id, title: $0.title)) }
    }
}

/// How an action reads in a list.
enum OperationLines {
    static func row(_ record: AuditRecord, _ shared: Shared) -> Line {
        let (glyph, role) = sign(record.state)
        return Line(
            [
                Span("\(glyph) ", role), .name(record.title), .name("  \(record.target)", .muted),
                .sentence("  \(record.outcome.isEmpty ? record.step : record.outcome)", role),
            ],
            right: [Span("\(record.author)  ", .muted), .column(Numbers.age(since: record.created, now: shared.now), 5, .muted, .right)])
    }

    static func sign(_ state: AuditState) -> (glyph: String, role: Role) {
        switch state {
        case .planned, .sending, .following: ("▶", .moving)
        case .done: ("●", .healthy)
        case .failed: ("✗", .broken)
        case .unknown: ("▲", .degraded)
        case .abandoned: ("○", .muted)
        }
    }
}
