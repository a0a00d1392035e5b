import Archive
import Feeds
import Host
import Terminal
import Triage

/// Triages that are running, and the newest stored reports.
struct ReportsPane: Pane {
    static let id = PaneID.reports
    static let title = "Reports"
    static let reads: Set<World.Part> = [.reports]

    var roster = Roster(keepsFirst: true)

    func arrange(_ shared: Shared) -> Arrangement {
        var result = Arrangement()
        for (index, triage) in shared.triages.enumerated().reversed() where triage.isRunning {
            if roster.filter.matches([triage.subject.words]) { result.add(.triage(triage.number), index) }
        }
        for (index, report) in (shared.world.reports.value ?? []).enumerated() {
            guard
                roster.filter.matches([
                    report.title, report.subject, report.severity, report.failureClass, report.kind, report.author,
                ])
            else {
                result.hidden += 1
                continue
            }
            result.add(.report(report.id), index)
        }
        return result
    }

    func standing(_ shared: Shared) -> Standing {
        let fed = shared.world.reports
        switch fed.freshness.state {
        case .live: return Standing("\(fed.value?.count ?? 0) kept", .muted)
        case .connecting: return Standing("opening the archive", .muted)
        default: return Standing(fed.freshness, now: shared.now)
        }
    }

    func trouble(_ shared: Shared) -> String? { shared.world.reports.freshness.isOld ? shared.world.reports.freshness.lastError : nil }

    func summary(_ shared: Shared) -> Line {
        let running = shared.triages.filter(\.isRunning).count
        if running > 0 { return Line([Span("▶ ", .moving), Span("\(Numbers.count(running, "triage")) running", .moving)]) }
        guard let newest = shared.world.reports.value?.first else { return Line([.sentence(emptiness(shared), .muted)]) }
        return Line([Span("\(Numbers.age(since: newest.created, now: shared.now)) ago ", .muted), .sentence(newest.title)])
    }

    func emptiness(_ shared: Shared) -> String {
        if !roster.filter.isEmpty { return "No report matches /\(roster.filter.text); Esc takes the filter away." }
        let fed = shared.world.reports
        switch fed.freshness.state {
        case .failed, .stale: return fed.freshness.lastError ?? "The archive cannot be read."
        case .off(let why): return "The archive is off: \(why)."
        case .connecting: return "The archive is being opened."
        case .live: return "No report yet: t on a pod, an alert, a failed run or a model writes one."
        }
    }

    func line(_ row: Row, width: Int, _ shared: Shared) -> Line {
        if case .triage(let number) = row.id, let triage = shared.triage(number) {
            return Line(
                [Span("▶ ", .moving), Span("\(triage.activity) ", .moving), .name(triage.subject.words)],
                right: [
                    Span(Numbers.age(since: triage.started, now: shared.now), .muted)
                ])
        }
        return report(row, shared).map { ReportLines.row($0, shared) } ?? Line("gone", .muted)
    }

    func sentence(_ row: Row, _ shared: Shared) -> String {
        if case .triage(let number) = row.id, let triage = shared.triage(number) {
            return "Triage of \(triage.subject.words), \(triage.activity) since \(shared.options.clock.time(triage.started))"
        }
        guard let report = report(row, shared) else { return "This report has gone." }
        return [
            "\(report.kind) \(report.subject)".trimmed, report.title, report.failureClass, report.state, "by \(report.author)",
            shared.options.clock.full(report.created),
        ]
        .filter { !$0.isEmpty }.joined(separator: " · ")
    }

    func target(_ row: Row, _ shared: Shared) -> Target? {
        if case .triage(let number) = row.id { return .triage(number) }
        return report(row, shared).map { .report(id: $0.id, title: $0.title) }
    }

    private func report(_ row: Row, _ shared: Shared) -> ReportSummary? {
        guard let reports = shared.world.reports.value, reports.indices.contains(row.index) else { return nil }
        return reports[row.index]
    }
}

/// How reports stand in lists, here and on the page of all reports.
enum ReportLines {
    /// `14:01 critical k3d/ml-apps/iris-…x2lq7  oom-killed: 249Mi of 256Mi`: several reports may say the same, of different things.
    static func row(_ report: ReportSummary, _ shared: Shared) -> Line {
        let clock = shared.options.clock
        let isToday = clock.day(report.created) == clock.day(shared.now)
        return Line(
            [
                .column(isToday ? clock.bareMinute(report.created) : String(clock.day(report.created).dropFirst(5)), 6, .muted),
                .column(report.severity, 9, role(report.severity)), .name(report.subject), Span("  "), .sentence(report.title, .muted),
            ], right: report.state == "complete" ? [] : [Span(report.state, .muted)])
    }

    /// A severity's sign, which tells it without colour.
    static func glyph(_ severity: String) -> String {
        switch severity {
        case "critical": Severity.broken.glyph
        case "high", "medium": Severity.degraded.glyph
        default: "•"
        }
    }

    /// A severity's colour.
    static func role(_ severity: String) -> Role {
        switch severity {
        case "critical": .broken
        case "high", "medium": .degraded
        default: .plain
        }
    }
}
