/// Finds among the errors of a log the one that explains the end, or that a container does not get on: not the loudest one, nor the
/// last, but the one that the others follow from.
struct CauseSearch {
    /// An error, what kind it is, and the one that only followed from it.
    struct Suspect {
        var error: LoggedError, kind: ErrorKind, rank: Double
        var consequence: LoggedError?
    }

    let file: CaseFile, crashing: Bool
    /// Lines between an error and what followed from it.
    private static let near = 40
    /// Lines after an error that show that it was no end.
    private static let long = 120

    /// The likeliest of all errors of the container.
    var suspect: Suspect? {
        let suspects = file.containerErrors.prefix(60).compactMap(rated)
        guard let loudest = suspects.max(by: { $0.rank < $1.rank }) else { return nil }
        let first = detailed(loudest, suspects)
        if let above = namedAbove(first) { return above }
        guard crashing || first.kind.cause == .away, lacksReason(first) else { return first }
        // What lacks a reason has it before itself: the calls that were refused until the program gave up.
        let before = suspects.filter { other in
            other.error.exhibit == first.error.exhibit && other.kind.isSpecific && other.error.line < first.error.line
                && (first.error.line - max(other.error.last, other.error.line) < (isPlain(first) ? 6 : Self.near) || isPersistent(other.error))
                && !PhraseBook.shared.look(into: other.error.text.lowercased()).has(.consequence)
                && (!Self.isWaiting(first) || explainsWaiting(other, of: first))
                // A client that reconnects by itself lives on.
                && (!PhraseBook.shared.look(into: other.error.block).has(.tolerated)
                    || first.error.line - max(other.error.last, other.error.line) < Self.near)
        }
        guard var reason = before.max(by: { $0.rank < $1.rank }) else { return first }
        reason.consequence = first.error
        return reason
    }

    /// Who reports last reports least: "failed to load all models" stands below the line that says which, and why.
    private func detailed(_ suspect: Suspect, _ suspects: [Suspect]) -> Suspect {
        // "[Errno 111] Connection refused", "failed to load all models": by whom, and which, an error before it says.
        if suspect.kind.isSpecific, !Self.namesThing(suspect.error.text) {
            let named = suspects.filter { other in
                other.kind.cause == suspect.kind.cause && other.error.exhibit == suspect.error.exhibit
                    && other.error.lines.lowerBound < suspect.error.line && Self.namesThing(other.error.text)
            }
            // A table of what did not load comes last, and its cells are cut.
            let whole = named.filter { !$0.error.text.hasPrefix("| ") && !$0.error.block.has("has no loaded version", "unavailable state") }
            if let best = (whole.isEmpty ? named : whole).max(by: { max($0.error.line, $0.error.last) < max($1.error.line, $1.error.last) }) {
                // What failed to load, and below it that all did: the first names the thing.
                return followed(best, by: suspect, suspects)
            }
        }
        // "OperationalError('[Errno 111] Connection refused')": whom, right above.
        if suspect.kind.cause == .away || suspect.kind.cause == .unnamed, !Self.namesAddress(suspect.error.text),
            let best = suspects.last(where: { other in
                other.kind.isOfNetwork && other.error.exhibit == suspect.error.exhibit && (1...8).contains(suspect.error.line - other.error.line)
                    && Self.namesAddress(other.error.text)
            })
        {
            return followed(best, by: suspect, suspects)
        }
        // A framework warns that it gives up, and then reports what of.
        if suspect.kind.isSpecific, Self.isWarning(suspect.error.block),
            let report = suspects.first(where: { other in
                other.kind.cause == suspect.kind.cause && other.error.exhibit == suspect.error.exhibit && !Self.isWarning(other.error.block)
                    && (1...20).contains(other.error.line - suspect.error.line) && Self.namesThing(other.error.text)
            })
        {
            return report
        }
        return explained(suspect, suspects)
    }

    /// What names a thing, as the cause of what came after it and names none.
    private func followed(_ named: Suspect, by suspect: Suspect, _ suspects: [Suspect]) -> Suspect {
        let why = explained(named, suspects)
        let isSame = why.error == named.error
        return Suspect(error: why.error, kind: why.kind, rank: why.rank, consequence: isSame ? suspect.error : named.error)
    }

    /// Whether a text names somebody by an address, not only something in quotation marks.
    private static func namesAddress(_ text: String) -> Bool {
        namesHost(text) || namesThing(text.replacing("'", with: " ").replacing("\"", with: " ").replacing("`", with: " "))
    }

