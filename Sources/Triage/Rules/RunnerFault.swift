/// A job that failed because of the machine it ran on: disk, memory, shutdown, time.
struct RunnerFault: Rule {
    let classes = ["infrastructure", "unknown"]
    let evidence = "the failed job's log, to its end"
    let summary = "the runner's disk or memory ran out, it was shut down, lost, or took too long"
    let decider = "the runner's memory, disk and time against those of the last passing run"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure else { return told(file) }
        let log = failure.log
        func conclusion(_ sentence: String, _ lines: [Int], _ action: String, _ seen: String, _ prevention: String) -> [Conclusion] {
            [
                Conclusion(
                    certainty: 96,
                    finding: Finding(
                        failureClass: "infrastructure", severity: "medium", sentence: sentence, citations: lines.prefix(3).map(log.citation),
                        against: file.doubts(failure, lines.first), impact: file.blocked(failure), action: action,
                        verify: file.passes(failure) + seen, prevention: prevention))
            ]
        }
        let full = fullDisk(failure)
        if let line = full.last(where: { !failure.text($0).hasPrefix("##[warning]") }) ?? full.last {
            let text = Words.line(LoggedError.bare(failure.text(line)), 260)
            return conclusion(
                "The runner's disk is full, so the build failed: \(text).", [line] + full.filter { $0 != line },
                "Free disk at the start of the job, use a larger runner, or install less.",
                " `df -h` at its start shows more room than the job used this time.",
                "Print `df -h` before and after \(failure.words.lowercasedFirst), and fail early below what it needs.")
        }
        // A runner's end is told after the first error; the whole log is looked through.
        if let line = log.lines(containing: Self.lost, limit: 20).first(where: { isRunners($0, failure) }) {
            // A run that was cancelled ends its runner's job with the same words: by whom, and for what, they do not say.
            if failure.job?.conclusion == "cancelled", failure.text(line).contains("shutdown signal") { return stopped(file, failure, line) }
            return conclusion(
                "The runner went away during the job: \(Words.line(LoggedError.bare(failure.text(line)), 200))", [line],
                "Run the job again; if it happens again, look at the runner's memory and disk.", "",
                "Run what may be preempted where it can be tried again by itself, and keep the runner's memory and disk as metrics.")
        }
        let overtime = log.lines(containing: ["exceeded the maximum execution time", "has timed out after"], limit: 4)
        if let line = overtime.first(where: { failure.text($0).hasPrefix("##[error]") || failure.text($0).hasPrefix("Error: ") }) {
            return conclusion(
                "The job took longer than it may: \(Words.line(LoggedError.bare(failure.text(line)), 200))", [line],
                "See which step took longer than in the last passing run.", "",
                "Set timeout-minutes on \(failure.words.lowercasedFirst) itself, so that its log says where it stood.")
        }
        // The runner's own closing words with exit code 137 tell of a kill, not of memory.
        let kills = failure.lines(
            "exit code 137", "signal: killed", "oom-kill", "killed                  ", "killed signal terminated",
            "insufficient memory for the java runtime",
            "build daemon disappeared unexpectedly", "received signal 9", "was killed by signal 9", limit: 6)
        if let line = kills.first(where: { !failure.text($0).hasPrefix("##[error]Process completed") && !failure.isKnown($0) }) {
            return conclusion(
                "A process of the job was killed, as happens when the runner's memory is used up: \(Words.line(failure.text(line), 200))",
                [line], "Use less memory or fewer processes at once, or a larger runner.", "",
                "Measure the peak (`/usr/bin/time -v`) of \(failure.words.lowercasedFirst) in every run, so that its growth shows before the limit.")
        }
        let daemon = failure.lines(
            "cannot connect to the docker daemon", "unable to resolve action", "failed to download action", "an action could not be found at",
            "failed to initialize container", "one or more containers failed to start",
            "docker pull failed with exit code", "communicate with the nvidia driver", "failed to initialize nvml", "driver/library version mismatch",
            "nvidia-container-cli: initialization error", "could not select device driver",
            limit: 2)
        if let line = daemon.first(where: { !failure.isKnown($0) }) {
            // Why an image could not be pulled is said by the daemon before.
            let why = failure.lines("error response from daemon", limit: 4, last: true).first {
                failure.text(line).contains("Docker pull failed") && $0 > line - 8
            }
            let pulled = why.flatMap { why in
                failure.lines("docker pull ", limit: 4, last: true).first { $0 < why }.flatMap { failure.text($0).word(after: "docker pull ") }
            }
            let said =
                why.map { "\(pulled.map { "image \($0) cannot be pulled: " } ?? "")\(failure.text($0))" } ?? LoggedError.bare(failure.text(line))
            return conclusion(
                "What the runner needs for the job is not there: \(Words.line(said, 260))", [why ?? line],
                "Run the job again; if it happens again, look at the runner and the service that is named.", "", "")
        }
        return told(file)
    }

    private static let lost: [StaticString] = [
        "received a shutdown signal", "lost communication with the server", "hosted runner encountered an error", "runner has been lost",
        "job was not acquired by runner", "was evicted", "preempted", "lost contact with the runner", "connection to the runner was lost",
        "the runner process was terminated", "agent was terminated", "spot instance interruption",
    ]

    /// A line of the runner's own, or at the very end: a program under test may speak of evictions, too.
    private func isRunners(_ line: Int, _ failure: JobFailure) -> Bool {
        let text = failure.text(line)
        return text.hasPrefix("##[") || text.hasPrefix("Error: ") || text.lowercased().hasPrefix("the ") || line >= failure.log.text.count - 12
    }

    /// Lines of the failed step that tell of a full disk; of steps before only where nothing else says why.
    private func fullDisk(_ failure: JobFailure) -> [Int] {
        let words: [StaticString] = [
            "running out of disk space", "not enough space on the disk", "kein speicherplatz mehr verf", "espaço disponível no dispositivo",
            "\u{7a7a}\u{304d}\u{9818}\u{57df}\u{304c}\u{3042}\u{308a}\u{307e}\u{305b}\u{3093}",
            // A disk that the kernel does not write to any more.
            "read-only file system", "erofs", "dateisystem ist nur lesbar", "accessible en lecture seulement", "sistema de ficheros de s",
            "sistema de archivos de s", "sistema de arquivos somente", "file system in sola lettura",
            "\u{8aad}\u{307f}\u{8fbc}\u{307f}\u{5c02}\u{7528}\u{30d5}\u{30a1}\u{30a4}\u{30eb}",
        ]
        let all = failure.log.lines(containing: PhraseBook.diskInJobs + words, limit: 40, in: failure.log.failing).filter { !failure.isKnown($0) }
        let within = all.filter { failure.lines.contains($0) }
        if !within.isEmpty { return Array(within.prefix(4)) }
        return failure.telling == nil ? Array(all.prefix(4)) : []
    }

    /// What the service notes on the run where the log ends without a word.
    private func told(_ file: CaseFile) -> [Conclusion] {
        let words = [
            "lost communication with the server", "received a shutdown signal", "exceeded the maximum execution time", "was not acquired by runner",
            "runner encountered an error",
            "no space left on device", "no runner", "runner has been lost", "internal error", "lost contact", "no hosted parallelism",
            "out of memory", "timed out waiting for a runner",
        ]
        guard let run = file.run,
            let note = run.annotations.first(where: { note in note.level == "failure" && words.contains { note.message.lowercased().contains($0) } })
        else { return [] }
        let isCancelled = run.failedJobs.allSatisfy { $0.conclusion == "cancelled" } && note.message.lowercased().contains("shutdown signal")
        guard !isCancelled else { return [] }
        let job = run.failedJobs.first, name = job.map { "Job \"\(Words.line($0.name, 80))\"" } ?? "The job"
        let place = file.citation(.annotations, [String(note.index), "message"], exhibit: note.exhibit)
        return [
            Conclusion(
                certainty: 95,
                finding: Finding(
                    failureClass: "infrastructure", severity: "medium",
                    sentence: "\(name) ended because of its runner, not of the code: \(Words.line(note.message, 240))",
                    citations: [place].compactMap { $0 }, impact: file.jobFailure.map(file.blocked) ?? "",
                    action: "Run the job again; if it happens again, look at the runner's memory, disk and network.",
                    verify: file.jobFailure.map { file.passes($0) } ?? "",
                    prevention: "Keep the runner's memory and disk as metrics, and run long jobs where they can be tried again by themselves."))
        ]
    }

    /// Stopped from outside, without a word of why.
    private func stopped(_ file: CaseFile, _ failure: JobFailure, _ line: Int) -> [Conclusion] {
        [
            Conclusion(
                certainty: 58,
                finding: Finding(
                    failureClass: "unknown", severity: "low",
                    sentence:
                        "The job was stopped from outside (shutdown signal, job cancelled); its log does not say by whom or for what. What would: who cancelled the run, and the runner's own disk and memory at that time.",
                    citations: [failure.log.citation(line)], impact: file.blocked(failure),
                    action: "See whether a person or a newer run cancelled it; else look at the runner."))
        ]
    }
}
