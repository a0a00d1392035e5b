/// A job, or an earlier step, that passed although it failed (`|| true`, `make -k`), and whose product is what the failed step lacks.
struct MaskedFailure: Rule {
    let classes = ["build"]
    let evidence = "logs of jobs that passed, and of the steps before the failed one"
    let summary = "an error of a compiler or an installer that failed no step, where the failed step lacks a file, a module or a symbol"
    let decider = "the log of the job that should have made what is missing"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure, let lack = lack(failure) else { return [] }
        let failed = Set((file.run?.failedJobs ?? []).map(\.name))
        for log in file.logs where log.role == .jobLog && log.part.map({ !failed.contains($0) }) ?? false {
            let other = JobFailure(log: log, run: file.run)
            guard let first = earliest(other.reports) else { continue }
            let name = log.part ?? log.name
            return [conclusion(file, failure, log, first, lack, "job \"\(Words.line(name, 60))\" passed all the same")]
        }
        // Before the failed step; of a job that did so when it last passed, too, nothing follows.
        guard let window = failure.log.window, failure.log.isCompared else { return [] }
        let before = ToolLog(failure.log, in: 0..<window.step.lowerBound, kind: .source, step: "")
        guard let first = earliest(before.reports) else { return [] }
        return [conclusion(file, failure, failure.log, first, lack, "its step passed all the same")]
    }

    /// The first error of a compiler or an installer.
    private func earliest(_ reports: [Reported]) -> Reported? { reports.first { $0.kind == .source && $0.weight > 2 && !$0.isKnown } }

    /// The line in which the failed step lacks something.
    private func lack(_ failure: JobFailure) -> (line: Int, text: String)? {
        let words = [
            "no such file", "not found", "cannot open", "cannot find", "could not find", "cannot load", "no module named", "does not exist",
            "unable to find", "cannot import", "missing",
            "enoent", "undefined symbol", "command not found",
        ]
        func lacks(_ text: String) -> Bool {
            let low = text.lowercased()
            return words.contains { low.contains($0) }
        }
        if let report = failure.reports.first(where: { !$0.isKnown && lacks($0.message) }) {
            return (report.lines.last ?? report.line, report.message)
        }
        if let error = failure.telling, lacks(error.text) { return (error.line, error.text) }
        return nil
    }

    private func conclusion(
        _ file: CaseFile, _ failure: JobFailure, _ log: CaseLog, _ first: Reported, _ lack: (line: Int, text: String), _ passed: String
    ) -> Conclusion {
        let place = first.place.isEmpty ? "" : "\(first.place): "
        return Conclusion(
            certainty: 93,
            finding: Finding(
                failureClass: "build", severity: file.severity,
                sentence:
                    "\(place)\(first.message); \(passed), and \(failure.words.lowercasedFirst) lacks what was not made: \(Words.line(lack.text, 160)).",
                citations: first.lines.prefix(3).map(log.citation) + [failure.log.citation(lack.line)], against: file.doubts(failure, lack.line),
                impact: file.blocked(failure), action: "Correct that place; what failed later follows from it.",
                verify: file.passes(failure, without: first.message),
                prevention: "Let the step that makes it fail by its own exit code: no `|| true`, no `make -k` whose result is not looked at."))
    }
}
