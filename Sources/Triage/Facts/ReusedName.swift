import Host
import JSON

// A name outlives its pod: those of stateful sets are used again at once, with another uid.

extension CaseFile {
    /// The uid of the pod that was asked about, by the subject or the alert's own label; empty where none is told.
    var subjectUID: String {
        // A subject that is no JSON names nothing.
        let named = (try? JSON.with(subject) { $0["uid"].string }) ?? nil
        return named ?? alert?.label("uid") ?? ""
    }

    /// Whether the pod that was asked about is gone, and the one that is there has its name only.
    var isReused: Bool {
        guard let pod, !subjectPod.isEmpty, pod.name == subjectPod else { return false }
        return ReusedName.isReused(asked: subjectUID, since: alert?.since, uid: pod.uid, created: pod.created)
    }

    /// Events about an earlier pod of the name of the one that is there, newest first.
    var earlierEvents: [EventFacts] {
        guard let pod, !pod.uid.isEmpty else { return [] }
        return events.filter { event in
            event.kind == "Pod" && event.name == pod.name && !event.uid.isEmpty && event.uid != pod.uid && ReusedName.isBefore(event, pod)
        }.sorted { ($0.last, $1.index) > ($1.last, $0.index) }
    }

    /// What is left of an earlier pod of the same name, said apart from what is told of the one that is there.
    var earlierFacts: [Fact] {
        let exhibit = number(.events)
        return earlierEvents.prefix(6).map { event in
            let weight = isReused ? (event.type == "Warning" ? 0.9 : 0.4) : event.type == "Warning" ? 0.5 : 0.2
            return Fact(
                exhibit, citation(event)?.line ?? 0, weight,
                "of the earlier pod \(event.name), uid \(Words.line(event.uid, 60)), not of the one that is there: \(event.type) \(event.reason)\(event.count > 1 ? " x\(event.count)" : ""), last \(event.last): \(Words.line(event.message, 300))"
            )
        }
    }
}

/// When a pod is not the one that was asked about.
enum ReusedName {
    /// - Parameters:
    ///   - asked: the uid that was asked about; empty where it is not known.
    ///   - since: when the trouble began; a pod that was made later is not the one that had it.
    static func isReused(asked: String, since: String?, uid: String, created: String) -> Bool {
        if !asked.isEmpty, !uid.isEmpty { return asked != uid }
        guard let since = since.flatMap({ Timestamp(rfc3339: $0) }), let made = Timestamp(rfc3339: created) else { return false }
        // A minute for two clocks.
        return since + .seconds(60) < made
    }

    /// Whether an event was over before a pod was made. Pods that a node runs by itself have events with another uid, too, but while they run.
    static func isBefore(_ event: EventFacts, _ pod: PodFacts) -> Bool {
        guard let last = Timestamp(rfc3339: event.last), let made = Timestamp(rfc3339: pod.created) else { return true }
        return last < made + .seconds(60)
    }
}
