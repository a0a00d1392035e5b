/// A failed step by its kind and its likeliest error, where no tool's own report tells more.
struct FailedStep: Rule {
    let classes = [
        "code-quality", "sast", "secrets", "unit-tests", "training", "container-scan", "container-build", "gitops-deploy", "build", "auth-failure",
        "dependency-unreachable", "infrastructure", "config-error", "unknown",
    ]
    let evidence = "name and command of the failed step, and its likeliest error"
    let summary = "the failed step by name, command and error: a login refused, a service away, or what kind of step it is"
    let decider = "the failed job's log, and the log of its last passing run"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure else { return withoutLog(file) }
        guard let error = failure.telling else { return lastWords(file, failure) ?? silent(file, failure) }
        var failureClass = failure.kind.rawValue, certainty = failure.kind == .other ? 34 : 55, prevention = ""
        var action = "Read the lines above the error, and compare with the last passing run."
        let kind = [.other, .gitops, .source, .build, .tests, .training].contains(failure.kind) ? StepErrorKind(error.block) : nil
        // A class by what the step is for needs a line that names what is wrong.
        if kind == nil, !error.names { return silent(file, failure) }
        if let kind {
            // What went wrong says more than what the step is for.
            // Packages come over the runner's network, and nobody's service depends on them; a registry that answers 503 is away itself.
            let isFetch =
                failure.kind == .source && kind.failureClass == "dependency-unreachable"
                && error.block.hasAny([
                    "npm err", "npm error", "registry", "pypi", "pip", "mirror", "proxy", "repo.", "maven", "index", "apt", "crates.io",
                ])
                && !error.block.hasAny(["500", "502", "503", "504", "unavailable", "bad gateway"])
            (failureClass, certainty, prevention) = (isFetch ? "infrastructure" : kind.failureClass, 66, kind.prevention)
            action = kind.action(failure)
        }
        let text = error.text.hasSuffix(".") ? String(error.text.dropLast()) : error.text
        var citations = [Finding.Citation(evidence: error.exhibit, line: error.line + 1)]
        citations += [file.citation(.jobs, failure.job.map { ["jobs", String($0.index)] } ?? [])].compactMap { $0 }
        return [
            Conclusion(
                certainty: certainty,
                finding: Finding(
                    failureClass: failureClass, severity: file.severity, sentence: "\(failure.words) failed: \(text).",
                    citations: citations, against: file.doubts(failure, error.line), impact: file.blocked(failure), action: action,
                    verify: file.passes(failure, without: error.text), prevention: prevention))
        ]
    }

    /// No grave word, but last words that name a login or a service.
    private func lastWords(_ file: CaseFile, _ failure: JobFailure) -> [Conclusion]? {
        guard let line = failure.lastWords, !failure.isKnown(line) else { return nil }
        let low = failure.text(line).lowercased(), kind = StepErrorKind(low)
        guard !LoggedError.isTolerated(low) else { return nil }
        let isLack = low.has("command not found", "no such file or directory", ": not found", "cannot stat") && failure.kind != .other
        guard kind != nil || isLack else { return nil }
        let text = Words.line(LoggedError.bare(failure.text(line)), 260)
        return [
            Conclusion(
                certainty: 62,
                finding: Finding(
                    failureClass: kind?.failureClass ?? failure.kind.rawValue, severity: file.severity,
                    sentence: "\(failure.words) failed: \(text.trimmingSuffix(".")).",
                    citations: [failure.log.citation(line)], against: file.doubts(failure, line), impact: file.blocked(failure),
                    action: kind?.action(failure) ?? "Let the step before make or install what is named.",
                    verify: file.passes(failure, without: text), prevention: kind?.prevention ?? ""))
        ]
    }

    /// A step that failed without a word of its own: what it is called does not say why it failed.
    private func silent(_ file: CaseFile, _ failure: JobFailure) -> [Conclusion] {
        let cancelled = failure.job?.conclusion == "cancelled"
        let hollow = failure.telling ?? failure.errors.first { $0.novelty >= 0 && HollowWords.onlyEnded($0.text) }
        let all = hollow.map { " beyond \"\(Words.line($0.text, 100))\"" } ?? ""
        let last = hollow == nil ? failure.lastWords.map { "; its last line is \"\(Words.line(failure.text($0), 120))\"" } ?? "" : ""
        let killed = failure.lines("exit code 137", limit: 1).first
        let code = failure.lines("process completed with exit code ", limit: 1).first.flatMap { failure.text($0).word(after: "exit code ") }
        let failed = cancelled ? "was cancelled" : code.map { "failed with exit code \($0.trimmingSuffix("."))" } ?? "failed"
        // Why a run was cancelled, the service may note: a newer run of the same group.
        let note = file.run?.annotations.first {
            $0.message.lowercased().has("cancel", "higher priority") && !$0.message.lowercased().has("the operation was cancel")
        }
        let noted = note.map { "; noted on the run: \"\(Words.line($0.message, 160))\"" } ?? ""
        let signal = killed == nil ? "" : "; exit code 137 (SIGKILL) says that it was killed, not by what: for memory most often"
        return [
            Conclusion(
                certainty: 40,
                finding: Finding(
                    failureClass: "unknown", severity: cancelled ? "low" : "medium",
                    sentence:
                        "\(failure.words) \(failed), and its log does not say why\(all)\(signal)\(last)\(noted). What would: the same step with a more talkative log, or the log of a run that passed.",
                    citations: [
                        file.citation(.jobs, failure.job.map { ["jobs", String($0.index)] } ?? []), killed.map(failure.log.citation),
                        hollow.map { Finding.Citation(evidence: $0.exhibit, line: $0.line + 1) },
                    ].compactMap { $0 }, impact: file.blocked(failure),
                    action: cancelled ? "See who or what cancelled the run." : "Run the job again with debug logging."))
        ]
    }

    /// Only the run's jobs and annotations are there.
    private func withoutLog(_ file: CaseFile) -> [Conclusion] {
        guard let job = file.run?.failedJobs.first else { return invalidWorkflow(file) }
        let step = job.failedStep.map { " at step \($0.number) \"\($0.name)\"" } ?? ""
        let note = file.run?.annotations.first { $0.level == "failure" && !$0.message.hasPrefix("Process completed") }
        let said = note.map { ": \(Words.line($0.message, 240))" } ?? "; its log is not there"
        return [
            Conclusion(
                certainty: 25,
                finding: Finding(
                    failureClass: "unknown", severity: file.severity, sentence: "Job \"\(job.name)\" failed\(step)\(said).",
                    citations: [file.citation(.jobs, ["jobs", String(job.index)])].compactMap { $0 }, action: "Open the job's log."))
        ]
    }

    /// A run that never began, since its workflow cannot be read.
    private func invalidWorkflow(_ file: CaseFile) -> [Conclusion] {
        guard let run = file.run,
            let note = run.annotations.first(where: { $0.level == "failure" && $0.message.lowercased().has("workflow", "yaml", "unexpected value") })
        else {
            return []
        }
        let place = note.path.isEmpty ? "" : " \(note.path):\(note.line)"
        return [
            Conclusion(
                certainty: 70,
                finding: Finding(
                    failureClass: "config-error", severity: file.severity,
                    sentence: "The workflow file\(place) is not valid, so no job ran: \(Words.line(note.message, 240)).",
                    citations: [file.citation(.annotations, [String(note.index), "message"], exhibit: note.exhibit)].compactMap { $0 },
                    action: "Correct that place; `actionlint` finds such errors before a push.",
                    prevention: "Run actionlint on changed workflows in the pull request."))
        ]
    }
}
