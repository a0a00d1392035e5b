/// The failed job of a run with its log: which step failed, what kind of step it is, what tools report in it, and the errors before it ended.
struct JobFailure: Sendable {
    /// What a step is for, by its name and command.
    enum Kind: String, Sendable {
        case quality = "code-quality", sast, secrets, tests = "unit-tests", training, scan = "container-scan", build = "container-build"
        case gitops = "gitops-deploy", source = "build", other = "unknown"
    }

    var job: RunFacts.JobFacts?, step: RunFacts.StepFacts?
    var log: CaseLog
    var kind: Kind
    /// The command that the failed step ran.
    var command: String
    /// What tools report in the failed step, in the order of the log.
    private(set) var reports: [Reported] = []
    /// Errors of the failed step, likeliest cause first; what came after the failure is left out.
    private(set) var errors: [LoggedError] = []

    /// Lines of the failed step, from 0; the whole log up to the failure where the step cannot be told.
    var lines: Range<Int> { log.window?.step ?? log.failing }

    /// The likeliest error that the last passing run does not have, too.
    var reason: LoggedError? {
        errors.first { $0.novelty > 0 || $0.type != nil && $0.novelty >= 0 }
    }

    /// The likeliest error that says more than that there was one.
    var telling: LoggedError? {
        let found = errors.filter {
            ($0.novelty > 0 || $0.type != nil && $0.novelty >= 0) && !HollowWords.onlyEnded($0.text) && !Aftermath.says($0.text.lowercased())
                && !$0.isCut && !$0.isTolerated
        }
        // What a program says all the time, or far from the end, did not end it; the log of a run that passed would tell.
        return found.first { ($0.count < 4 || $0.type != nil) && (log.isCompared || $0.type != nil || lines.upperBound - $0.line < 80) }
            ?? found.first { log.isCompared || lines.upperBound - $0.line < 8 }
    }

    /// The step's last line that is neither its runner's nor empty of words; from 0.
    var lastWords: Int? {
        guard let window = log.window else { return nil }
        return window.step.reversed().prefix(12).first { line in
            let text = text(line)
            return text.count > 4 && !text.hasPrefix("##[") && !text.hasPrefix("shell:") && text.contains(where: \.isLetter)
                && !Aftermath.says(text.lowercased())
        }
    }

    /// What tools report of a kind, what the last passing run does not say and what tells most before the rest.
    func reports(_ kinds: Kind...) -> [Reported] {
        let found = reports.filter { kinds.contains($0.kind) }
        let grave = found.filter { $0.weight > 0 && !$0.isKnown }
        // A list of places or of leaks may be the like of one that passed, but for its numbers; a test that failed is not.
        let isList = kinds.contains { [.quality, .sast, .secrets].contains($0) }
        return (grave.isEmpty && isList ? found.filter { $0.weight > 0 } : grave).enumerated()
            .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.map(\.element)
    }

    /// Whether the last passing run has a line, too, but for its numbers.
    func isKnown(_ line: Int) -> Bool { log.candidates.contains { $0.lines.contains(line) && $0.novelty < 0 } }

    /// "Step 5 \"Train model\" of job \"Continuous Training\"".
    var words: String {
        let step = step.map { "Step \($0.number) \"\($0.name)\"" } ?? "A step"
        let name = job?.name ?? log.part
        return name.map { "\(step) of job \"\($0)\"" } ?? step
    }

    /// Lines of the failed step that contain one of the words.
    func lines(_ words: StaticString..., limit: Int = 20, last: Bool = false) -> [Int] {
        log.lines(containing: words, limit: limit, in: lines, last: last)
    }

    /// A line's text without stamp and surrounding space.
    func text(_ line: Int) -> String {
        let text = log.text.line(line)
        return String(text.trimmingPrefix { $0 == " " || $0 == "\t" })
    }

    init(log: CaseLog, run: RunFacts?) {
        self.log = log
        job = run?.job(log.part) ?? (log.part == nil ? run?.failedJobs.first : nil) ?? run?.failedJobs.first
        step = job?.failedStep
        command = Self.command(log)
        let name = step?.name ?? ""
        kind = StepKind.of(name: name, command: command, job: job?.name ?? log.part ?? "") ?? .other
        // A step that only names a script or a target is told by what its tools print.
        if !StepKind.isNamed(name: name, command: command), let told = StepOutput.kind(log, in: lines) { kind = told }
        // That the step ended, or was ended, is no reason.
        let telling = log.errors.filter {
            !$0.block.hasPrefix("##[error]process completed") && !$0.block.has("the operation was cancel")
                && !LoggedError.isStaged($0.text.lowercased())
        }
        let within = telling.filter { lines.contains($0.line) }
        errors = within.isEmpty ? telling.filter { log.failing.contains($0.line) } : within
        reports = ToolLog(log, in: lines, kind: kind, step: "\(step?.name ?? "") \(command)").reports
    }

    /// What stands in the failed step's head: `##[group]Run …`, to its `##[endgroup]`.
    private static func command(_ log: CaseLog) -> String {
        guard let window = log.window else { return "" }
        var lines: [String] = []
        for line in window.step.prefix(12) {
            let text = log.text.line(line)
            if text.hasPrefix("##[endgroup]") || text.hasPrefix("shell:") || text.hasPrefix("env:") { break }
            lines.append(text.replacing("##[group]Run ", with: ""))
        }
        return lines.joined(separator: "\n")
    }
}

extension CaseFile {
    /// Every failed job whose log is there, the one to explain first.
    ///
    /// A real failure comes before one that was only cancelled, one that says why before one that does not (a job that
    /// gathers the others' results), the earlier before the later.
    var jobFailures: [JobFailure] {
        let jobLogs = logs.filter { $0.role == .jobLog }
        let failed = run?.failedJobs.compactMap { job in jobLogs.first { $0.part == job.name } } ?? []
        let found = failed.isEmpty ? [log(.jobLog)].compactMap { $0 } : Array(failed.prefix(8))
        let failures = found.map { JobFailure(log: $0, run: run) }
        return failures.enumerated().sorted { Self.order($0.element, $0.offset) < Self.order($1.element, $1.offset) }.map(\.element)
    }

    private static func order(_ failure: JobFailure, _ index: Int) -> (Int, Int, String, Int) {
        let isCancelled = failure.job?.conclusion == "cancelled" ? 1 : 0
        let says = failure.reports.contains { $0.weight > 1 && !$0.isKnown } || failure.telling != nil ? 0 : 1
        return (isCancelled, says, failure.step?.completed ?? "", index)
    }
}
