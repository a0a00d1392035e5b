/// Lines that tell only that something ended or failed, or how often: "Application startup failed. Exiting.", "1 failed, 795
/// passed in 141 s". They say that there is a reason, not which.
enum HollowWords {
    private static let words: Set<String> = [
        // who and what
        "application", "app", "server", "worker", "workers", "process", "program", "service", "container", "job", "step", "task", "build", "main",
        "child", "parent", "pid", "message", "msg", "event", "level", "timestamp", "died", "export", "import", "script", "command", "run", "test",
        "tests", "suite", "suites", "session", "files", "assertions", "exception", "system",
        // that it ended
        "error", "errors", "fatal", "critical", "failed", "failure", "failures", "fail", "fails", "startup", "start", "started", "exit", "exited",
        "exiting", "shutting", "shutdown", "down", "stopped", "stopping", "terminated", "terminating", "aborting", "aborted", "abort", "ended",
        "occurred", "unhandled", "unexpectedly", "unsuccessfully", "completed", "complete", "finished", "done", "canceled", "cancelled", "context",
        "operation", "solve", "buildx", "code", "status", "signal", "now",
        // how often and how long
        "passed", "skipped", "total", "warnings", "deselected", "xfailed", "xpassed", "ran", "time", "elapsed", "in", "s", "ms", "sec", "seconds",
        "min", "minutes", "out", "of",
        // what joins them
        "a", "an", "the", "is", "was", "were", "has", "have", "been", "with", "and", "to", "for", "due", "did", "not", "see", "log", "logs", "above",
        "details", "more", "there", "by", "one", "or", "at", "least",
        "fehler", "beendet", "abgebrochen", "fehlgeschlagen", "anwendung", "start", "dienst", "wird", "wurde", "mit", "und", "der", "die", "das",
    ]

    /// The same of a job's steps and tools.
    private static let jobWords: Set<String> = [
        "issue", "issues", "problem", "problems", "found", "upgrade", "installation", "rollback", "attempt", "attempts", "final", "all", "checks",
        "check", "pipeline", "stage", "stages", "target", "targets", "release", "hook", "warning", "reason",
    ]

    /// Whether a job's line says no more than that something ended.
    static func onlyEnded(_ text: String) -> Bool {
        text.lowercased().split { !$0.isLetter }.allSatisfy { words.contains(String($0)) || jobWords.contains(String($0)) }
    }

    /// Whether nothing else stands in `text`, but for what a logger puts in brackets: `[MY-010119] [Server] Aborting`.
    static func only(_ text: String) -> Bool {
        let low = text.lowercased()
        if low.split(whereSeparator: { !$0.isLetter }).allSatisfy({ words.contains(String($0)) }) { return true }
        let told = low.split(separator: " ").drop { $0.first == "[" && $0.last == "]" || !$0.contains(where: \.isLetter) }
        return !told.isEmpty && told.flatMap { $0.split { !$0.isLetter } }.allSatisfy { words.contains(String($0)) }
    }

    /// Words of somebody who sums up: "Configuration failed", "configuration file contains errors, aborting".
    private static let summing: Set<String> = [
        "configuration", "config", "configurations", "file", "files", "contains", "invalid", "valid", "found", "settings", "parse", "parsing",
        "parsed",
        "load", "loading", "loaded", "could", "can", "cannot", "unable", "apply", "applying", "new", "initialize", "initialise", "initialization",
        "initialisation", "init", "because", "while", "occurred", "following", "reading", "read", "validation", "validate", "boot", "compilation",
        "compile", "running", "bad", "wrong", "specified", "in", "on", "be", "used", "correct", "fix", "please", "check", "your", "its", "it",
        "syntax",
        "t", "runtime", "encountered", "internal", "general", "process", "post", "fpm", "following",
    ]

    /// Whether a text only sums up what another names. Names of code, numbers and what stands in brackets do not count as words.
    static func onlySums(_ text: String) -> Bool {
        let told = text.lowercased().split(whereSeparator: \.isWhitespace).filter { word in
            !word.contains { $0.isNumber || "[]=<>|".contains($0) } && !word.dropFirst().dropLast().contains(".")
        }
        return !told.isEmpty && told.flatMap { $0.split { !$0.isLetter } }.allSatisfy { words.contains(String($0)) || summing.contains(String($0)) }
    }
}