    /// The error right before a plain one that says more, or why.
    private func explained(_ suspect: Suspect, _ suspects: [Suspect]) -> Suspect {
        guard suspect.kind.isSpecific, suspect.error.type == nil else { return suspect }
        // A logger's line, and right below it the exception that it is about.
        if let thrown = suspects.first(where: { other in
            other.kind.cause == suspect.kind.cause && other.error.exhibit == suspect.error.exhibit && other.error.type != nil
                && (1...2).contains(other.error.lines.lowerBound - suspect.error.line) && other.error.text.count > suspect.error.text.count
        }) {
            return thrown
        }
        return suspects.filter { other in
            other.kind.cause == suspect.kind.cause && other.error.exhibit == suspect.error.exhibit
                && (1...12).contains(suspect.error.line - other.error.line)
                && (!Self.isWarning(other.error.block) || Self.isWarning(suspect.error.block))
                && (other.error.text.count > suspect.error.text.count * 13 / 10 || Self.reasons(other.error) > Self.reasons(suspect.error))
        }.max { $0.rank < $1.rank } ?? suspect
    }

    /// How many words of an error say what is wrong with the thing, not only that it did not work.
    private static func reasons(_ error: LoggedError) -> Int {
        let low = error.text.lowercased()
        return [
            "unknown", "unsupported", "not supported", "unexpected", "invalid", "mismatch", "expected", "expecting", "corrupt", "truncated",
            "incompatible", "version",
        ].count { low.contains($0) }
    }

    /// Whether an error names what it is about: an address, a path, something in quotation marks.
    static func namesThing(_ text: String) -> Bool {
        // A record is all names and quotation marks: in it only an address tells.
        let isRecord = text.hasPrefix("{\"")
        if !isRecord, text.lowercased().has("topic: ", "topic=", "offset: ", "partition: ", "table: ", "index: ") { return true }
        if text.contains("://") || !isRecord && text.contains(where: { "\"'`".contains($0) }) { return true }
        return text.split { " ()[]<>,;=\"".contains($0) }.contains { word in
            // "dial tcp 10.0.0.9:443: connect: …"
            let parts = word.trimmingSuffix(":").split(separator: ":", omittingEmptySubsequences: false)
            let isPort =
                parts.count == 2 && (2...5).contains(parts[1].count) && parts[1].allSatisfy(\.isNumber)
                && !(parts[0].split(separator: ".").last.map(codeEndings.contains) ?? false)
            if isPort, parts[0].contains(where: \.isLetter) || parts[0].count(where: { $0 == "." }) == 3 { return true }
            return word.first == "/" && word.count > 4
        }
    }

    /// "handler.go:212" is a place in the code, too.
    private static let codeEndings: Set<Substring> = ["go", "py", "rs", "cc", "cpp", "java", "kt", "scala", "js", "ts", "rb", "php", "cs", "ex"]

    /// Whether a text holds a host's name with a port, or one of at least three parts.
    static func namesHost(_ text: String) -> Bool {
        text.split { " ()[]<>,;=\"'/@".contains($0) }.contains { word in
            let parts = word.trimmingSuffix(":").split(separator: ":", omittingEmptySubsequences: false), labels = parts[0].split(separator: ".")
            guard parts[0].contains(where: \.isLetter), parts[0].allSatisfy({ $0.isLetter || $0.isNumber || "-._".contains($0) }) else {
                return false
            }
            if let ending = labels.last, codeEndings.contains(ending) { return false }
            if parts.count == 2, (2...5).contains(parts[1].count), parts[1].allSatisfy(\.isNumber) {
                // "org.example.app.Main:98" is a place in the code.
                return (labels.count > 1 || parts[0].contains("-")) && !parts[0].contains(where: \.isUppercase)
            }
            return labels.count >= 3 && parts[0].contains("-") && !parts[0].contains("_") && parts[0].allSatisfy { !$0.isUppercase }
        }
    }

    /// An error that only says that something else was not there.
    private func lacksReason(_ suspect: Suspect) -> Bool {
        guard suspect.kind.cause == .crash || suspect.kind.cause == .away else { return false }
        return PhraseBook.shared.look(into: suspect.error.text.lowercased()).has(.consequence) || isPlain(suspect) || Self.isWaiting(suspect)
    }

    /// A grave line, no exception: what stands right above it may say more.
    private func isPlain(_ suspect: Suspect) -> Bool {
        suspect.kind.cause == .crash && (suspect.error.type == nil || suspect.error.type == "Error" && suspect.error.lines.count == 1)
            && !suspect.error.block.has(
                "fatal error: ", "terminate called", "in use", "permission denied", "no such file", "read-only", "exec format", "not found",
                "segmentation")
            && (!suspect.error.block.has("panic") || !suspect.error.block.has("goroutine ", "panicked"))
    }

