extension CaseFile {
    /// A workflow run in sentences: the run, each failed job with its step, what the runner noted.
    var runFacts: [Fact] {
        guard let run else { return [] }
        var facts: [Fact] = []
        let runs = number(.run), jobs = number(.jobs)
        if runs > 0 {
            var text = "run \(run.number)"
            if run.attempt > 1 { text += " attempt \(run.attempt)" }
            text +=
                " of \(run.workflow) on \(run.event), branch \(run.branch), commit \(run.commit.prefix(12)) \"\(Words.line(run.title, 120))\""
            text += " by \(run.actor): \(run.conclusion)"
            facts.append(Fact(runs, citation(.run, ["head_sha"])?.line ?? 0, 0.8, text))
        }
        for job in run.failedJobs {
            var text = "job \"\(job.name)\": \(job.conclusion)"
            var path = ["jobs", String(job.index)]
            if let step = job.failedStep {
                text += " at step \(step.number) \"\(step.name)\" (\(step.conclusion))"
                path += ["steps", String(step.index)]
            } else if job.steps.isEmpty {
                text += " before any step ran"
            }
            facts.append(Fact(jobs, citation(.jobs, path)?.line ?? 0, 1, text))
        }
        let others = run.jobs.filter { !$0.failed }
        if !others.isEmpty {
            let words = others.map { "\($0.name) \($0.conclusion.isEmpty ? $0.status : $0.conclusion)" }
            facts.append(Fact(jobs, 0, 0.3, "other jobs: \(words.joined(separator: ", "))"))
        }
        for note in run.annotations.prefix(12) {
            let place = note.path.isEmpty || note.path == ".github" ? "" : " \(note.path):\(note.line)"
            // "Process completed with exit code 1." says nothing that the job does not.
            let empty = note.message.hasPrefix("Process completed with exit code")
            let weight = empty ? 0.2 : note.level == "failure" ? 0.8 : note.level == "warning" ? 0.6 : 0.3
            let title = note.title.isEmpty ? "" : "\(note.title): "
            facts.append(
                Fact(
                    note.exhibit, citation(.annotations, [String(note.index), "message"], exhibit: note.exhibit)?.line ?? 0, weight,
                    "annotation \(note.level)\(place): \(Words.line(title + note.message, 400))"))
        }
        return facts
    }
}
