/// A container that the kernel killed at its memory limit.
struct OOMKill: Rule {
    let classes = ["oom-killed"]
    let evidence = "the pod's container states, memory limits, the dead container's log"
    let summary = "a container ended with reason OOMKilled: against its limit, with the last memory reading its log has"
    let decider = "the reason in lastState; without it 137 is only SIGKILL"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let pod = file.pod else { return [] }
        let killed = pod.containers.first { $0.now?.reason == "OOMKilled" || $0.last?.reason == "OOMKilled" }
        guard let container = killed else { return [] }
        let path = container.now?.reason == "OOMKilled" ? "state" : "lastState"
        var citations = [file.citation(.pod, container.statusPath + [path, "terminated", "reason"])].compactMap { $0 }
        var sentence = "Container \(container.name) was OOMKilled"
        if container.restarts > 1 { sentence += " (\(container.restarts) restarts)" }
        if let limit = container.limit("memory") {
            sentence += ": it went over its memory limit of \(limit)"
            if let place = file.citation(.pod, container.path + ["resources", "limits"]) { citations.append(place) }
        } else {
            sentence += ": it has no memory limit, so the node itself ran out of memory"
        }
        if let reading = Self.lastReading(file, container.name) {
            sentence += "; the last reading in its log is \(reading.words)"
            citations.append(reading.citation)
        }
        let action =
            container.limit("memory").map {
                "Look at what the container did just before the kill; raise the limit of \($0) only if that work is wanted."
            }
            ?? "Give the container a memory limit, and look at what else runs on node \(pod.node)."
        return [
            Conclusion(
                certainty: 97,
                finding: Finding(
                    failureClass: "oom-killed", severity: file.severity, sentence: sentence + ".", citations: citations, action: action))
        ]
    }

    /// The last line of the dead container's log that gives a memory figure: `rss_mb=249`, `heap used: 1.9 GiB`.
    private static func lastReading(_ file: CaseFile, _ container: String) -> (words: String, citation: Finding.Citation)? {
        guard let log = file.log(.logPrevious) ?? file.log(.log) else { return nil }
        for line in log.lines(containing: ["rss", "heap", "memory", "mem_"], limit: 40, last: true) {
            let words = log.text.line(line).split(separator: " ")
            let reading = words.first { word in
                let low = word.lowercased()
                return low.has("rss", "heap", "mem") && word.contains("=") && word.contains { $0.isNumber }
            }
            if let reading { return (Words.line(String(reading), 60), log.citation(line)) }
        }
        return nil
    }
}