    private func rated(_ error: LoggedError) -> Suspect? {
        guard let kind = ErrorKind(error, crashing: crashing), !isHead(error), let log = log(of: error) else { return nil }
        // "Application startup failed" has a reason, and is none.
        if kind.cause == .crash, error.type == nil, HollowWords.only(error.text) || Self.isWarning(error.block) || isWarned(error, log) {
            return nil
        }
        if error.isCompany || error.type == nil && error.text.hasPrefix("at ") { return nil }
        // What would end a telemetry's or a proxy's container is no more than noise in another's.
        if !kind.isSpecific, !error.isWatcher, PhraseBook.shared.look(into: error.text.lowercased()).has(.bystander) { return nil }
        // A plain line is an error only where its own words name one.
        // What a child prints its parent may log as information: a model that does not load is told all the same.
        let isChild = kind.cause == .model || kind.cause == .absent
        if !error.isGrave,
            Self.isInfo(error.block) && !isChild || Self.isReport(error.block) && !Self.complains(error.block)
                || !kind.isSpecific && !PhraseBook.shared.look(into: error.text.lowercased()).has(.crash)
        {
            return nil
        }
        if isLivedThrough(error, kind, log) || isBackground(error, kind, log) { return nil }
        var rank = error.score + (kind.isSpecific ? 0.7 : 0) + (error.isGrave ? 0 : 0.6)
        let left = error.isDump ? 0 : log.text.count - max(error.last, error.lines.lowerBound) - error.lines.count
        let isLasting = isPersistent(error) || left < 6
        let isTolerated = LoggedError.livesOn(error.text.lowercased())
        // "the resolver is skipped because …": who runs on, and says why something of it is not there.
        let isReasoned = (!crashing || left < 6) && error.isGrave && error.text.contains(" because")
        // "Permission denied, going on": whoever says so has not ended by it.
        if !kind.isSpecific, error.isTolerated { return nil }
        // "exporter not configured, spans are dropped": whoever says so goes on without.
        if isTolerated, !isReasoned, error.type == nil, kind.cause == .configuration || kind.cause == .absent { return nil }
        // "network may be misconfigured": a guess in passing.
        if Self.isWarning(error.block), error.type == nil, error.text.hasAny([" may be ", " might be ", " possibly ", " probably "]) { return nil }
        // Who warns that some memory could not be had lives on without.
        if Self.isWarning(error.block), error.type == nil, kind.cause == .memory, left > Self.near { return nil }
        // Said once, as a warning, by who runs on.
        if !crashing, Self.isWarning(error.block), error.type == nil, error.count == 1, kind.isSpecific, left > Self.long { return nil }
        // Who serves on has lived with what it skips; who tries again and again has not.
        if isTolerated, !crashing, !isReasoned, !isPersistent(error) || !error.block.has("retry", "again", "reconnect") { return nil }
        if Self.isWarning(error.block), error.type == nil, !error.block.has("attempt", "retry", "retries", "tries") { rank -= 0.9 }
        if isTolerated, !isLasting || !kind.isSpecific { rank -= 2.2 }
        // "configuration file contains errors": which, stands above.
        if kind.isSpecific,
            error.type == nil && HollowWords.onlySums(error.text)
                || error.block.has(
                    "contains errors", "errors found", "error(s) found", "contains error", "test failed", "found in configuration", "errors occurred",
                    "terminating, ")
        {
            rank -= 1.5
        }
        // A cell of a table is cut where its column ends.
        if error.text.hasPrefix("| ") { rank -= 1.4 }
        // A server that starts tells its clients so; what it finds in its data ends it.
        if kind.cause == .data { rank += 0.4 }
        if crashing {
            // A call that failed several times, long before the end: it was lived through.
            if error.count > 1, kind.isOfNetwork, left > max(Self.long, min(log.text.count / 4, 400)), !isPersistent(error) { return nil }
            if left > Self.near, !isPersistent(error) { rank -= 1.2 }
            // Who reconnects, and was not heard of since, has; and a warning is no end.
            if left > Self.near, error.type == nil, isTolerated || Self.isWarning(error.block) && !isPersistent(error) { return nil }
            // A program that a signal of its own ends (SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV) did not give up on a call.
            if let code = file.container?.end?.exitCode, [132, 134, 135, 136, 139].contains(code), error.type == nil, kind.isSpecific,
                !endsUnhandled(log), !error.block.has("panic", "terminate", "abort", "fatal", "what():")
            {
                return nil
            }
            if kind.cause == .crash, left < 30, error.type != nil || error.block.has("panic:", "panicked", "terminate called", "fatal") {
                rank += 0.5
            }
            if log.role == .log, file.logs.contains(where: { $0.role == .logPrevious && $0.text.count > 0 }) { rank -= 0.8 }
        }
        if crashing, isAfterStop(error, log) { rank -= 0.9 }
        if isOverdue(error, log) { return nil }
        return Suspect(error: error, kind: kind, rank: rank)
    }

