/// What a pod that is gone said at last, where somebody had read it: its log went with it.
struct LastWords: Rule {
    let classes = ["model-load-failed", "crash-loop", "auth-failure", "dependency-unreachable", "config-error", "infrastructure"]
    let evidence = "lines of a pod that is gone, read while it was there"
    let summary = "the error among the last lines of a pod that is gone; how it ended is not known, so it is doubted"
    let decider = "how its container ended: an event, or the same in its successor"

    /// So near to the end an error may be why.
    private static let near = 40

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let name = file.goneName else { return [] }
        for log in file.keptLogs {
            for error in log.errors.prefix(4) where error.lines.upperBound > log.text.count - Self.near {
                guard error.isGrave, let kind = ErrorKind(error, crashing: true) else { continue }
                // A line that is no exception is as often a complaint as a cause.
                guard error.type != nil || error.count == 1 && !LoggedError.isConsequence(error.block) else { continue }
                let place = error.place.map { " at \($0)" } ?? ""
                let after = log.text.count - error.lines.upperBound
                return [
                    Conclusion(
                        certainty: 62,
                        finding: Finding(
                            failureClass: kind.failureClass, severity: file.severity,
                            sentence: "\(kind.words)\(place): \(error.said); among the last lines that were read of pod \(name), which is gone.",
                            citations: [log.citation(error.line)],
                            against: [
                                Finding.Point(
                                    after > 0
                                        ? "\(Words.count(after, "line")) of it came after, and how it ended is not known"
                                        : "how it ended is not known",
                                    log.citation(log.text.count - 1))
                            ], impact: file.replacedImpact, action: kind.action,
                            verify: "\(file.kubectl("get pods")): RESTARTS of what runs in its place stays the same for 15 min.",
                            prevention: kind.prevention(crashing: true)))
                ]
            }
        }
        return []
    }
}

extension CaseFile {
    /// Logs of a pod that is gone, as far as somebody had read them.
    var keptLogs: [CaseLog] { goneName == nil ? [] : logs.filter { $0.role == .logPrevious && $0.name.hasSuffix(".kept.log") && $0.text.count > 0 } }
}
