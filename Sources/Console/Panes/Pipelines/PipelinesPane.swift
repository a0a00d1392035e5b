import Feeds
import Host
import Services
import Terminal

/// Workflow runs, newest first, each with its jobs.
struct PipelinesPane: Pane {
    static let id = PaneID.pipelines
    static let title = "Pipelines"
    static let reads: Set<World.Part> = [.pipelines]

    var roster = Roster()

    /// Failed runs count as problems only while they are their branch's newest: an older failure has been answered.
    func arrange(_ shared: Shared) -> Arrangement {
        var result = Arrangement()
        var branches: Set<String> = []
        for (index, row) in (shared.world.pipelines.value?.runs ?? []).enumerated() {
            let run = row.run
            let isNewest = branches.insert("\(run.repository) \(run.workflow) \(run.branch)").inserted
            let texts = [
                run.repository, run.branch, run.commit, run.title, run.message, run.conclusion, run.status, run.actor,
                "#\(run.number)", row.cause,
            ]
            guard roster.filter.matches(texts) else {
                result.hidden += 1
                continue
            }
            result.add(.pipeline(row.id), index, isProblem: isNewest && row.severity.isProblem)
        }
        return result
    }

    func standing(_ shared: Shared) -> Standing {
        let fed = shared.world.pipelines
        if fed.freshness.state == .live, let gap = fed.value?.gaps.first { return Standing(Standing.short(gap), .degraded) }
        return Standing(fed.freshness, now: shared.now)
    }

    func summary(_ shared: Shared) -> Line {
        guard let rows = shared.world.pipelines.value?.runs, let newest = rows.first else {
            return Line([.sentence(emptiness(shared), .muted)])
        }
        let running = rows.filter { $0.run.status == "in_progress" }.count
        var spans = [
            newest.severity.span, Span("#\(newest.run.number) \(newest.run.branch) "),
            .sentence(words(newest), newest.severity.role),
        ]
        if running > 0, newest.run.status != "in_progress" { spans.append(Span(" · ▶ \(running) running", .moving)) }
        return Line(spans)
    }

    func emptiness(_ shared: Shared) -> String {
        if !roster.filter.isEmpty { return "No run matches /\(roster.filter.text); Esc takes the filter away." }
        let fed = shared.world.pipelines
        switch fed.freshness.state {
        case .off(let why): return "Pipelines are off: \(why)."
        case .connecting: return "GitHub has never answered yet; nothing is known about pipelines."
        case .failed: return "Pipelines are not known: \(fed.freshness.lastError ?? "GitHub has never answered.")"
        case .live, .stale: return fed.value?.gaps.first ?? "No workflow has run in the watched repositories."
        }
    }

    func line(_ row: Row, width: Int, _ shared: Shared) -> Line {
        guard let row = pipeline(row, shared) else { return Line("gone", .muted) }
        let run = row.run
        var left = [row.severity.span, Span("#\(run.number) "), .name(run.branch), Span(" \(run.commit.prefix(7)) ", .muted)]
        if row.jobs.isEmpty || width < 56 {
            left.append(.sentence(words(row), row.severity.role))
        } else {
            for job in row.jobs {
                let state = Severity(status: job.status, conclusion: job.conclusion)
                left.append(
                    Span(" " + (job.conclusion == "skipped" || state == .unknown ? "·" : state.glyph) + job.shortName, state.role)
                )
            }
            if row.severity.isProblem, !row.cause.isEmpty { left.append(.sentence(" " + row.cause, row.severity.role)) }
        }
        return Line(left, right: [.column(Numbers.age(since: run.started ?? run.created, now: shared.now), 5, .muted, .right)])
    }

    private func words(_ row: PipelineRow) -> String {
        if !row.cause.isEmpty { return row.cause }
        return row.run.status == "completed" ? row.run.conclusion : row.run.status.replacing("_", with: " ")
    }

    func sentence(_ row: Row, _ shared: Shared) -> String {
        guard let row = pipeline(row, shared) else { return "This run has gone." }
        let run = row.run
        var parts = [
            "\(run.repository) #\(run.number) \(run.workflow)", "\(run.event) on \(run.branch) by \(run.actor)", words(row),
        ]
        if !run.message.isEmpty { parts.append("“\(run.message)”") }
        if run.attempt > 1 { parts.append("attempt \(run.attempt)") }
        return parts.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    func target(_ row: Row, _ shared: Shared) -> Target? {
        pipeline(row, shared).map { .pipeline(id: $0.id, number: $0.run.number) }
    }

    private func pipeline(_ row: Row, _ shared: Shared) -> PipelineRow? {
        guard let rows = shared.world.pipelines.value?.runs, rows.indices.contains(row.index) else { return nil }
        return rows[row.index]
    }
}

extension Severity {
    /// How bad a run, a job or a step is, in GitHub's words.
    init(status: String, conclusion: String) {
        switch (status, conclusion) {
        case (_, "failure"), (_, "timed_out"), (_, "startup_failure"): self = .broken
        case (_, "cancelled"), (_, "action_required"), (_, "stale"): self = .degraded
        case (_, "success"), (_, "neutral"): self = .well
        case ("in_progress", _): self = .moving
        default: self = .unknown
        }
    }
}

extension Job {
    /// One word for a row of jobs: the first word of its name that tells it from the others.
    var shortName: String {
        let words = name.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber })
        return words.first { !["unit", "continuous", "update", "run", "code", "the"].contains($0) }.map(String.init) ?? name
    }
}
