/// Draws a conclusion from the evidence without a model. One file each, registered by one line in `Rules.swift`.
///
/// A rule names kinds of failure, never a file, package or phrase of one incident, and concludes nothing where the
/// evidence does not decide.
protocol Rule: Sendable {
    /// Classes that it concludes; with the three below a row of `docs/rules.md`.
    var classes: [String] { get }
    /// What evidence it looks at.
    var evidence: String { get }
    /// What it looks for, and says, in one line.
    var summary: String { get }
    /// What would decide where it is silent or unsure.
    var decider: String { get }
    /// What it concludes; empty when nothing.
    func conclusions(_ file: CaseFile) -> [Conclusion]
}

/// A finding and how sure the evidence makes it.
struct Conclusion: Sendable {
    /// From 0 to 100. Above 90: the platform says so itself. 60 to 90: a log says so, and the state agrees. Below 40: a symptom.
    var certainty: Int
    var finding: Finding
}

extension CaseFile {
    /// How grave the incident is where a rule knows no better: the alert's own word, else that a pod is down.
    var severity: String {
        switch alert?.severity {
        case "critical", "page", "error": "critical"
        case "warning": "medium"
        case "info", "none": "low"
        default: kind == "pipeline" ? "high" : "critical"
        }
    }

    /// "container model-server of pod ml-apps/iris-…", as far as known.
    var containerWords: String {
        let container = container.map { ($0.initial ? "Init container " : "Container ") + $0.name } ?? "The container"
        return container
    }

    /// Whether the container the incident is about keeps ending.
    var isCrashing: Bool {
        guard let container else { return false }
        if let waiting = container.waiting, waiting.reason == "CrashLoopBackOff" { return true }
        return container.end.map { $0.exitCode != 0 } ?? false
    }

    /// The errors of the container's logs, of the run that died before those of the present one.
    var containerErrors: [LoggedError] {
        let roles: [Evidence.Role] = isCrashing ? [.logPrevious, .log] : [.log, .logPrevious]
        let name = container?.name
        return roles.flatMap { role -> [LoggedError] in
            logs.filter { $0.role == role && ($0.part == nil || name == nil || $0.part == name) }.flatMap(\.errors)
        }
    }

    /// The pod's events with one of the reasons, newest first.
    func events(_ reasons: String...) -> [EventFacts] { ownEvents.filter { reasons.contains($0.reason) } }

    /// Where an event stands.
    func citation(_ event: EventFacts) -> Finding.Citation? { citation(.events, ["items", String(event.index), "message"]) }
}

extension String {
    /// Whether one of the texts stands in it; both in lower case.
    func has(_ texts: String...) -> Bool { texts.contains { contains($0) } }

    /// The first of `words` that follows `text` up to white space or punctuation.
    func word(after text: String) -> String? {
        guard let range = firstRange(of: text) else { return nil }
        let word = self[range.upperBound...].drop { $0 == " " || $0 == "\"" || $0 == "'" || $0 == "(" }
            .prefix { !$0.isWhitespace && !"\"'(),;".contains($0) }
        return word.isEmpty ? nil : String(word)
    }

    /// With a capital at the beginning.
    var capitalised: String { prefix(1).uppercased() + dropFirst() }
}

extension StringProtocol {
    /// Without a sign at the end.
    func trimmingSuffix(_ sign: Character) -> String { last == sign ? String(dropLast()) : String(self) }
}
