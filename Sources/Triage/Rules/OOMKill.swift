/// A container that the kernel killed at its memory limit.
struct OOMKill: Rule {
    let classes = ["oom-killed"]
    let evidence = "the pod's container states, memory limits, the dead container's log"
    let summary = "a container ended with reason OOMKilled: against its limit, with how memory went by the readings in its log"
    let decider = "the reason in lastState; without it 137 is only SIGKILL"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let pod = file.pod else { return [] }
        let killed = pod.containers.first { $0.now?.reason == "OOMKilled" || $0.last?.reason == "OOMKilled" }
        guard let container = killed else { return [] }
        let path = container.now?.reason == "OOMKilled" ? "state" : "lastState", limit = container.limit("memory")
        var citations = [file.citation(.pod, container.statusPath + [path, "terminated", "reason"])].compactMap { $0 }
        var sentence = "Container \(container.name) was OOMKilled"
        if container.restarts > 1 { sentence += " (\(container.restarts) restarts)" }
        if let limit {
            sentence += ": it went over its memory limit of \(limit)"
            if let place = file.citation(.pod, container.path + ["resources", "limits"]) { citations.append(place) }
        } else {
            sentence += ": it has no memory limit, so the node itself ran out of memory"
        }
        let trend = MemoryTrend(file, container.name)
        if let trend {
            sentence += "; \(trend.words)"
            citations += [trend.last.citation] + (trend.count > 1 ? [trend.first.citation] : [])
        }
        if trend == nil, let last = file.lastLine(of: container.name) {
            sentence += "; its log ends with: \(last.text)"
            citations.append(last.citation)
        }
        let below = "raise the limit of \(limit ?? "") only if that work is wanted"
        return [
            Conclusion(
                certainty: 97,
                finding: Finding(
                    failureClass: "oom-killed", severity: file.severity, sentence: sentence + ".", citations: citations,
                    against: doubts(trend, limit) + file.recovery(container), impact: file.podImpact,
                    action: limit == nil
                        ? "Give container \(container.name) a memory limit, and look at what else runs on node \(pod.node)."
                        : "Look at what the container did just before the kill\(trend.map { " (\($0.last.citation.text))" } ?? ""); \(below).",
                    verify: file.staysUp(container) + (limit.map { ", with memory in its log below \($0)." } ?? "."),
                    prevention: prevention(container, limit)))
        ]
    }

    /// A reading far below the limit says that memory went up at once, or is counted elsewhere.
    private func doubts(_ trend: MemoryTrend?, _ limit: String?) -> [Finding.Point] {
        guard let trend, let limit, let share = trend.share(of: limit), share < 0.75 else { return [] }
        return [
            Finding.Point(
                "the last reading, \(trend.last.words), is \(Int(share * 100))% of the limit of \(limit): memory rose faster than it is logged, or the process does not count all of it",
                trend.last.citation)
        ]
    }

    private func prevention(_ container: ContainerFacts, _ limit: String?) -> String {
        guard let limit else { return "Set requests and limits of memory for \(container.name), so that one container cannot take the node's." }
        let request = container.request("memory")
        let gap = request.map { $0 == limit ? "" : "; it requests \($0), so the node never set \(limit) aside for it" } ?? ""
        return "Alert when \(container.name) uses more than 90% of \(limit), before the kernel acts\(gap)."
    }
}
