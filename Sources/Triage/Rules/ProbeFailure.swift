/// A container that the kubelet restarts because a probe fails, or keeps out of service.
struct ProbeFailure: Rule {
    let classes = ["probe-failure", "unknown"]
    let evidence = "Unhealthy and Killing events, the probes of the spec, the start of the dead container's log"
    let summary = "Killing events of a liveness or startup probe, against the probe's patience and what the probe met"
    let decider = "what the probe met, and how long the start takes"

    /// Lines before the end of a log in which a server's start fails for good.
    private static let near = 60

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        let killing = file.events("Killing").first { $0.message.contains("probe") }
        let unhealthy = file.events("Unhealthy")
        let kills = unhealthy.first { $0.message.hasPrefix("Liveness") || $0.message.hasPrefix("Startup") }
        guard killing != nil || !unhealthy.isEmpty, let container = file.container else { return [] }
        guard killing != nil || kills != nil && container.restarts > 0 else { return readiness(file, container, unhealthy) }
        // Nobody answers a probe while the process dies of something else: the kubelet's kill ends it by a signal, or as it likes when asked.
        if killing == nil, let end = container.last, ![0, 130, 137, 143].contains(end.exitCode) { return [] }
        let kind =
            (killing?.message.contains("startup") ?? false)
                || kills?.message.hasPrefix("Startup") == true && (killing == nil || !container.probes.contains { $0.kind == "liveness" })
            ? "startup" : "liveness"
        let probe = container.probes.first { $0.kind == kind }
        let met = kills.map { Self.met($0.message) } ?? .silent
        let mismatch = file.mismatch(of: probe, kills?.message ?? "")
        var sentence = "The \(kind) probe of container \(container.name) fails and the kubelet restarts it"
        if container.restarts > 0 { sentence += " (\(container.restarts) restarts)" }
        if let probe {
            sentence +=
                ": it gives up after about \(probe.patience) s (initialDelaySeconds \(probe.delay) + \(probe.failures) x \(probe.period) s)"
        }
        var citations = [killing.flatMap(file.citation), kills.flatMap(file.citation)].compactMap { $0 }
        citations += [probe.flatMap { file.citation(.pod, container.path + ["\($0.kind)Probe"]) }].compactMap { $0 }
        let ran = container.last.flatMap { Words.seconds(from: $0.started, to: $0.finished) }
        var action: String, prevention: String
        switch met {
        case _ where mismatch != nil:
            sentence += ", and \(mismatch?.text ?? "")"
            citations += [mismatch?.citation].compactMap { $0 }
            action = "Let the probe ask where the server serves, or the server listen where the probe asks (0.0.0.0 and the probe's port)."
            prevention = "Start the image in the pipeline and ask it what the probe asks, from outside the container."
        case .refused:
            sentence += ", and the port is not open by then: the start is too slow for it"
            if let slow = Self.startLine(file) {
                sentence += " (\(slow.text))"
                citations.append(slow.citation)
            }
            action = "Give the container a startup probe as patient as its start is long."
            prevention = "Measure the start in the pipeline and fail it when it passes \(probe.map { "\($0.patience) s" } ?? "the probe's patience")."
        case .slow:
            sentence += ", and the answer\(probe.map { " of \($0.target)" } ?? "") does not come within its timeout of \(probe?.timeout ?? 1) s"
            if let full = file.saturation {
                sentence += " (\(full.text))"
                citations.append(full.citation)
            }
            action = "See what keeps the server from answering; then raise timeoutSeconds if that is normal."
            prevention =
                "Answer the \(kind) probe from a thread that the server's work cannot hold up, and alert on its latency at \(probe?.timeout ?? 1) s."
        case .status(let code):
            sentence += ", and the server answers \(code)"
            action = "Ask the server's log why it answers \(code) on \(probe?.target ?? "its health address")."
            prevention = "Call \(probe?.target ?? "the probe's address") in the pipeline's test of the image, and expect what the probe expects."
        case .silent, .wrong:
            if let message = kills?.message { sentence += ", and says: \(Words.middle(message, 240))" }
            (action, prevention) = ("Compare the probe's patience with how long the start takes.", "")
        }
        if let ran { sentence += "; the last run lasted \(Words.span(ran))" }
        return [
            Conclusion(
                certainty: Self.isSymptom(met, file) ? 70 : 88,
                finding: Finding(
                    failureClass: "probe-failure", severity: file.severity, sentence: sentence + ".", citations: citations,
                    against: file.recovery(container) + doubts(file, probe, ran), impact: file.podImpact, action: action,
                    verify: "\(file.staysUp(container)), and no newer Unhealthy event.", prevention: prevention))
        ]
    }

    /// A server that waits for something it needs and says so to the end, or answers that it is not well: the probe only reports it.
    private static func isSymptom(_ met: Met, _ file: CaseFile) -> Bool {
        if case .status(let code) = met, !code.hasPrefix("5") { return false }
        guard let suspect = CauseSearch(file: file, crashing: true).suspect, suspect.error.isGrave,
            ["dependency-unreachable", "auth-failure", "config-error", "model-load-failed"].contains(suspect.kind.failureClass)
        else { return false }
        if !suspect.kind.isOfNetwork, let log = file.logs.first(where: { $0.exhibit == suspect.error.exhibit }),
            log.text.count - suspect.error.lines.upperBound < Self.near
        {
            // It gave up by itself, for good.
            return true
        }
        return CauseSearch(file: file, crashing: true).isPersistent(suspect.error)
    }

    /// A life much longer than the probe's patience: then it answered for a while, and the start is not why.
    private func doubts(_ file: CaseFile, _ probe: ContainerFacts.ProbeFacts?, _ ran: Int?) -> [Finding.Point] {
        guard let probe, let ran, ran > probe.patience * 3 + 60 else { return [] }
        return [
            Finding.Point(
                "the last run lasted \(Words.span(ran)), far longer than the probe's patience of \(probe.patience) s: it answered for a while",
                file.container.flatMap { file.citation(.pod, $0.statusPath + ["lastState"]) })
        ]
    }

    /// Never ready, but not restarted: a symptom of what the log tells, and a finding where it tells nothing.
    private func readiness(_ file: CaseFile, _ container: ContainerFacts, _ unhealthy: [EventFacts]) -> [Conclusion] {
        // What was killed for memory is not ready while it starts again.
        guard !container.ready, container.last?.reason != "OOMKilled",
            let event = unhealthy.first(where: { $0.message.hasPrefix("Readiness") })
        else { return [] }
        // A server that answers, or tries to, says that something else is wrong with it.
        var isSymptom: Bool
        switch Self.met(event.message) {
        case .slow, .silent: isSymptom = true
        case .status(let code): isSymptom = code.hasPrefix("5")
        case .refused, .wrong: isSymptom = false
        }
        // A command that asks says in its own words what is wrong: "sealed", "no session with …".
        let told = event.message.split(separator: ":", maxSplits: 1).last.map { $0.split(separator: " ") } ?? []
        if case .silent = Self.met(event.message), told.count > 4 { isSymptom = false }
        let probe = container.probes.first { $0.kind == "readiness" }
        let mismatch = file.mismatch(of: probe, event.message)
        if case .status(let code) = Self.met(event.message), code.hasPrefix("4") {
            // The server is up and answers: it has no such address, or does not let the kubelet in. A model server has none for a model that
            // it could not load.
            let isUnloaded = CauseSearch(file: file, crashing: false).suspect?.kind.failureClass == "model-load-failed"
            return [
                Conclusion(
                    certainty: isUnloaded ? 74 : 84,
                    finding: Finding(
                        failureClass: "probe-failure", severity: file.severity,
                        sentence:
                            "The readiness probe of container \(container.name) asks \(probe?.target ?? "an address") and the server answers \(code) (\(event.count) times): \(code == "404" ? "it serves no such path there" : "it refuses the question")\(mismatch.map { "; \($0.text)" } ?? "").",
                        citations: [
                            file.citation(event), probe.flatMap { file.citation(.pod, container.path + ["\($0.kind)Probe"]) }, mismatch?.citation,
                        ].compactMap { $0 },
                        impact: file.podImpact,
                        action: "Compare the probe's path and port with where this version serves its health.",
                        verify: "\(file.kubectl("get pod \(file.podArgument)")): READY within a minute; no newer Unhealthy event.",
                        prevention: "Start the image in the pipeline and ask it what the probe asks."))
            ]
        }
        if let mismatch {
            return [
                Conclusion(
                    certainty: mismatch.text.hasPrefix("its log says") ? 72 : 82,
                    finding: Finding(
                        failureClass: "probe-failure", severity: file.severity,
                        sentence:
                            "The readiness probe of container \(container.name) (\(probe?.target ?? "")) fails: \(Words.line(event.message, 160)) (\(event.count) times), and \(mismatch.text).",
                        citations: [file.citation(event), mismatch.citation].compactMap { $0 }, impact: file.podImpact,
                        action: "Let the probe ask where the server serves, or the server listen where the probe asks.",
                        verify: "\(file.kubectl("get pod \(file.podArgument)")): READY within a minute; no newer Unhealthy event.",
                        prevention: "Start the image in the pipeline and ask it what the probe asks, from outside the container."))
            ]
        }
        let what = isSymptom ? "; what is there does not say why. What would: the server's log around its start" : ""
        return [
            Conclusion(
                certainty: 38,
                finding: Finding(
                    failureClass: isSymptom ? "unknown" : "probe-failure", severity: file.severity,
                    sentence:
                        "Container \(container.name) runs but is not ready\(probe.map { " (readiness probe \($0.target))" } ?? ""): \(Words.line(event.message, 200)) (\(event.count) times)\(what).",
                    citations: [file.citation(event)].compactMap { $0 }, impact: file.podImpact,
                    action: "Ask the server's log why it does not answer its readiness probe.",
                    verify: "\(file.kubectl("get pod \(file.podArgument)")): READY within a minute of the server answering; no newer Unhealthy event."
                ))
        ]
    }

    private enum Met {
        case refused, slow, status(String), silent
        /// The probe itself cannot work: a command that is not there, a service that the server does not have.
        case wrong
    }

    private static func met(_ message: String) -> Met {
        let words = message.lowercased()
        if words.has("oci runtime exec", "executable file not found", "unimplemented", "service unknown", "unknown service", "does not implement") {
            return .wrong
        }
        // gRPC's prober waits for a port that is not open until its time is over.
        if words.has("failed to connect service", "connection refused", "connection reset", "no route") { return .refused }
        if words.has("timeout", "deadline exceeded", "timed out") { return .slow }
        if let code = words.word(after: "statuscode:") { return .status(code) }
        return .silent
    }

    /// What the start of the dead container's log says about how long it takes.
    private static func startLine(_ file: CaseFile) -> (text: String, citation: Finding.Citation)? {
        guard let log = file.log(.logPrevious) ?? file.log(.log) else { return nil }
        let words: [StaticString] = ["warm", "loading", "starting", "initializ", "initialis", "compil", "download", "migrat"]
        guard let line = log.lines(containing: words, limit: 1, in: 0..<min(50, log.text.count)).first else { return nil }
        return (Words.line(LoggedError.bare(log.text.line(line)), 160), log.citation(line))
    }
}
