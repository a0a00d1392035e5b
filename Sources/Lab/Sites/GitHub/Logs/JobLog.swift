/// The log of one job in the form in which GitHub serves it: a byte-order mark, CRLF line ends, each line prefixed with a time of
/// seven fraction digits, `##[group]` marks, colours on the echoed commands, `***` where a secret stood.
///
/// The text follows from the run alone, so the same job has the same log each time it is asked for, and the same job of a run
/// that passed differs from a failed one only where real logs differ: in times, sizes, speeds, and in the failure.
struct JobLog {
    let repository: Repository
    let run: WorkflowRun
    let job: ScheduledJob

    /// The bytes of the text file.
    func bytes() -> [UInt8] {
        var output: [UInt8] = [0xEF, 0xBB, 0xBF]
        for step in job.steps where step.conclusion != "skipped" && step.completed > step.started {
            var script = StepScript(repository: repository, run: run, job: job, step: step)
            script.print()
            append(script.lines, of: step, to: &output)
        }
        return output
    }

    /// Spreads the lines over the step's time; two lines never go back in time.
    private func append(_ lines: [String], of step: ScheduledStep, to output: inout [UInt8]) {
        var random = SeededRandom("stamps \(job.id) \(step.number)")
        let length = Double((step.completed - step.started).milliseconds) * 10_000
        let share = length / Double(lines.count + 1)
        var ticks = 0.0
        for line in lines {
            ticks += share * random.unit() * 1.9
            let stamp = Self.stamp(step.started, ticks: Int64(min(ticks, length - 1)))
            output += stamp.utf8
            output.append(UInt8(ascii: " "))
            output += line.utf8
            output += [0x0D, 0x0A]
        }
    }

    /// `2026-11-23T14:03:07.0816283Z`, `ticks` of 100 ns after `start`.
    private static func stamp(_ start: Moment, ticks: Int64) -> String {
        let second = (start + .milliseconds(ticks / 10_000)).wholeSecond
        let rest = start.milliseconds * 10_000 + ticks - second.milliseconds * 10_000
        let digits = String(rest)
        let fraction = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
        return second.rfc3339.dropLast() + "." + fraction + "Z"
    }
}
