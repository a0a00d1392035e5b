/// A pod that is gone by the time anyone looks: what its alert itself measured still stands.
struct ReplacedPod: Rule {
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
            if file.pod?.name == successor.name { sentence += "; what else is found here is found in its successor" }
        }
        let citations = [file.citation(.siblings, ["items"]), file.citation(.podError, ["message"])].compactMap { $0 }
        let killed = file.around.alertRule?.asksFor(reason: "OOMKilled") == true || file.alert?.label("reason") == "OOMKilled"
        if killed, file.pod == nil {
            return [
                Conclusion(
                    certainty: 72,
                    finding: Finding(
                        failureClass: "oom-killed", severity: file.severity,
                        sentence:
                            "\(sentence). It was OOMKilled: that is what its alert asks for. Why its memory grew went with it, unless a sibling shows it.",
                        citations: [file.citation(.alertRule, ["query"])].compactMap { $0 } + citations,
                        action: "Watch its successor's memory against the limit, and look at what changed shortly before."))
            ]
        }
        // What the pod died of is told by other rules, if at all.
        return [
            Conclusion(
                certainty: 20,
                finding: Finding(
                    failureClass: "replaced-pod", severity: "low", sentence: sentence + ".", citations: citations,
                    action: "Look at the pod in its place: what was wrong may be over, or come back."))
        ]
    }
}
