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
        let running = shared.triages.filter(\.isRunning).count
        return running > 0 ? Standing("\(running) running", .moving) : Standing("idle", .muted)
    }

    func head(_ shared: Shared, width: Int) -> [Line] { [] }

    func body(_ shared: Shared, width: Int) -> [BodyLine] {
        if shared.triages.isEmpty { return [BodyLine("Nothing was started in this session; t starts a triage.", .muted)] }
        return shared.triages.reversed().map { triage in
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
                        Span("since \(shared.options.clock.time(triage.started))  ", .muted),
                        .column(Numbers.span(took), 7, .muted, .right),
                    ]),
                opens: .triage(triage.number))
        }
    }
}
