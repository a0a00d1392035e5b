/// A container that keeps ending, by its exit code and last words, where its log gives no kind of cause.
struct CrashLoop: Rule {
    let classes = ["crash-loop", "unknown"]
    let evidence = "exit code, signal, restarts, last words"
    let summary = "CrashLoopBackOff or an exit code other than 0: the code's meaning and the container's last words"
    let decider = "the log of the container's run before"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard file.isCrashing, let container = file.container else { return [] }
        let end = container.end ?? .unknown
        // Killed from outside: for memory, or by a probe. Its log's errors are not why.
        guard end.reason != "OOMKilled", file.pod?.reason != "Evicted", file.events("Evicted", "Preempted").isEmpty,
            !file.events("Killing").contains(where: { $0.message.contains("probe") })
        else { return [] }
        let looping = container.waiting?.reason == "CrashLoopBackOff"
        var sentence =
            "Container \(container.name) \(looping ? "ends again and again" : "ended") with exit code \(Words.exit(end.exitCode))"
        if container.restarts > 0 { sentence += " (\(container.restarts) restarts)" }
        var citations = [file.citation(.pod, container.statusPath + [container.now == nil ? "lastState" : "state"])].compactMap { $0 }
        var certainty = 45
        var failureClass = "crash-loop"
        if Self.isKilled(end) {
            // Killed from outside: what its log complains of is not why, and what killed it is not told.
            failureClass = "unknown"
            certainty = 62
            sentence +=
                "; it was killed from outside, and what is there does not say by what (its reason is \(end.reason.isEmpty ? "not given" : end.reason), and no event names a probe). What would: the node's kernel and kubelet log of that minute"
        } else if let error = file.lastWords {
            citations.append(Finding.Citation(evidence: error.exhibit, line: error.line + 1))
            certainty = 60
            if error.type != nil || error.text.has("exec format error") || file.isLastComplaint(error) {
                sentence += "; its log says: \(error.said)"
            } else {
                // A server's complaint before its end is as often a symptom, or another's.
                failureClass = "unknown"
                sentence +=
                    "; its log says: \(error.said), which does not say why. What would: an earlier part of its log, or a more talkative log level"
            }
        } else if !end.message.isEmpty {
            sentence += "; its last words: \(Words.line(end.message, 200))"
            certainty = 60
        } else if let meaning = Self.meaning(end.exitCode) {
            sentence += "; \(meaning)"
        } else {
            // That it ends is a symptom; a class would be a guess.
            failureClass = "unknown"
            if let last = file.lastLine(of: container.name) {
                sentence += "; its log ends with: \(last.text)"
                citations.append(last.citation)
            }
            sentence += "; what is there does not say why. What would: an earlier part of its log, or a more talkative log level"
        }
        return [
            Conclusion(
                certainty: certainty,
                finding: Finding(
                    failureClass: failureClass, severity: file.severity, sentence: sentence + ".", citations: citations,
                    against: file.recovery(container), impact: file.podImpact,
                    action: Self.action(end, container, sentence) ?? "Read the log of the container's previous run, above its last lines.",
                    verify: failureClass == "unknown" ? "" : file.staysUp(container) + ".",
                    prevention: Self.prevention(end.exitCode, container, sentence)))
        ]
    }

    /// What to do first where the exit code, or the last words, alone tell.
    private static func action(_ end: ContainerFacts.EndFacts, _ container: ContainerFacts, _ sentence: String) -> String? {
        let code = end.exitCode
        if isKilled(end) { return "Read the node's kernel and kubelet log of \(end.finished.isEmpty ? "that minute" : end.finished)." }
        if sentence.has("exec format error") { return "Build image \(Words.line(container.image, 120)) for the node's architecture." }
        // An abort after an exception is the runtime's way to end, no crash of native code.
        if code == 134, sentence.contains("its log says: ") { return nil }
        return switch code {
        case 0: "Run it as a Job if it is to end, or give container \(container.name) the work that it waits for."
        case 126, 127:
            "Compare the command\(container.command.first.map { " \(Words.line($0, 80))" } ?? "") with what image \(Words.line(container.image, 120)) holds."
        case 132: "Compare the node's kind of processor with what image \(Words.line(container.image, 120)) was built for (AVX, AVX-512, SVE)."
        case 139, 134: "Look for a native library that changed with image \(Words.line(container.image, 120)); keep a core dump."
        default: nil
        }
    }

    private static func prevention(_ code: Int, _ container: ContainerFacts, _ sentence: String) -> String {
        switch code {
        case _ where sentence.has("exec format error"):
            "Build with --platform for every architecture of the nodes, or select nodes by kubernetes.io/arch."
        case 134 where sentence.contains("its log says: "): ""
        case 126, 127: "Start image \(Words.line(container.image, 120)) once with the manifest's command in the pipeline."
        case 132, 139, 134: "Run a smoke test of the native code on the nodes' kind of processor before an image is deployed."
        default: ""
        }
    }

    /// SIGKILL comes from outside, and never from the process itself.
    static func isKilled(_ end: ContainerFacts.EndFacts) -> Bool { end.exitCode == 137 || end.signal == 9 }

    private static func meaning(_ code: Int) -> String? {
        switch code {
        case 0: "it ends without an error, as a job does; a server must not"
        case 126, 127: "its command cannot be run: check command and image"
        case 132: "it met an illegal instruction: its binary uses what the node's processor does not have"
        case 139: "it crashed in native code (segmentation fault)"
        // An abort, or being asked to stop, has a reason, and is none.
        default: nil
        }
    }
}

