/// A process that the kernel killed for memory, by the node's own words, where the pod's state does not tell: it is gone, or only a
/// child of its first process was killed.
struct KernelOOM: Rule {
    let classes = ["oom-killed"]
    let evidence = "the node's log, events of the node (OOMKilling, SystemOOM)"
    let summary = "the kernel names a process of the pod that it killed at its memory limit, or as the node ran out of memory"
    let decider = "the kernel's line, with the process's name"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        // Where the pod says so itself, that is told.
        if file.pod?.containers.contains(where: { $0.now?.reason == "OOMKilled" || $0.last?.reason == "OOMKilled" }) == true { return [] }
        let events = file.events.filter { ["OOMKilling", "SystemOOM"].contains($0.reason) }.sorted { $0.last > $1.last }
        var victims = events.map { (text: $0.message, citation: file.citation($0)) }
        var usage: (text: String, citation: Finding.Citation)?
        for log in file.logs where log.role == .logNode {
            for line in log.lines(containing: ["out of memory: kill", "oom-kill:constraint"], limit: 8, last: true) {
                victims.append((log.text.line(line), log.citation(line)))
            }
            if let line = log.lines(containing: ["memory: usage "], limit: 1, last: true).first {
                usage = (Words.line(log.text.line(line), 120), log.citation(line))
            }
        }
        let own = victims.filter { victim in Self.process(victim.text).map { isOwn($0, victim.text, file) } ?? false }
        guard let first = own.first, let name = Self.process(first.text) else { return [] }
        let bound =
            file.events.isEmpty && usage == nil
            ? "" : first.text.lowercased().has("cgroup") || usage != nil ? " at the limit of its memory cgroup" : ""
        var sentence =
            "The kernel OOM-killed process \(name) of pod \(file.pod?.name ?? file.subjectPod)\(bound) (out of memory): \(Words.line(first.text, 260))"
        if let usage { sentence += "; \(usage.text)" }
        let gone = file.pod == nil || file.pod?.name != file.subjectPod && !file.subjectPod.isEmpty
        return [
            Conclusion(
                certainty: gone || file.isCrashing ? 90 : 64,
                finding: Finding(
                    failureClass: "oom-killed", severity: file.severity, sentence: sentence + ".",
                    citations: (own.compactMap(\.citation) + [usage?.citation].compactMap { $0 }), impact: file.podImpact,
                    action: "Look at what made its memory grow just before, and compare that with its limit.",
                    verify: "The node's kernel log has no newer line of the kind.",
                    prevention: "Alert when the container uses more than 90% of its limit, before the kernel acts."))
        ]
    }

    /// `Killed process 48213 (ranker)`, `victim process: python, pid: 77`, `task=java,pid=9`.
    private static func process(_ text: String) -> String? {
        if let start = text.firstRange(of: "victim process: ") { return String(text[start.upperBound...].prefix { $0 != "," && $0 != " " }) }
        if let start = text.firstRange(of: ",task=") { return String(text[start.upperBound...].prefix { $0 != "," && $0 != " " }) }
        guard let start = text.firstRange(of: "ill process ") ?? text.firstRange(of: "illed process "),
            let open = text[start.upperBound...].firstIndex(of: "(")
        else { return nil }
        let name = text[text.index(after: open)...].prefix { $0 != ")" }
        return name.isEmpty ? nil : String(name)
    }

    /// Whether a process is the pod's: its cgroup bears the pod's uid, or its name is that of pod, container or image; a language's
    /// interpreter may be anyone's, so it counts only where the pod was killed at all.
    private func isOwn(_ process: String, _ text: String, _ file: CaseFile) -> Bool {
        let uid = file.pod?.uid ?? file.ownEvents.first { $0.kind == "Pod" }?.uid ?? ""
        if !uid.isEmpty, text.contains(uid) || text.contains(uid.replacing("-", with: "_")) { return true }
        if text.contains("pod"), text.contains("task_memcg") { return false }
        let pod = file.subjectPod.isEmpty ? file.pod?.name ?? "" : file.subjectPod
        var names = [pod] + (file.pod?.containers.map(\.name) ?? []) + (file.pod?.containers.map(\.image) ?? [])
        names += file.around.siblings.flatMap { $0.containers.map(\.name) } + file.exhibits.compactMap(\.part)
        if process.count > 2, names.contains(where: { $0.contains(process) || process.count > 6 && process.contains($0) && $0.count > 3 }) {
            return true
        }
        // "spades-core ended by signal 9": the container's own last words.
        if process.count > 4, let log = file.log(.logPrevious, .log),
            (max(0, log.text.count - 40)..<log.text.count).contains(where: { line in
                let text = log.text.line(line).lowercased()
                return text.contains(process.lowercased()) && text.has("signal 9", "killed", "code -9", "status 137", "code 137")
            })
        {
            return true
        }
        // The only process that the kernel killed there, and the container lost a child just before it ended.
        if isOnlyVictim(process, file), lostChild(file, among: 60) { return true }
        let runtimes = ["python", "java", "node", "ruby", "php", "gunicorn", "uvicorn", "celery", "beam.smp", "dotnet", "perl", "Rscript"]
        guard runtimes.contains(where: { process.hasPrefix($0) }) else { return false }
        return (file.container?.end).map { CrashLoop.isKilled($0) || $0.exitCode != 0 } == true || lostChild(file)
    }

    /// Whether a log of the pod tells of a child that SIGKILL ended: a pool's worker, while its first process lives on. Among its last lines only, or anywhere.
    private func lostChild(_ file: CaseFile, among last: Int? = nil) -> Bool {
        let words: [StaticString] = ["signal 9", "sigkill", "signal: killed", "was killed", "killed by signal"]
        return file.logs.contains { log in
            let start = last.map { max(0, log.text.count - $0) } ?? 0
            return [.log, .logPrevious].contains(log.role) && !log.lines(containing: words, limit: 1, in: start..<log.text.count).isEmpty
        }
    }

    /// Whether the kernel killed nothing else on that node.
    private func isOnlyVictim(_ process: String, _ file: CaseFile) -> Bool {
        file.logs.filter { $0.role == .logNode }.flatMap { log in
            log.lines(containing: ["out of memory: kill"], limit: 20, last: true).compactMap { Self.process(log.text.line($0)) }
        }.allSatisfy { $0 == process }
    }
}
