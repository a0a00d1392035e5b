/// What stands above an error that names nothing, and says why.
extension CauseSearch {
    /// Lines in which who sums up has said before what is wrong.
    private static let above = 6

    /// The error right above one that only sums up ("configuration file contains errors, aborting"), that has no words of its own (an
    /// exception without a message), or that repeats in a panic what the log says of it.
    func namedAbove(_ suspect: Suspect) -> Suspect? {
        let error = suspect.error
        guard suspect.kind.cause == .crash || suspect.kind.cause == .configuration, !Self.namesThing(error.text) || error.isWordless else {
            return nil
        }
        let isSum = error.type == nil && HollowWords.onlySums(error.text), panic = error.panicWords,
            isConfiguration = suspect.kind.cause == .configuration && error.type == nil
        guard isSum || error.isWordless || panic != nil || isConfiguration else { return nil }
        let words = Self.telling(error.text)
        let start = min(error.lines.lowerBound, error.line)
        let others = file.containerErrors.filter { other in
            let gap = start - max(other.line, other.lines.upperBound - 1)
            return other.exhibit == error.exhibit && (1...(isSum ? Self.above : isConfiguration ? 2 : 3)).contains(gap) && !other.isCompany
                && !HollowWords.onlySums(other.text)
                && (isSum && (other.isGrave || Self.complains(other.text.lowercased())) || other.isGrave && !isConfiguration
                    || isConfiguration && !words.isDisjoint(with: Self.telling(other.text)))
                && !other.isTolerated && !Self.isInfo(other.block)
        }
        let named = others.filter { Self.namesThing($0.text) || $0.text.contains("[") || $0.type != nil || panic.map($0.whole.contains) ?? false }
        let isLikelier: (LoggedError, LoggedError) -> Bool = { ($0.isGrave ? 1 : 0, $0.text.count) < ($1.isGrave ? 1 : 0, $1.text.count) }
        guard let best = named.max(by: isLikelier) ?? (isSum ? others.max(by: isLikelier) : nil) else { return nil }
        var kind = ErrorKind(best, crashing: crashing) ?? suspect.kind
        // What sums up a configuration's errors says of what kind they are.
        if isConfiguration, !kind.isSpecific { kind = suspect.kind }
        return Suspect(error: best, kind: kind, rank: suspect.rank, consequence: error)
    }

    /// Whether the lines behind an error say that the program went on: "no overrides published, continuing", "Postgrex.Protocol reconnected".
    func isLivedThrough(_ error: LoggedError, _ kind: ErrorKind, _ log: CaseLog) -> Bool {
        guard crashing, error.type == nil, !error.isDump else { return false }
        let end = error.end
        guard end < log.text.count else { return false }
        // Who logs with levels tells of one part after the other: the next line may be another's.
        let isLevelled = error.block.has("level=", "\"level", "[error", " error ", "fatal")
        if !isLevelled, error.isGoneOnAfter(in: log) { return true }
        guard kind.isOfNetwork else { return false }
        let words = Self.telling(error.text)
        return log.lines(
            containing: ["reconnected", "re-established", "reestablished", "connection restored", "recovered"], limit: 8, in: end..<log.text.count
        )
        .contains { !words.isDisjoint(with: Self.telling(log.text.line($0))) }
    }

    /// Whether somebody works on beside what fails now and then from the first lines to the last, or was killed while one thing had failed.
    func isBackground(_ error: LoggedError, _ kind: ErrorKind, _ log: CaseLog) -> Bool {
        guard error.type == nil, kind.isSpecific else { return false }
        let count = log.text.count
        if crashing, let end = file.container?.end, CrashLoop.isKilled(end), !isPersistent(error) { return true }
        guard kind.isOfNetwork else { return false }
        if Self.isEarlyAttempt(error.text.lowercased(), log) { return true }
        // Before an end it may have been what led there; then it began late.
        guard error.count > 2, count > 40, !crashing || min(error.lines.lowerBound, error.last) < count / 4 else { return false }
        return error.count * error.lines.count * 5 < count
            && error.block.has("retry", "reconnect", "attempt", "warn", "skipp", "dropped", "fallback", "instead")
    }

    /// "attempt 1 of 4", "retry 1/3", and nobody came to the last: one before it succeeded.
    private static func isEarlyAttempt(_ low: String, _ log: CaseLog) -> Bool {
        guard let word = ["attempt ", "retry ", "try "].lazy.compactMap({ low.firstRange(of: $0)?.upperBound }).first else { return false }
        let parts = low[word...].split(maxSplits: 3, whereSeparator: { " /)(,:".contains($0) })
        let numbers = parts.filter { $0 != "of" }.prefix(2).compactMap { Int($0) }
        guard numbers.count == 2, numbers[0] < numbers[1], numbers[1] > 1 else { return false }
        let last = ["\(numbers[1])/\(numbers[1])", "\(numbers[1]) of \(numbers[1])"]
        return !(max(0, log.text.count - 600)..<log.text.count).contains { line in
            let text = log.text.line(line)
            return last.contains { text.contains($0) }
        }
    }

    /// Whether all that is told is that nobody answered in time: a server that refused, a right that lacks, may be why.
    static func isWaiting(_ suspect: Suspect) -> Bool {
        (suspect.kind.cause == .away || suspect.kind.cause == .crash)
            && suspect.error.text.lowercased().has(
                "timed out", "timeout", "deadline exceeded", "connectionloss", "no cluster leader", "no known leader", "gave up", "giving up",
                "attempts",
                "not reachable")
    }

    /// Whether an error that came before says why nobody answered: not that it waited, too, and not of another host.
    func explainsWaiting(_ other: Suspect, of first: Suspect) -> Bool {
        guard !Self.isWaiting(other), other.kind.isOfNetwork,
            isPersistent(other.error) || other.error.count > 1 || first.error.line - other.error.line < 8
        else { return false }
        let hosts = Self.hosts(first.error.text)
        return hosts.isEmpty || hosts.contains(where: other.error.whole.contains)
    }

    /// The hosts that a text names, without their ports, in lower case.
    private static func hosts(_ text: String) -> [String] {
        text.lowercased().split { " ()[]<>,;=\"'/@".contains($0) }.map(String.init).filter(namesHost).map { host in
            String(host.prefix { $0 != ":" })
        }
    }

    /// The words of a text that may name a thing: long ones that no summing up is made of.
    private static func telling(_ text: String) -> Set<String> {
        Set(text.lowercased().split { !$0.isLetter }.map(String.init).filter { $0.count > 6 && !HollowWords.onlySums($0) })
    }
}

extension LoggedError {
    /// The line behind the last of it.
    var end: Int { max(last + 1, lines.upperBound) }

    /// Whether the next line says that the program goes on: "no overrides published, continuing".
    func isGoneOnAfter(in log: CaseLog) -> Bool {
        end < log.text.count && log.text.gravity[end] < 72
            && log.text.line(end).lowercased().has("continuing", "skipping", "carrying on", "proceeding", "using default", "falling back")
    }

    /// An exception of which nothing but the type is told.
    var isWordless: Bool {
        guard let type else { return false }
        return text.trimmingSuffix(" ").trimmingSuffix(":").hasSuffix(type.split(separator: ".").last.map(String.init) ?? type)
    }

    /// What a panic says, in lower case, where it is a sentence of the program's and not of Go's runtime.
    var panicWords: String? {
        guard block.hasPrefix("panic: "), !block.hasPrefix("panic: runtime error") else { return nil }
        let words = String(block.dropFirst(7).prefix { $0 != "\n" })
        return words.count > 6 ? words : nil
    }
}
