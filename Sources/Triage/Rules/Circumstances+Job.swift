// What rules about failed jobs say alike, each time from the evidence at hand.

extension CaseFile {
    /// What the failed job keeps from happening: for which commit and branch, which jobs did not run because of it.
    func blocked(_ failure: JobFailure) -> String {
        guard let run, let job = failure.job ?? run.failedJobs.first else { return "" }
        var what = "job \"\(Words.line(job.name, 80))\" did not pass"
        if !run.commit.isEmpty { what += " for commit \(run.commit.prefix(12))" }
        if !run.branch.isEmpty { what += " on \(Words.line(run.branch, 60))" }
        let waiting = run.jobs.filter { $0.conclusion == "skipped" }.map { Words.line($0.name, 50) }
        if !waiting.isEmpty {
            what += ", so \(waiting.prefix(3).joined(separator: ", "))\(waiting.count > 3 ? " and \(waiting.count - 3) more" : "") did not run"
        }
        let isDelivery = waiting.contains { $0.lowercased().has("deploy", "gitops", "manifest", "release", "publish", "push") }
        if isDelivery { what += " and what is deployed stays as it was" }
        return what.capitalised + "."
    }

    /// What speaks against a line being why the job failed.
    func doubts(_ failure: JobFailure, _ line: Int?) -> [Finding.Point] {
        var points: [Finding.Point] = []
        if let line, failure.log.isCompared, failure.isKnown(line) {
            points.append(Finding.Point("the job's last passing run has this line, too", failure.log.citation(line)))
        }
        if let step = failure.step, RunFacts.isFailure(step.conclusion), step.conclusion != "failure" {
            let place = failure.job.flatMap { citation(.jobs, ["jobs", String($0.index), "steps", String(step.index)]) }
            points.append(Finding.Point("the step ended as \(step.conclusion), not as a failure: it may have been stopped from outside", place))
        }
        let others = (run?.failedJobs ?? []).filter { $0.name != failure.job?.name && $0.conclusion == "failure" }
        for job in others.prefix(2) {
            points.append(
                Finding.Point(
                    "job \"\(Words.line(job.name, 80))\" failed, too, which this need not explain", citation(.jobs, ["jobs", String(job.index)])))
        }
        return points
    }

    /// What would have stopped the change before it was on the branch: nothing to say where the job ran on a pull request, which it stops.
    func gate(_ failure: JobFailure) -> String {
        guard let run, run.event == "push", !run.branch.isEmpty, let job = failure.job else { return "" }
        return
            "Require job \"\(Words.line(job.name, 60))\" before a merge into \(Words.line(run.branch, 40)), on the merged state: this commit was on the branch before it was tested."
    }

    /// That the step passes in the next run, and what its log must not say then.
    func passes(_ failure: JobFailure, without text: String? = nil) -> String {
        let branch = run.map { $0.branch.isEmpty ? "" : " --branch \(Words.argument($0.branch))" } ?? ""
        let gone = text.map { "; its log no longer says \"\(Words.line(Words.timeless($0), 90))\"" } ?? ""
        let repository = run.map { $0.repository.isEmpty ? "" : " -R \(Words.argument($0.repository))" } ?? ""
        return "In the next run (`gh run list\(repository)\(branch) --limit 1`, then `gh run view`) \(failure.words.lowercasedFirst) passes\(gone)."
    }
}

extension String {
    /// With a small letter at the beginning.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
