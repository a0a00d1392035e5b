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

    func trouble(_ shared: Shared) -> String? { shared.world.pipelines.freshness.isOld ? shared.world.pipelines.freshness.lastError : nil }

    func summary(_ shared: Shared) -> Line {
        guard let rows = shared.world.pipelines.value?.runs, let newest = rows.first else {
            return Line([.sentence(emptiness(shared), .muted)])
        }
        let running = rows.filter { $0.run.status == "in_progress" }.count
        var spans = [
            newest.severity.span, Span("\(runWords(newest.run, shared)) \(newest.run.branch) "),
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
        var left = [row.severity.span, Span(runWords(run, shared) + " "), .name(run.branch), Span(" \(run.commit.prefix(7)) ", .muted)]
        if row.jobs.isEmpty || width < 56 {
            left.append(.sentence(" " + words(row), row.severity.isProblem ? row.severity.role : .muted))
            if row.jobs.isEmpty, run.status == "completed" {
                if row.severity.isProblem { left.append(Span(" · jobs not read", .muted)) }
                left.append(.sentence(" · \(origin(run))", .muted))
            }
        } else {
            // What failed comes first: a narrow row must not end before it.
            let failed = row.jobs.filter { Severity(status: $0.status, conclusion: $0.conclusion) == .broken }
            left += (failed + row.jobs.filter { job in !failed.contains { $0.id == job.id } }).flatMap(spans)
        }
        return Line(left, right: [.column(Numbers.age(since: run.started ?? run.created, now: shared.now), 5, .muted, .right)])
    }

    /// A job with its state; where it failed, the step that did.
    private func spans(_ job: Job) -> [Span] {
        let state = Severity(status: job.status, conclusion: job.conclusion)
        let glyph = job.conclusion == "skipped" || state == .unknown ? "·" : state.glyph
        let name = Span(" \(glyph)\(job.shortName)", state.role)
        guard state == .broken, let step = job.steps.first(where: { $0.conclusion == "failure" }) else { return [name] }
        return [name, Span(": \(step.name)", state.role)]
    }

    /// `#412`; with several repositories the first word of its own, where that tells them apart: `model#412`.
    private func runWords(_ run: WorkflowRun, _ shared: Shared) -> String {
        let repositories = Set((shared.world.pipelines.value?.runs ?? []).map(\.run.repository))
        guard repositories.count > 1 else { return "#\(run.number)" }
        let name = run.repository.split(separator: "/").last.map(String.init) ?? run.repository
        let first = { (name: String) in String((name.split(separator: "/").last ?? "").prefix { $0.isLetter || $0.isNumber }) }
        let isClear = Set(repositories.map(first)).count == repositories.count
        return "\(isClear ? first(run.repository) : name)#\(run.number)"
    }

    /// What started a run, where there are no jobs to show.
    private func origin(_ run: WorkflowRun) -> String {
        let title = run.message.isEmpty ? run.title : run.message
        return (title.isEmpty ? "" : "“\(title)” ") + run.event + (run.actor.isEmpty ? "" : " by \(run.actor)")
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
