/// An error that a log tells of: an exception with its place, or a grave line.
struct LoggedError: Sendable, Equatable {
    var exhibit: Int
    /// The block's lines, from 0, and the one that says it.
    var lines: Range<Int>, line: Int
    /// The line that says it, without level and logger.
    var text: String
    /// `ModuleNotFoundError`, `java.nio.file.NoSuchFileException`; `nil` for a plain line.
    var type: String?
    /// File and line of the code nearest to the error that is not a library's: `/app/loader.py:33`.
    var place: String?
    /// All of the block, in lower case: what kinds of error are told by.
    var block: String
    var score: Double
    /// Above 0 where the last passing run, if it is there, has nothing like it.
    var novelty: Double
    /// How often the log has the like of it.
    var count: Int

    /// The errors of a log, likeliest cause first.
    static func found(in log: CaseLog) -> [LoggedError] {
        var seen: Set<String> = []
        return log.candidates.compactMap { candidate in
            guard candidate.lines.contains(where: { log.text.gravity[$0] >= 72 }) else { return nil }
            return LoggedError(candidate, in: log)
        }.sorted { ($0.score, $1.line) > ($1.score, $0.line) }.filter { seen.insert($0.text).inserted }.prefix(40).map { $0 }
    }

    private init(_ candidate: LogCandidates.Candidate, in log: CaseLog) {
        exhibit = log.exhibit
        lines = candidate.lines
        let texts = candidate.lines.map { LinePrefix.bare(log.text.line($0)) }
        let start = candidate.lines.lowerBound
        var at = texts.indices.max { (log.text.gravity[start + $0], $1) < (log.text.gravity[start + $1], $0) } ?? 0
        var found: String?
        for (index, text) in texts.enumerated() {
            guard let type = Self.type(of: text) else { continue }
            (at, found) = (index, type)
        }
        type = found
        line = lines.lowerBound + at
        novelty = candidate.novelty
        count = candidate.count
        text = Words.line(found == nil ? Self.bare(texts[at]) : texts[at], 400)
        place = Self.place(in: texts)
        block = texts.joined(separator: "\n").lowercased()
        // An exception says more than a supervisor's word that something failed, which is a consequence.
        score = candidate.score + (found != nil ? 1 : 0) - (Self.isConsequence(block) ? 1.2 : 0)
    }

    /// The exception's name where a line is `Name: message`: capitals and no space before the colon.
    static func type(of line: String) -> String? {
        var text = Substring(line)
        text = text.drop { $0 == " " || $0 == "\t" }
        if text.hasPrefix("E   ") { text = text.dropFirst(4).drop { $0 == " " } }
        if text.hasPrefix("Caused by: ") { text = text.dropFirst(11) }
        if text.hasPrefix("Exception in thread"), let name = text.split(separator: " ").last(where: { $0.contains(".") }) { text = name }
        let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" || $0 == "$" }
        guard name.count >= 5, let last = name.split(separator: ".").last, last.first?.isUppercase == true else { return nil }
        let rest = text.dropFirst(name.count)
        guard rest.isEmpty || rest.first == ":" else { return nil }
        let isError = ["Error", "Exception", "Exit", "Interrupt", "Warning", "Fault", "Failure", "NotFound"].contains { last.hasSuffix($0) }
        return isError && !last.hasSuffix("Warning") ? String(name) : nil
    }

    /// A line without what loggers put before it: time, level, process, logger's name.
    static func bare(_ line: String) -> String {
        var text = Substring(line).drop { $0 == " " }
        let levels = ["ERROR", "CRITICAL", "FATAL", "WARNING", "WARN", "error", "[ERROR]", "[error]", "ERROR:", "FATAL:", "E"]
        let words = text.split(separator: " ", maxSplits: 6, omittingEmptySubsequences: true)
        for (index, word) in words.prefix(5).enumerated() where levels.contains(String(word)) {
            // "1 validation error for …" is a sentence, not a level.
            if index > 2, word == "error" { continue }
            text = text[words[min(index + 1, words.count - 1)].startIndex...]
            if text.hasPrefix("in "), let colon = text.firstIndex(of: ":") { text = text[text.index(after: colon)...] }
            break
        }
        if text.hasPrefix("##[error]") { text = text.dropFirst(9) }
        return text.drop { $0 == " " }.description
    }

    private static func place(in lines: [String]) -> String? {
        var best: String?
        for line in lines {
            guard let start = line.firstRange(of: "File \""), let end = line[start.upperBound...].firstRange(of: "\", line ") else {
                continue
            }
            let path = line[start.upperBound..<end.lowerBound]
            let number = line[end.upperBound...].prefix { $0.isNumber }
            let isLibrary = ["site-packages", "/lib/python", "dist-packages", "<frozen", "<string>"].contains { path.contains($0) }
            if !isLibrary { best = "\(path):\(number)" }
        }
        return best
    }

    static func isConsequence(_ block: String) -> Bool {
        [
            "exited with code", "worker failed to boot", "shutting down", "process completed with exit code", "the operation was canceled",
            "exit status", "command failed", "did not complete successfully", "will retry", "retrying", "(ignored)", "falling back",
        ]
        .contains { block.contains($0) }
    }
}
