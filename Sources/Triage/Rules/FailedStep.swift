/// A failed step by its kind and its likeliest error, where no tool's own report tells more.
struct FailedStep: Rule {
    let summary = "the failed step by name, command and error: a login refused, a service away, or what kind of step it is"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure else { return withoutLog(file) }
        let error = failure.errors.first
        let said = error.map { ": \($0.text)" } ?? ""
        var failureClass = failure.kind.rawValue, certainty = failure.kind == .other ? 34 : 55
        var action = "Read the lines above the error, and compare with the last passing run."
        if let error, failure.kind == .other || failure.kind == .gitops {
            // A step of no known kind is told by its error.
            if error.block.has(
                "bad credentials", "401", "403 forbidden", "authentication required", "unauthorized", "permission denied (publickey)",
                "access denied")
            {
                (failureClass, certainty, action) = ("auth-failure", 66, "Renew the token or the login that this step uses.")
            } else if error.block.has(
                "could not resolve host", "name resolution", "connection timed out", "connection refused", "etimedout", "connection reset",
                "503 service", "502 bad gateway", "tls handshake", "failed to connect", "max retries exceeded", "read timed out")
            {
                (failureClass, certainty, action) = (
                    "dependency-unreachable", 66, "Run the job again; if it happens again, look at the service that is named."
                )
            }
        }
        let cancelled = failure.job?.conclusion == "cancelled" && error == nil
        let sentence = cancelled ? "\(failure.words) was cancelled, and its log names no failure." : "\(failure.words) failed\(said)."
        var citations = [error.map { Finding.Citation(evidence: $0.exhibit, line: $0.line + 1) }].compactMap { $0 }
        citations += [file.citation(.jobs, failure.job.map { ["jobs", String($0.index)] } ?? [])].compactMap { $0 }
        return [
            Conclusion(
                certainty: cancelled ? 20 : certainty,
                finding: Finding(
                    failureClass: failureClass, severity: file.severity, sentence: sentence, citations: citations, action: action))
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
