/// What the container's own log gives as the reason, sorted by kind of error.
struct LoggedCause: Rule {
    let classes = ["model-load-failed", "crash-loop", "auth-failure", "dependency-unreachable", "config-error", "infrastructure", "training"]
    let evidence = "errors in the logs of the container that died or is not ready"
    let summary =
        "the error that ended a container or keeps it from serving: model not loadable, dependency away, login refused, configuration lacking, module missing"
    let decider = "the last error before the end that names its object"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let container = file.container else { return [] }
        let crashing = file.isCrashing
        guard crashing || !container.ready else { return [] }
        guard let suspect = CauseSearch(file: file, crashing: crashing).suspect else { return [] }
        // Who is killed from outside did not end by an error of its own; a probe that kills may have met one.
        if crashing, let end = container.end, CrashLoop.isKilled(end), !suspect.kind.isSpecific { return [] }
        return [
            Conclusion(certainty: crashing ? suspect.kind.isSpecific ? 86 : 84 : 80, finding: finding(suspect, file, container))
        ]
    }

    private func finding(_ suspect: CauseSearch.Suspect, _ file: CaseFile, _ container: ContainerFacts) -> Finding {
        let error = suspect.error, kind = suspect.kind
        let place = error.place.map { error.text.contains($0) ? "" : " at \($0)" } ?? ""
        let state =
            file.isCrashing
            ? "container \(container.name) ends\(container.end.map { " with exit code \(Words.exit($0.exitCode))" } ?? "")"
            : "container \(container.name) runs but is not ready"
        var citations = [Finding.Citation(evidence: error.exhibit, line: error.line + 1)]
        var sentence = "\(kind.words)\(place): \(error.said)\(Self.details(error, kind, file))"
        if kind.detail == nil, let tried = Self.host(before: error, kind, file) {
            sentence += " (tried before it: \(tried.text))"
            citations.append(tried.citation)
        }
        if let outer = error.outer, !error.text.contains(outer) { sentence += " (for \(outer))" }
        if kind.cause == .model, let path = Self.modelPath(near: error, file) {
            sentence += "; the file is \(path.text)"
            citations.append(path.citation)
        }
        if let version = kind.failureClass == "model-load-failed" ? Self.versions(file) : nil {
            sentence += "; \(version.text)"
            citations.append(version.citation)
        }
        if let after = suspect.consequence {
            sentence += "; \(Words.line(after.said, 140)) follows from it"
            citations.append(Finding.Citation(evidence: after.exhibit, line: after.line + 1))
        }
        sentence += "; \(state)."
        if file.isCrashing {
            citations += [file.citation(.pod, container.statusPath + [container.waiting == nil ? "lastState" : "state"])].compactMap { $0 }
        } else if let event = file.events("Unhealthy").first {
            citations += [file.citation(event)].compactMap { $0 }
        }
        return Finding(
            failureClass: kind.failureClass, severity: file.severity, sentence: sentence, citations: citations,
            against: file.recovery(container) + doubts(error, file), impact: file.podImpact,
            action: suspect.error.isTorn ? LoggedError.tornAction : kind.action,
            verify:
                "\(file.staysUp(container)); \(file.kubectl("logs \(file.workload ?? "pod/\(file.podArgument)") -c \(Words.argument(container.name))")) goes on past that place without \"\(Words.line(Words.timeless(error.text), 80))\".",
            prevention: suspect.error.isTorn ? LoggedError.tornPrevention : kind.prevention(crashing: file.isCrashing))
    }

    /// An error that the container met before and lived on, or that stands far from its end.
    private func doubts(_ error: LoggedError, _ file: CaseFile) -> [Finding.Point] {
        guard let log = file.logs.first(where: { $0.exhibit == error.exhibit }) else { return [] }
        if file.isCrashing, error.count > 1 {
            return [
                Finding.Point("the log has it \(error.count) times: the container met it before and went on", log.citation(error.lines.lowerBound))
            ]
        }
        let after = log.text.count - error.lines.upperBound
        guard file.isCrashing, after > 40 else { return [] }
        return [Finding.Point("the log goes on for \(after) lines after it", log.citation(error.lines.upperBound))]
    }

    /// What else of it belongs into one sentence: the line that says the kind, what a validation error lists below its count, what a
    /// server quotes of its configuration below the complaint.
    private static func details(_ error: LoggedError, _ kind: ErrorKind, _ file: CaseFile) -> String {
        if let detail = kind.detail { return error.asLogged(detail, file).map { " (\($0))" } ?? "" }
        if let native = nativeCrash(error, file) { return " (\(native))" }
        if kind.cause == .crash, let frame = frame(below: error, file) { return " (\(frame))" }
        if let below = told(below: error, file) { return " (\(below))" }
        // The image is made for another processor than the node has.
        if error.block.contains("exec format error"), let node = file.nodes.first(where: { $0.name == file.pod?.node }), let arch = node.label("arch")
        {
            return " (image \(Words.line(file.container?.image ?? "", 120)) is not built for the architecture of node \(node.name), \(arch))"
        }
        if let inner = error.told.last(where: { $0.contains("** (") }), !error.text.contains(inner.drop { $0 == " " }) {
            return " (\(Words.line(inner, 160)))"
        }
        let isBare = kind.failureClass == "config-error" && !error.text.contains { "\"'`=/$".contains($0) }
        if kind.cause == .crash, error.type != nil, let next = message(below: error, file) { return " (\(next))" }
        guard error.text.contains("validation error") || isBare, let log = file.logs.first(where: { $0.exhibit == error.exhibit }) else {
            return ""
        }
        let below = (error.line + 1..<max(error.line + 1, min(error.line + (isBare ? 6 : 3), log.text.count))).map {
            Words.line(log.text.line($0), 80)
        }
        .filter { !isBare || $0.contains(where: \.isLetter) && $0.prefix(4).count(where: \.isNumber) < 2 }.prefix(isBare ? 3 : 2)
        return below.isEmpty ? "" : " (\(below.joined(separator: " ")))"
    }

    /// The nearest frame below an end that runtimes announce without a word of where: a signal, a stack that overflowed, OCaml's exceptions.
    private static func frame(below error: LoggedError, _ file: CaseFile) -> String? {
        guard error.place == nil,
            error.block.hasPrefix("fatal python error") || error.block.hasPrefix("stack overflow") || error.block.hasPrefix("fatal error: exception"),
            let log = file.logs.first(where: { $0.exhibit == error.exhibit })
        else { return nil }
        let frames = (error.line + 1..<max(error.line + 1, min(error.line + 9, log.text.count))).map {
            log.text.line($0).drop { $0 == " " || $0 == "\t" }
        }.filter { ($0.hasPrefix("File \"") || $0.hasPrefix("at ") || $0.hasPrefix("Called from ")) && !$0.contains("Stdlib") }
        return frames.first.map { Words.line(String($0), 200) }
    }

    /// What servers of one family say on the next line: PostgreSQL's `DETAIL:`; a model server's path of the file that it could not read.
    private static func told(below error: LoggedError, _ file: CaseFile) -> String? {
        guard let log = file.logs.first(where: { $0.exhibit == error.exhibit }), error.line + 1 < log.text.count else { return nil }
        let next = log.text.line(error.line + 1)
        guard let detail = next.firstRange(of: "DETAIL:  ") ?? next.firstRange(of: "DETAIL: ") else { return nil }
        return Words.line(String(next[detail.upperBound...]), 240)
    }

    /// Signal and frame of a JVM that crashed, from the lines below its announcement
    /// (<https://docs.oracle.com/en/java/javase/21/troubleshoot/fatal-error-log.html>).
    private static func nativeCrash(_ error: LoggedError, _ file: CaseFile) -> String? {
        guard error.block.contains("fatal error has been detected by the java runtime"),
            let log = file.logs.first(where: { $0.exhibit == error.exhibit })
        else { return nil }
        let below = (error.lines.lowerBound..<min(error.lines.lowerBound + 16, log.text.count)).map { line in
            String(log.text.line(line).drop { "# ".contains($0) })
        }
        let signal = below.first { $0.hasPrefix("SIG") || $0.hasPrefix("Internal Error") || $0.hasPrefix("EXCEPTION_") }
        let frame = below.firstIndex { $0.hasPrefix("Problematic frame") }.flatMap { below.indices.contains($0 + 1) ? below[$0 + 1] : nil }
        let words = [signal, frame.map { "in \($0)" }].compactMap { $0 }.map { Words.line($0, 160) }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// The host that was named shortly before an error that names none: "Opening db.example:5432 failed", then "Name or service not known".
    private static func host(before error: LoggedError, _ kind: ErrorKind, _ file: CaseFile) -> (text: String, citation: Finding.Citation)? {
        guard kind.cause == .unnamed || kind.cause == .away, !CauseSearch.namesThing(error.text), !CauseSearch.namesHost(error.text),
            let log = file.logs.first(where: { $0.exhibit == error.exhibit })
        else { return nil }
        let before = (max(0, error.lines.lowerBound - 60)..<error.lines.upperBound).reversed().filter { $0 < log.text.count }
        let lines = before.lazy.map { (line: $0, text: LoggedError.bare(log.text.line($0))) }
        let told =
            lines.first { line in
                (CauseSearch.namesHost(line.text) || line.text.hasPrefix("{\"") && CauseSearch.namesThing(line.text))
                    && PhraseBook.shared.look(into: line.text.lowercased()).has(.away, .unnamed)
            } ?? lines.first { CauseSearch.namesHost($0.text) && log.text.gravity[$0.line] >= 40 }
        return told.map { (Words.line(LoggedRecord.words($0.text) ?? $0.text, 240), log.citation($0.line)) }
    }

    /// The file of a model that is named near an error that names none.
    private static func modelPath(near error: LoggedError, _ file: CaseFile) -> (text: String, citation: Finding.Citation)? {
        guard !CauseSearch.namesThing(error.text.replacing("'", with: " ")), let log = file.logs.first(where: { $0.exhibit == error.exhibit }) else {
            return nil
        }
        for line in [Int](error.lines.upperBound..<min(error.lines.upperBound + 6, log.text.count))
            + (max(0, error.lines.lowerBound - 20)..<error.lines.lowerBound).reversed()
        {
            let words = log.text.line(line).split { " '\"=,()[]".contains($0) }
            guard let path = words.first(where: { $0.hasPrefix("/") && $0.count < 200 && isModelFile($0) }) else { continue }
            return (Words.line(String(path), 160), log.citation(line))
        }
        return nil
    }

    private static func isModelFile(_ path: Substring) -> Bool {
        [
            ".gguf", ".ggml", ".safetensors", ".onnx", ".pt", ".pth", ".bin", ".h5", ".hdf5", ".keras", ".pb", ".pkl", ".pickle", ".joblib",
            ".tflite",
            ".mar", ".engine", ".plan", ".cbm", ".ubj",
        ].contains { path.hasSuffix($0) }
    }

    /// What an exception's message goes on with on the next line, where its first line names nothing.
    private static func message(below error: LoggedError, _ file: CaseFile) -> String? {
        guard !error.text.contains(where: { "\"'`=/[".contains($0) || $0.isNumber }),
            let log = file.logs.first(where: { $0.exhibit == error.exhibit }),
            error.line + 1 < log.text.count
        else { return nil }
        let next = log.text.line(error.line + 1)
        guard let first = next.first, first.isLetter || first == "-", !next.hasPrefix("at "), !next.hasPrefix("INFO"), !next.hasPrefix("DEBUG"),
            LoggedError.type(of: next) == nil
        else { return nil }
        return Words.line(next, 120)
    }

    /// The line that tells of two versions that do not fit, as scikit-learn and others warn before they fail.
    private static func versions(_ file: CaseFile) -> (text: String, citation: Finding.Citation)? {
        guard let log = file.log(.logPrevious, .log) else { return nil }
        for line in log.lines(
            containing: [
                "from version", "saved with version", "trained with version", "serialized with", "created with version", "pickled with",
            ], limit: 1)
        {
            let text = log.text.line(line)
            // The sentence from the word that names the library or the version on.
            let start = text.firstRange(of: "Warning: ")?.upperBound ?? text.startIndex
            let library = text.firstRange(of: "site-packages/").map { text[$0.upperBound...].prefix { $0 != "/" } }.map { "\($0): " } ?? ""
            return (Words.line(library + text[start...], 220), log.citation(line))
        }
        return nil
    }
}
