/// A job that failed because of the machine it ran on: disk, memory, shutdown, time.
struct RunnerFault: Rule {
    let classes = ["infrastructure", "unknown"]
    let evidence = "the failed job's log, to its end"
    let summary = "the runner's disk or memory ran out, it was shut down, lost, or took too long"
    let decider = "the runner's memory, disk and time against those of the last passing run"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure else { return [] }
        let log = failure.log, all = log.failing
        func cited(_ lines: [Int]) -> [Finding.Citation] { lines.prefix(3).map(log.citation) }
        func conclusion(_ sentence: String, _ lines: [Int], _ action: String, _ seen: String, _ prevention: String) -> [Conclusion] {
            [
                Conclusion(
                    certainty: 96,
                    finding: Finding(
                        failureClass: "infrastructure", severity: "medium", sentence: sentence, citations: cited(lines),
                        against: file.doubts(failure, lines.first), impact: file.blocked(failure), action: action,
                        verify: file.passes(failure) + seen, prevention: prevention))
            ]
        }
        let full = log.lines(
            containing: ["no space left on device", "enospc", "running out of disk space", "disk quota exceeded"], limit: 4, in: all)
        if let line = full.last(where: { !failure.text($0).hasPrefix("##[warning]") }) ?? full.last {
            let text = Words.line(LoggedError.bare(failure.text(line)), 260)
            return conclusion(
                "The runner's disk is full, so the build failed: \(text).", [line] + full.filter { $0 != line },
                "Free disk at the start of the job, use a larger runner, or install less.",
                " `df -h` at its start shows more room than the job used this time.",
                "Print `df -h` before and after \(failure.words.lowercasedFirst), and fail early below what it needs.")
        }
        let lost: [StaticString] = [
            "received a shutdown signal", "lost communication with the server", "hosted runner encountered an error",
            "runner has been lost", "job was not acquired by runner", "the self-hosted runner", "was evicted", "preempted",
        ]
        // A runner's end is told after the first error; the whole log is looked through.
        if let line = log.lines(containing: lost, limit: 1).first {
            // A run that was cancelled ends its runner's job with the same words: by whom, and for what, they do not say.
            if failure.job?.conclusion == "cancelled", failure.text(line).contains("shutdown signal") { return stopped(file, failure, line) }
            return conclusion(
                "The runner went away during the job: \(Words.line(LoggedError.bare(failure.text(line)), 200))", [line],
                "Run the job again; if it happens again, look at the runner's memory and disk.", "",
                "Run what may be preempted where it can be tried again by itself, and keep the runner's memory and disk as metrics.")
        }
        if let line = log.lines(containing: ["exceeded the maximum execution time", "has timed out after", "timeout of"], limit: 1).first {
            return conclusion(
                "The job took longer than it may: \(Words.line(LoggedError.bare(failure.text(line)), 200))", [line],
                "See which step took longer than in the last passing run.", "",
                "Set timeout-minutes on \(failure.words.lowercasedFirst) itself, so that its log says where it stood.")
        }
        // The runner's own closing words with exit code 137 tell of a kill, not of memory.
        let kills = failure.lines("exit code 137", "signal: killed", "oom-kill", "killed                  ", limit: 6)
        if let line = kills.first(where: { !failure.text($0).hasPrefix("##[error]Process completed") }) {
            return conclusion(
                "A process of the job was killed, as happens when the runner's memory is used up: \(Words.line(failure.text(line), 200))",
                [line], "Use less memory or fewer processes at once, or a larger runner.", "",
                "Measure the peak (`/usr/bin/time -v`) of \(failure.words.lowercasedFirst) in every run, so that its growth shows before the limit.")
        }
        return []
    }

    /// Stopped from outside, without a word of why.
    private func stopped(_ file: CaseFile, _ failure: JobFailure, _ line: Int) -> [Conclusion] {
        [
            Conclusion(
                certainty: 58,
                finding: Finding(
                    failureClass: "unknown", severity: "medium",
                    sentence:
                        "The job was stopped from outside (shutdown signal, job cancelled); its log does not say by whom or for what. What would: who cancelled the run, and the runner's own disk and memory at that time.",
                    citations: [failure.log.citation(line)], impact: file.blocked(failure),
                    action: "See whether a person or a newer run cancelled it; else look at the runner."))
        ]
    }
}
