/// What the container's own log gives as the reason, sorted by kind of error.
struct LoggedCause: Rule {
    let classes = ["model-load-failed", "crash-loop", "auth-failure", "dependency-unreachable", "config-error", "infrastructure", "oom-killed"]
    let evidence = "errors in the logs of the container that died or is not ready"
    let summary =
        "the error that ended a container or keeps it from serving: model not loadable, dependency away, login refused, configuration lacking, module missing"
    let decider = "the last error before the end that names its object"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let container = file.container else { return [] }
        let crashing = file.isCrashing
        guard crashing || !container.ready else { return [] }
        let errors = file.containerErrors
        for error in errors.prefix(crashing ? 6 : 4) {
            // The line that says it decides before the code and the frames around it.
            guard let kind = ErrorKind(error.text.lowercased(), crashing: false) ?? ErrorKind(error.block, crashing: crashing) else {
                continue
            }
            if isOverdue(error, kind, file) { continue }
            // A plain line further down the list is more likely noise than an exception is.
            if error.type == nil, error.score < (errors[0].score - 1.2) { continue }
            return [Conclusion(certainty: crashing ? 86 : 80, finding: finding(error, kind, file, container))]
        }
        return []
    }

    private func finding(_ error: LoggedError, _ kind: ErrorKind, _ file: CaseFile, _ container: ContainerFacts) -> Finding {
        let place = error.place.map { " at \($0)" } ?? ""
        let state =
            file.isCrashing
            ? "container \(container.name) ends\(container.end.map { " with exit code \(Words.exit($0.exitCode))" } ?? "")"
            : "container \(container.name) runs but is not ready"
        var citations = [Finding.Citation(evidence: error.exhibit, line: error.line + 1)]
        var sentence = "\(kind.words)\(place): \(error.text)\(Self.details(error, file))"
        if let version = kind.failureClass == "model-load-failed" ? Self.versions(file) : nil {
            sentence += "; \(version.text)"
            citations.append(version.citation)
        }
        sentence += "; \(state)."
        if file.isCrashing {
            citations += [file.citation(.pod, container.statusPath + [container.waiting == nil ? "lastState" : "state"])].compactMap { $0 }
        } else if let event = file.events("Unhealthy").first {
            citations += [file.citation(event)].compactMap { $0 }
        }
        return Finding(
            failureClass: kind.failureClass, severity: file.severity, sentence: sentence, citations: citations,
            against: file.recovery(container) + doubts(error, file), impact: file.podImpact, action: kind.action,
            verify:
                "\(file.staysUp(container)); \(file.kubectl("logs \(file.workload ?? "pod/\(file.podArgument)") -c \(Words.argument(container.name))")) goes on past that place without \"\(Words.line(error.text, 80))\".",
            prevention: kind.prevention)
    }

    /// An error that the container met before and lived on, or that stands far from its end.
    private func doubts(_ error: LoggedError, _ file: CaseFile) -> [Finding.Point] {
        guard let log = file.logs.first(where: { $0.exhibit == error.exhibit }) else { return [] }
        if file.isCrashing, error.count > 1 {
            return [
                Finding.Point("the log has it \(error.count) times: the container met it before and went on", log.citation(error.lines.lowerBound))
            ]
        }
        let after = log.text.count - error.lines.upperBound
        guard file.isCrashing, after > 40 else { return [] }
        return [Finding.Point("the log goes on for \(after) lines after it", log.citation(error.lines.upperBound))]
    }

    /// What does not explain the end: the head of a traceback whose exception is not there, and a call that was tried again and
    /// not heard of since.
    private func isOverdue(_ error: LoggedError, _ kind: ErrorKind, _ file: CaseFile) -> Bool {
        if error.type == nil, error.text.hasPrefix("Traceback") { return true }
        guard error.block.has("retrying", "will retry", "(retry"), let log = file.logs.first(where: { $0.exhibit == error.exhibit }) else {
            return false
        }
        return error.lines.upperBound < log.text.count - 30
    }

    /// What a validation error lists below its count: the field, and what is wrong with it.
    private static func details(_ error: LoggedError, _ file: CaseFile) -> String {
        guard error.text.contains("validation error"), let log = file.logs.first(where: { $0.exhibit == error.exhibit }) else { return "" }
        let below = (error.line + 1..<min(error.line + 3, log.text.count)).map { Words.line(log.text.line($0), 80) }
        return below.isEmpty ? "" : " (\(below.joined(separator: " ")))"
    }

    /// The line that tells of two versions that do not fit, as scikit-learn and others warn before they fail.
    private static func versions(_ file: CaseFile) -> (text: String, citation: Finding.Citation)? {
        guard let log = file.log(.logPrevious, .log) else { return nil }
        for line in log.lines(
            containing: [
                "from version", "saved with version", "trained with version", "serialized with", "created with version", "pickled with",
            ], limit: 1)
        {
            let text = log.text.line(line)
            // The sentence from the word that names the library or the version on.
            let start = text.firstRange(of: "Warning: ")?.upperBound ?? text.startIndex
            let library = text.firstRange(of: "site-packages/").map { text[$0.upperBound...].prefix { $0 != "/" } }.map { "\($0): " } ?? ""
            return (Words.line(library + text[start...], 220), log.citation(line))
        }
        return nil
    }
}
