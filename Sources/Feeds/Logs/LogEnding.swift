import Host
import Services

/// Why a followed log is over, as the pod tells it.
struct LogEnding: Equatable {
    /// For a person.
    var sentence: String
    /// Whether what the run wrote last can still be asked for, and whether as the log of the run before.
    var isReadable = true, isPrevious = false

    /// The end of the run that was followed; `nil` while it goes on.
    /// - Parameters:
    ///   - uid: of the pod that was followed; empty where it is not known.
    ///   - lastLine: the second of the last line read, on the clock of the pod's node.
    init?(of container: String, in pod: Pod, uid: String, lastLine: Timestamp?) {
        guard uid.isEmpty || pod.meta.uid == uid else {
            sentence = "The pod has gone, and another of its name has taken its place: this log ends here."
            isReadable = false
            return
        }
        let status = pod.containers.first { container.isEmpty || $0.name == container }
        switch status?.state {
        case .terminated(let termination): sentence = "The container has ended\(Self.words(termination)): its log ends here."
        case .waiting(let reason, _):
            guard case .terminated(let termination) = status?.lastState else { return nil }
            let waits = reason.isEmpty ? "" : "; it waits to run again (\(SafeText.line(reason)))"
            sentence = "The container has ended\(Self.words(termination))\(waits): the log of this run ends here."
        case .running(let began?):
            // Without a line of the run that was followed, any run's log is what was asked for.
            guard let lastLine, began > lastLine + .milliseconds(999) else { return nil }
            var words = ""
            if case .terminated(let termination) = status?.lastState { words = Self.words(termination) }
            sentence =
                "The container has ended\(words) and runs again since \(began.clock)Z: the log of this run ends here. Open the log again to follow the new one."
            isPrevious = true
        case .running, nil:
            guard ["Failed", "Succeeded"].contains(pod.phase) else { return nil }
            sentence = "The pod has ended (\(SafeText.line(pod.reason.isEmpty ? pod.phase : pod.reason))): its log ends here."
        }
    }

    /// ` (OOMKilled, exit status 137, at 03:12:04Z)`.
    private static func words(_ termination: Container.Termination) -> String {
        var words = termination.reason.isEmpty ? [] : [SafeText.line(termination.reason)]
        words.append(termination.signal > 0 ? "signal \(termination.signal)" : "exit status \(termination.exitCode)")
        if let finished = termination.finished { words.append("at \(finished.clock)Z") }
        return " (\(words.joined(separator: ", ")))"
    }
}
