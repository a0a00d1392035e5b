/// A failed step by its kind and its likeliest error, where no tool's own report tells more.
struct FailedStep: Rule {
    let classes = [
        "code-quality", "sast", "secrets", "unit-tests", "training", "container-scan", "container-build", "gitops-deploy", "build", "auth-failure",
        "dependency-unreachable", "unknown",
    ]
    let evidence = "name and command of the failed step, and its likeliest error"
    let summary = "the failed step by name, command and error: a login refused, a service away, or what kind of step it is"
    let decider = "the failed job's log, and the log of its last passing run"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure else { return withoutLog(file) }
        guard let error = failure.telling else { return silent(file, failure) }
        var failureClass = failure.kind.rawValue, certainty = failure.kind == .other ? 34 : 55, prevention = ""
        var action = "Read the lines above the error, and compare with the last passing run."
        if [.other, .gitops, .source, .build].contains(failure.kind) {
            // A step of no known kind is told by its error.
            if error.block.has(
                "bad credentials", "401", "403 forbidden", "authentication required", "unauthorized", "permission denied (publickey)",
                "access denied")
            {
                (failureClass, certainty) = ("auth-failure", 66)
                action = "Renew the token or the login that \(failure.words.lowercasedFirst) uses."
                prevention = "Check that login in a job on a schedule, and alert before it expires."
            } else if error.block.has(
                "could not resolve host", "name resolution", "connection timed out", "connection refused", "etimedout", "connection reset",
                "503 service", "502 bad gateway", "tls handshake", "failed to connect", "max retries exceeded", "read timed out")
            {
                (failureClass, certainty) = ("dependency-unreachable", 66)
                action = "Run the job again; if it happens again, look at the service that is named."
                prevention = "Let the step try again a few times, and take what it fetches from a cache or mirror of your own."
            }
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

    /// A step that failed without a word of its own: what it is called does not say why it failed.
    private func silent(_ file: CaseFile, _ failure: JobFailure) -> [Conclusion] {
        let cancelled = failure.job?.conclusion == "cancelled"
        let hollow = failure.errors.first { $0.novelty >= 0 && HollowWords.only($0.text) }
        let all = hollow.map { " beyond \"\(Words.line($0.text, 100))\"" } ?? ""
        let killed = failure.lines("exit code 137", limit: 1).first
        let signal = killed == nil ? "" : "; exit code 137 (SIGKILL) says that it was killed, not by what: for memory most often"
        return [
            Conclusion(
                certainty: 40,
                finding: Finding(
                    failureClass: "unknown", severity: file.severity,
                    sentence:
                        "\(failure.words) \(cancelled ? "was cancelled" : "failed"), and its log does not say why\(all)\(signal). What would: the same step with a more talkative log, or the log of a run that passed.",
                    citations: [
                        file.citation(.jobs, failure.job.map { ["jobs", String($0.index)] } ?? []), killed.map(failure.log.citation),
                        hollow.map { Finding.Citation(evidence: $0.exhibit, line: $0.line + 1) },
                    ].compactMap { $0 }, impact: file.blocked(failure),
                    action: cancelled ? "See who or what cancelled the run." : "Run the job again with debug logging."))
        ]
    }

    /// Only the run's jobs and annotations are there.
    private func withoutLog(_ file: CaseFile) -> [Conclusion] {
        guard let job = file.run?.failedJobs.first else { return [] }
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
}
