import Archive
import Host
import Terminal
import Triage

/// Work in progress, and what this session has finished.
struct JobsPage: DocumentPage {
    static let kind = PageKind.jobs

    let number: Int
    var view = DocumentView()
    var tab = 0

    init(number: Int) { self.number = number }

    var crumbs: [String] { ["jobs"] }
    var thing: Target? { .jobs }

    func standing(_ shared: Shared) -> Standing {
        let running = shared.triages.filter(\.isRunning).count + shared.operations.filter(\.state.isUnderWay).count
        return running > 0 ? Standing("\(running) running", .moving) : Standing("idle", .muted)
    }

    func head(_ shared: Shared, width: Int) -> [Line] { [] }

    func body(_ shared: Shared, width: Int) -> [BodyLine] {
        // Operations of every process on this archive: a colleague's, and those that an earlier console left.
        let operations = shared.operations.filter { $0.state.isUnderWay || (shared.now - $0.created).seconds < 3600 }
        if shared.triages.isEmpty, operations.isEmpty {
            return [BodyLine("Nothing is under way: t starts a triage, a lists what can be done with the selection.", .muted)]
        }
        return operations.map { BodyLine(OperationLines.row($0, shared), opens: .operation(id: $0.id, title: $0.title)) }
            + triages(shared)
    }

    private func triages(_ shared: Shared) -> [BodyLine] {
        shared.triages.reversed().map { triage in
            let took = ((triage.finished ?? shared.now) - triage.started).seconds
            let (glyph, role): (String, Role) =
                switch triage.phase {
                case .gathering, .asking, .writing: ("▶ ", .moving)
                case .finished: ("● ", .healthy)
                case .broken: ("✗ ", .broken)
                }
            return BodyLine(
                Line(
                    [
                        Span(glyph, role), Span("triage  ", .muted), .name(triage.subject.words),
                        Span("  \(triage.activity)", role),
                    ],
                    right: [
                        Span(
                            "\(triage.finished == nil ? "since" : "ended") \(shared.options.clock.time(triage.finished ?? triage.started))  ", .muted),
                        .column(Numbers.span(took), 7, .muted, .right),
                    ]),
                opens: .triage(triage.number))
        }
    }
}
