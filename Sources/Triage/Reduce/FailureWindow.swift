/// Where in a job's log the failure lies: the failed step's lines, and the error line at which it ended.
struct FailureWindow: Equatable {
    /// Lines of the failed step up to and with the error that ended it.
    var step: Range<Int>

    /// Looks for the first `##[error]` within the failed step's time; where clocks disagree, for the first at all.
    /// What comes after it (uploads, notifications, clean-up) fails because the job has failed; an error of the clean-up alone
    /// is not the failure.
    init?(_ log: LogText, started: String?, completed: String?) {
        var errors: [Int] = [], groups: [Int] = [], isOver = false
        log.withBytes { bytes in
            for index in 0..<log.count {
                let content = log.content(index)
                if bytes.has("Post job cleanup.", at: content.lowerBound) { isOver = true }
                guard content.count > 8, bytes[content.lowerBound] == UInt8(ascii: "#") else { continue }
                if bytes.has("##[error]", at: content.lowerBound), !isOver { errors.append(index) }
                if bytes.has("##[group]Run ", at: content.lowerBound) { groups.append(index) }
            }
        }
        let within = errors.first { index in
            guard let started, let completed, let stamp = log.stamp(index) else { return false }
            return stamp.prefix(19) >= started.prefix(19) && stamp.prefix(19) <= completed.prefix(19)
        }
        guard let end = within ?? errors.first else { return nil }
        step = (groups.last { $0 < end } ?? 0)..<end + 1
    }
}
