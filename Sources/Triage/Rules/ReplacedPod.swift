/// A pod that is gone by the time anyone looks: what its alert itself measured still stands.
struct ReplacedPod: Rule {
    static let failureClass = "replaced-pod"
    let classes = ["oom-killed", "replaced-pod"]
    let evidence = "the alert's rule, the pods of the same owner, the events that are left"
    let summary = "the pod is gone: since when, what runs in its place, and what the alert's own expression says it died of"
    let decider = "the dead container's log, where somebody kept it"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let gone = file.goneWords else { return [] }
        var sentence = "\(gone.capitalised)"
        if let successor = file.successor, let container = successor.troubled(preferring: nil) {
            sentence += container.ready ? ", which is ready" : ", which is not ready"
            if container.restarts > 0 { sentence += " and has restarted \(container.restarts) times" }
            if file.pod?.name == successor.name, !file.isFresh { sentence += "; what else is found here is found in its successor" }
        }
        let citations =
            (file.isReused
            ? [file.citation(.pod, ["metadata", "uid"]), file.earlierEvents.first { $0.type == "Warning" }.flatMap(file.citation)]
            : [file.citation(.siblings, ["items"]), file.citation(.podError, ["message"])]).compactMap { $0 }
        let killed = file.around.alertRule?.asksFor(reason: "OOMKilled") == true || file.alert?.label("reason") == "OOMKilled"
        if killed, file.pod == nil || file.isFresh {
            let last = lastLines(file)
            return [
                Conclusion(
                    certainty: 72,
                    finding: Finding(
                        failureClass: "oom-killed", severity: file.severity,
                        sentence:
                            "\(sentence). It was OOMKilled: that is what its alert asks for. \(last?.words ?? "Why its memory grew went with it, unless a sibling shows it").",
                        citations: [file.citation(.alertRule, ["query"])].compactMap { $0 } + (last?.citations ?? []) + citations,
                        against: replaced(file), impact: file.replacedImpact,
                        action: "Watch its successor's memory against the limit, and look at what changed shortly before.",
                        verify: file.successor.map {
                            "\(file.kubectl("get pods")): RESTARTS of \(Words.argument($0.name)) stays the same for 15 min."
                        } ?? "",
                        prevention: last == nil ? "Keep the logs of ended containers, so that the next one can be explained." : ""))
            ]
        }
        // What the pod died of is told by other rules, if at all.
        return [
            Conclusion(
                certainty: 20,
                finding: Finding(
                    failureClass: Self.failureClass, severity: "low", sentence: sentence + ".", citations: citations, impact: file.replacedImpact,
                    action: "Look at the pod in its place: what was wrong may be over, or come back."))
        ]
    }

    /// How memory went in the lines that somebody had read, or the last of them; `nil` where nobody had.
    private func lastLines(_ file: CaseFile) -> (words: String, citations: [Finding.Citation])? {
        guard let log = file.keptLogs.first else { return nil }
        if let part = log.part, let trend = MemoryTrend(file, part), trend.last.citation.evidence == log.exhibit {
            return ("In the lines that were read of it, \(trend.words)", [trend.last.citation] + (trend.count > 1 ? [trend.first.citation] : []))
        }
        let end = log.text.count - 1
        return ("The last line that was read of it: \(Words.line(log.text.line(end), 160))", [log.citation(end)])
    }

    private func replaced(_ file: CaseFile) -> [Finding.Point] {
        guard let next = file.successor, let container = next.troubled(preferring: nil), container.ready, container.restarts == 0 else { return [] }
        let place = file.isReused ? file.citation(.pod, ["status", "containerStatuses"]) : file.citation(.siblings, ["items"])
        return [Finding.Point("\(next.name) in its place is ready and has not restarted: it may be over", place)]
    }
}

extension CaseFile {
    /// Whether the place of a pod that is gone is taken.
    var replacedImpact: String {
        guard let next = successor, let container = next.troubled(preferring: nil) else { return "" }
        return container.ready
            ? "Its place is taken by \(next.name), which is ready: what it had in hand is lost, no more."
            : "\(next.name) in its place is not ready either."
    }

    /// Whether the pod that has the name now has had no trouble of its own: nothing found in it is why the one before ended.
    fileprivate var isFresh: Bool {
        guard isReused, let pod else { return false }
        return pod.containers.allSatisfy { $0.end == nil && $0.restarts == 0 && ($0.waiting.map { Self.isStarting($0.reason) } ?? true) }
    }

    private static func isStarting(_ reason: String) -> Bool { ["ContainerCreating", "PodInitializing"].contains(reason) }
}