    /// Whether a line has a level at which nobody complains.
    static func isInfo(_ block: String) -> Bool {
        block.hasPrefix("info") || block.hasPrefix("debug") || block.hasPrefix("i0") || block.hasPrefix("i1") || block.hasPrefix("[note]")
            || block.has(
                " info ", "[info", " info:", "level=info", "\"info\"", " debug ", "[debug", " debug:", "\"debug\"", "level=debug", "[note]",
                "<information>")
    }

    /// Whether a plain line complains of something, though none of its words is grave.
    static func complains(_ low: String) -> Bool {
        low.has(
            "bad ", "cannot ", "can't ", "could not ", "couldn't ", "unable ", "refus", "unsupported", "incorrect", "missing ", "not supported",
            "must ",
            "invalid", "not found", "not allowed", "no such", "insecure", "does not match", "doesn't match", "mismatch", "higher than", "lower than",
            "too old", "too new", "did not ", "corrupt", "temporarily unavailable", "already ", "does not exist", "doesn't exist")
    }

    private static func isWarning(_ block: String) -> Bool {
        block.has(" warn", "[warn", "\"warn", "=warn", "warning:", " wrn]", "[wrn", " wrn ") || block.hasPrefix("warn") || isKlogWarning(block)
    }

    /// `W0519 06:35:41.032486 1 …`, in lower case.
    private static func isKlogWarning(_ block: String) -> Bool {
        block.first == "w" && block.dropFirst().prefix(4).count(where: \.isNumber) == 4 && block.dropFirst(5).first == " "
    }

    /// Whether a line that is not grave only tells what goes on.
    private static func isReport(_ block: String) -> Bool {
        block.has("loading ", "loaded ", "reading ", "using ", "starting ", "started ", "success", "listening ")
    }

    /// Whether the program was told to stop before: calls that break then are cut off.
    private func isAfterStop(_ error: LoggedError, _ log: CaseLog) -> Bool {
        (max(0, error.lines.lowerBound - 30)..<error.lines.lowerBound).contains { line in
            log.text.gravity[line] < 72
                && log.text.line(line).lowercased().has("shutting down", "is stopping", "stopping host", "graceful shutdown", "received sigterm")
        }
    }

    /// Whether .NET tells at the end that nobody caught an exception: it aborts then, whatever the exception is.
    private func endsUnhandled(_ log: CaseLog) -> Bool {
        let end = log.text.count
        return !log.lines(containing: ["unhandled exception. "], limit: 1, in: max(0, end - 40)..<end).isEmpty
    }

    /// R says what a line is above it.
    private func isWarned(_ error: LoggedError, _ log: CaseLog) -> Bool {
        (max(0, error.line - 2)..<error.line).contains { log.text.line($0).hasPrefix("Warning message") }
    }

    private func log(of error: LoggedError) -> CaseLog? { file.logs.first { $0.exhibit == error.exhibit } }

    /// Met again and again, up to the end.
    func isPersistent(_ error: LoggedError) -> Bool {
        guard error.count > 2, let log = log(of: error) else { return false }
        let first = min(error.lines.lowerBound, error.last)
        let gap = max(1, (max(error.last, first) - first) / max(1, error.count - 1))
        // Now and then among many others: nobody who tries again and again.
        if gap > 120, error.count < 4 { return false }
        return log.text.count - max(error.last, error.lines.lowerBound) < max(20, gap * 4)
    }

    /// The head of a traceback whose exception is not there.
    private func isHead(_ error: LoggedError) -> Bool {
        error.type == nil && (error.text.hasPrefix("Traceback") || error.text.hasPrefix("stack traceback") || error.text.hasPrefix("CallStack"))
    }

    /// A call that was tried again and not heard of since.
    private func isOverdue(_ error: LoggedError, _ log: CaseLog) -> Bool {
        error.block.has("retrying", "will retry", "(retry") && max(error.last, error.lines.lowerBound) < log.text.count - 30
    }
}
