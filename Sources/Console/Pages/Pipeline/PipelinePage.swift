import Feeds
import Host
import Services
import Terminal

/// One workflow run: its jobs and their steps, each with its log behind Enter.
struct PipelinePage: DocumentPage {
    static let kind = PageKind.pipeline

    let number: Int
    let id: String, run: Int
    /// The run as last seen.
    var last: PipelineRow
    /// Jobs asked for by this page, where the feed has none.
    var asked: [Job]?
    var problem: String?
    var view = DocumentView()
    var tab = 0

    init(number: Int, id: String, run: Int, last: PipelineRow) {
        self.number = number
        self.id = id
        self.run = run
        self.last = last
    }

    var crumbs: [String] { [last.run.repository, "#\(run)"] }
    var thing: Target? { .pipeline(id: id, number: run) }
    func standing(_ shared: Shared) -> Standing { Standing(shared.world.pipelines.freshness, now: shared.now) }

    /// The feed's jobs are newer than those asked for once.
    private var jobs: [Job]? { last.jobs.isEmpty ? asked : last.jobs }

    mutating func opened(_ shared: inout Shared) -> [Effect] {
        preferFailed()
        return ask()
    }

    /// Puts the cursor on the job that failed, for its log.
    private mutating func preferFailed() {
        guard let job = PipelineRow(run: last.run, jobs: jobs ?? [], severity: .unknown, cause: "").jobInQuestion else { return }
        view.prefer(.log(.job(repository: last.run.repository, id: job.id, name: job.name)))
    }

    private func ask() -> [Effect] {
        [begin("jobs", .jobs(repository: last.run.repository, run: last.run.id, attempt: last.run.attempt))]
    }

    mutating func noticed(_ shared: inout Shared) -> [Effect] {
        guard let found = shared.world.pipeline(id), found != last else { return [] }
        let before = last.run
        last = found
        let hasMoved = before.attempt != found.run.attempt || before.status != found.run.status
        return hasMoved ? ask() : []
    }

    mutating func take(_ answer: Answer, _ name: String, _ shared: inout Shared) -> [Effect] {
        switch answer {
        case .jobs(let found):
            let isFirst = jobs == nil
            asked = found
            problem = nil
            if isFirst { preferFailed() }
        case .failed(let sentence): problem = sentence
        default: break
        }
        return []
    }

    func head(_ shared: Shared, width: Int) -> [Line] {
        let run = last.run
        let words = run.status == "completed" ? run.conclusion : run.status.replacing("_", with: " ")
        var took = ""
        if let started = run.started {
            took = Numbers.span(((run.status == "completed" ? run.updated : nil) ?? shared.now).seconds - started.seconds)
        }
        return [
            Line(
                [last.severity.span, .sentence("\(words)\(last.cause.isEmpty ? "" : ": \(last.cause)")", last.severity.role)],
                right: [Span("attempt \(run.attempt)  \(run.status == "completed" ? took : "")", .muted)]),
            Line([
                Span("  "),
                .sentence(
                    "\(run.workflow) · \(run.event) on \(run.branch) by \(run.actor) · \(run.commit.prefix(7)) \(run.message)"),
            ]),
        ]
    }

    func body(_ shared: Shared, width: Int) -> [BodyLine] {
        guard let jobs else {
            return BodyLine.paragraph(problem ?? "Asking GitHub for the jobs…", width: width, problem == nil ? .muted : .degraded)
        }
        var lines: [BodyLine] = []
        if let problem { lines += BodyLine.paragraph(problem, width: width, .degraded) }
        for job in jobs {
            let severity = Severity(status: job.status, conclusion: job.conclusion)
            let opens: Target? =
                job.status == "queued" || job.conclusion == "skipped"
                ? nil : .log(.job(repository: last.run.repository, id: job.id, name: job.name))
            lines.append(
                BodyLine(
                    Line(
                        [
                            severity.span, Span(job.name, .plain, .bold),
                            Span(
                                "  " + (job.conclusion.isEmpty ? job.status.replacing("_", with: " ") : job.conclusion),
                                severity.role),
                        ],
                        right: [Span(took(job.started, job.completed), .muted)]), opens: opens))
            // Steps of a job that went well say nothing; those of one that did not say where.
            guard severity != .well, job.conclusion != "skipped" else { continue }
            for step in job.steps where step.conclusion != "skipped" {
                let state = Severity(status: step.status, conclusion: step.conclusion)
                lines.append(
                    BodyLine(
                        Line(
                            [
                                Span("    "), state.span,
                                Span("\(step.number). \(step.name)", state == .broken ? .broken : .plain),
                            ], right: [Span(took(step.started, step.completed), .muted)])))
            }
        }
        if jobs.isEmpty {
            lines.append(BodyLine("GitHub lists no jobs for this attempt; a workflow file that cannot be read has none.", .muted))
        }
        if !last.run.url.isEmpty { lines += [.empty] + BodyLine.pair("page", last.run.url, width: width, names: 6, .muted) }
        return lines
    }

    private func took(_ started: Timestamp?, _ ended: Timestamp?) -> String {
        guard let started, let ended else { return "" }
        return Numbers.span((ended - started).seconds)
    }
}
