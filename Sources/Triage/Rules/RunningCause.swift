/// What a container that runs and is ready has complained of since some moment, and never stopped.
struct RunningCause: Rule {
    let classes = ["dependency-unreachable", "auth-failure", "config-error", "model-load-failed", "infrastructure"]
    let evidence = "errors in the log of a container that is ready"
    let summary =
        "errors that begin at some moment and go on to the end of the log, and what was said when they began: a service, name, certificate or login that failed then"
    let decider = "the first error of those that go on"

    /// Lines around the beginning in which its reason may stand.
    private static let around = 40

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let container = file.container, container.ready, !file.isCrashing else { return [] }
        for log in file.logs where log.role == .log && (log.part == nil || log.part == container.name) {
            guard let began = Self.beginnings(log).min(by: { $0.first < $1.first }) else { continue }
            let suspects = log.errors.compactMap { error -> (error: LoggedError, kind: ErrorKind)? in
                guard let kind = ErrorKind(error, crashing: false), kind.cause != .memory, kind.cause != .absent else { return nil }
                let first = min(error.lines.lowerBound, error.last)
                guard abs(first - began.first) <= Self.around, error.isGrave else { return nil }
                let isTolerated = LoggedError.livesOn(error.text.lowercased())
                return isTolerated && !(error.line == began.line && Self.isGivenUp(error, kind, log)) ? nil : (error, kind)
            }
            // Of those that came together, the one that names a reason first.
            let rank: (ErrorKind) -> Int = { kind in
                switch kind.cause {
                case .unnamed, .certificate, .login, .model: 0
                case .away: 1
                default: 2
                }
            }
            guard var suspect = suspects.min(by: { (rank($0.kind), $0.error.line) < (rank($1.kind), $1.error.line) }) else { continue }
            // "SQLState: 53300" stands above the line that says what that is.
            if !CauseSearch.namesThing(suspect.error.text),
                let said = suspects.first(where: {
                    $0.kind.cause == suspect.kind.cause
                        && (1...4).contains(min($0.error.line, $0.error.lines.lowerBound) - suspect.error.line)
                        && $0.error.text.count > suspect.error.text.count
                })
            {
                suspect = said
            }
            return [conclusion(suspect.error, suspect.kind, began, log, container, file)]
        }
        return []
    }

    private struct Beginning { var first: Int, count: Int, line: Int, text: String }

    /// Errors that were not there at first, came again and again, and go on to the end.
    private static func beginnings(_ log: CaseLog) -> [Beginning] {
        log.errors.compactMap { error in
            // A log of few lines that fails from its beginning on has nothing else to say.
            let isShort = log.text.count < 60
            guard error.isGrave, error.count > (isShort ? 3 : 4) else { return nil }
            let first = min(error.lines.lowerBound, error.last), last = max(error.last, error.lines.lowerBound)
            let gap = max(1, (last - first) / (error.count - 1))
            guard isShort || first > max(gap * 6, log.text.count / 20), log.text.count - last < max(40, gap * 8) else { return nil }
            return Beginning(first: first, count: error.count, line: error.line, text: error.text)
        }
    }

    /// Whether calls that are tried again and again had no end but one error of their kind that is not tried again: "records expired".
    private static func isGivenUp(_ error: LoggedError, _ kind: ErrorKind, _ log: CaseLog) -> Bool {
        kind.isOfNetwork
            && log.errors.contains { other in
                guard other.lines.lowerBound > error.lines.lowerBound, other.lines.lowerBound > log.text.count - around, other.type != nil,
                    !PhraseBook.shared.look(into: other.block).has(.tolerated)
                else { return false }
                return ErrorKind(other, crashing: false)?.isOfNetwork == true
            }
    }

    private func conclusion(
        _ error: LoggedError, _ kind: ErrorKind, _ began: Beginning, _ log: CaseLog, _ container: ContainerFacts, _ file: CaseFile
    ) -> Conclusion {
        var sentence = "\(kind.words): \(error.said)"
        if let detail = kind.detail { sentence += " (\(detail))" }
        if let outer = error.outer, !error.text.contains(outer) { sentence += " (for \(outer))" }
        var citations = [log.citation(error.line)]
        let since = log.text.stamp(error.line).map { " since \($0.prefix(19))" } ?? ""
        if began.text != error.text {
            sentence += "; from then on, \(began.count) times to the end of the log: \(Words.line(began.text, 160))"
            citations.append(log.citation(began.line))
        } else {
            sentence += "; \(began.count) times\(since), to the end of the log"
        }
        return Conclusion(
            certainty: 66,
            finding: Finding(
                failureClass: kind.failureClass, severity: file.severity,
                sentence: sentence + "; container \(container.name) itself runs and is ready.",
                citations: citations, impact: file.podImpact, action: kind.action,
                verify:
                    "\(file.kubectl("logs \(file.workload ?? "pod/\(file.podArgument)") -c \(Words.argument(container.name)) --since=5m")) has no newer one.",
                prevention: kind.prevention(crashing: false)))
    }
}