extension CaseFile {
    /// The error that a container ended by: an exception, or a grave line close to its end. A server complains all day, and what it
    /// complained of is seldom what it died of.
    fileprivate var lastWords: LoggedError? { gravestWord ?? lastComplaint }

    /// Whether a plain error ends the log and says what is wrong, not only that something is.
    fileprivate func isLastComplaint(_ error: LoggedError) -> Bool {
        guard let log = logs.first(where: { $0.exhibit == error.exhibit }) else { return false }
        return error.lines.upperBound > log.text.count - 2 && !error.block.has("warn")
            && (CauseSearch.complains(error.text.lowercased()) || error.text.has("[emerg]"))
    }

    /// The last line of all, where it is plain and complains: "Refusing to start due to insecure SECRET_KEY".
    private var lastComplaint: LoggedError? {
        containerErrors.first { error in
            guard !error.isGrave, error.type == nil, error.count == 1, let log = logs.first(where: { $0.exhibit == error.exhibit }) else {
                return false
            }
            let low = error.text.lowercased()
            return error.lines.upperBound > log.text.count - 3 && CauseSearch.complains(low) && !error.isTolerated && !error.isCompany
                && low.split(separator: " ").count > 3 && !HollowWords.onlySums(low) && !low.has("info", "debug", "trace", "warn", "notice")
                && !LoggedError.isConsequence(error.block)
        }
    }

    private var gravestWord: LoggedError? {
        containerErrors.first { error in
            if error.type == nil && HollowWords.onlySums(error.text) || HollowWords.only(error.text) || !error.isGrave || error.isCompany
                || error.isTolerated || Self.isListed(error.text)
            {
                return false
            }
            if error.type != nil { return true }
            guard let log = logs.first(where: { $0.exhibit == error.exhibit }) else { return false }
            // Who only watches complains on the way; where next to nothing else is said, it is the program's word.
            if log.text.count > 8, !error.isWatcher, PhraseBook.shared.look(into: error.block).has(.bystander) { return false }
            return error.count == 1 && error.lines.upperBound > log.text.count - 5
                && !error.block.has("warn", "deprecat", " wrn]", "[wrn", "\"level\":40") && !error.isGoneOnAfter(in: log)
                && !LoggedError.isConsequence(error.block)
        }
    }
}

extension CaseFile {
    /// A setting as a server prints them all, the head of a traceback, a logger's own name: `request.timeout.ms = 30000`, `fail: Host[9]`.
    private static func isListed(_ text: String) -> Bool {
        if text.hasPrefix("Traceback (most recent") || text.hasPrefix("at ") { return true }
        let words = text.split(separator: " ")
        if words.count == 3, words[1] == "=" { return true }
        return words.count <= 2 && words.last?.last == "]" && words.last?.contains(".") == true
    }
}

extension CaseFile {
    /// What a container said last before it ended, whatever it was.
    func lastLine(of name: String) -> (text: String, citation: Finding.Citation)? {
        let logs = logs.filter { ($0.part == nil || $0.part == name) && $0.text.count > 0 }
        guard let log = logs.first(where: { $0.role == .logPrevious }) ?? logs.first(where: { $0.role == .log }),
            let line = (0..<log.text.count).reversed().prefix(5).first(where: { log.text.line($0).contains(where: \.isLetter) })
        else { return nil }
        return (Words.middle(Words.timeless(LoggedError.bare(log.text.line(line))), 160), log.citation(line))
    }
}

extension ContainerFacts.EndFacts {
    /// An end of which nothing is known but that it happened.
    static let unknown = ContainerFacts.EndFacts(exitCode: 1)

    private init(exitCode: Int) { self.exitCode = exitCode }
}
