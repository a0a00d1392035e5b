import Host

extension CaseFile {
    /// The pod that was asked about, where it is not there any more.
    var goneName: String? {
        if isReused { return subjectPod }
        guard exhibits.contains(where: { $0.role == .podError && $0.failure == nil }), !subjectPod.isEmpty, pod?.name != subjectPod else {
            return nil
        }
        return subjectPod
    }

    /// The pod that has its name, else the newest of the same owner.
    var successor: PodFacts? { isReused ? pod : around.siblings.max { $0.created < $1.created } }

    /// "replaced 4 min ago by checkout-q8w2m", or that nothing runs in its place; `nil` where the pod is there.
    var goneWords: String? {
        guard let name = goneName else { return nil }
        guard let successor, let made = Timestamp(rfc3339: successor.created) else {
            return exhibits.contains { $0.role == .siblings && $0.failure == nil }
                ? "pod \(name) is gone, and nothing runs in its place" : "pod \(name) is gone"
        }
        if isReused {
            let when = around.gathered.map { "\(Words.span(max(0, Int(($0 - made).seconds)))) ago" } ?? "at \(successor.created)"
            let uid = subjectUID.isEmpty ? "" : " (uid \(Words.line(subjectUID, 60)))"
            return "pod \(name)\(uid) is gone: replaced \(when) by another of the same name (uid \(Words.line(successor.uid, 60)))"
        }
        // Made before the incident began, a sibling has replaced nothing.
        if let began, made < began.at, alert != nil, around.siblings.count > 1 || began.at - made > .seconds(3600) {
            return "pod \(name) is gone; \(successor.name), its sibling, runs since \(successor.created)"
        }
        let when = around.gathered.map { "\(Words.span(max(0, Int(($0 - made).seconds)))) ago" } ?? relative(made)
        return "pod \(name) is gone: replaced \(when) by \(successor.name)"
    }

    /// The pod that is gone in sentences: since when, who runs in its place and how that fares, what events are left of it.
    var goneFacts: [Fact] {
        guard let words = goneWords, let name = goneName else { return [] }
        if isReused {
            let place = citation(.pod, ["metadata", "uid"])
            let left = earlierEvents.isEmpty ? [Fact(number(.events), 0, 0.4, "no event of the gone pod is left; its log went with it")] : []
            return [Fact(place?.evidence ?? 0, place?.line ?? 0, 1, words)] + left
        }
        let number = number(.siblings)
        var facts = [Fact(number > 0 ? number : self.number(.podError), 0, 1, words)]
        for (index, sibling) in around.siblings.prefix(3).enumerated() {
            let container = sibling.troubled(preferring: nil)
            var text = "sibling \(sibling.name), made \(sibling.created), owner \(sibling.owner), node \(sibling.node): \(sibling.phase)"
            if let container {
                text += ", \(container.ready ? "ready" : "not ready"), \(container.restarts) restarts, image \(container.image)"
                if let waiting = container.waiting { text += ", waits: \(waiting.reason)" }
                if let end = container.end { text += ", ended with \(Words.exit(end.exitCode)) \(end.reason) at \(end.finished)" }
            }
            facts.append(Fact(number, citation(.siblings, ["items", String(index)])?.line ?? 0, 0.7, text))
        }
        let left = events.filter { $0.kind == "Pod" && $0.name == name }
        // The events of a pod that is there are told elsewhere; with a successor in its place these are not its own.
        if pod != nil {
            for event in left.sorted(by: { ($0.type == "Warning" ? 0 : 1, $1.last) < ($1.type == "Warning" ? 0 : 1, $0.last) }).prefix(6) {
                facts.append(
                    Fact(
                        self.number(.events), citation(event)?.line ?? 0, event.type == "Warning" ? 0.7 : 0.4,
                        "of the gone pod: \(event.type) \(event.reason), last \(event.last): \(Words.line(event.message, 200))"))
            }
        }
        if left.isEmpty { facts.append(Fact(self.number(.events), 0, 0.4, "no event of the gone pod is left; its log went with it")) }
        return facts
    }
}
