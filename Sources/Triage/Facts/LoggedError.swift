/// An error that a log tells of: an exception with its place, or a grave line.
struct LoggedError: Sendable, Equatable {
    var exhibit: Int
    /// The block's lines, from 0, and the one that says it.
    var lines: Range<Int>, line: Int
    /// The line that says it, without level and logger; a long one without its middle.
    var text: String
    /// The same with its middle, in lower case.
    var whole: String
    /// `ModuleNotFoundError`, `java.nio.file.NoSuchFileException`; `nil` for a plain line.
    var type: String?
    /// File and line of the code nearest to the error that is not a library's: `/app/loader.py:33`.
    var place: String?
    /// All of the block, in lower case: what kinds of error are told by.
    var block: String
    var score: Double
    /// Above 0 where the last passing run, if it is there, has nothing like it.
    var novelty: Double
    /// How often the log has the like of it, and where the last of them begins.
    var count: Int, last: Int
    /// What of the block is told rather than listed: its lines without frames and source.
    var told: [String]
    /// The exception that was thrown in the end, where ``text`` is the one that it was thrown for.
    var outer: String?
    /// Whether Python met it while it took itself down.
    private var isTeardown = false
    /// What a line of a structured log says, in words.
    private var record: String?
    /// The text as a sentence takes it in.
    var said: String { record ?? text }
    /// Whether its container is itself one of those that watch others: an exporter, a collector. What befalls it is its own.
    private(set) var isWatcher = false
    /// Whether its words say that it is an error; else only its place says so, at the end of what died.
    var isGrave: Bool

    /// The errors of a log, likeliest cause first.
    static func found(in log: CaseLog) -> [LoggedError] {
        var seen: Set<String> = []
        // A shell's or a tool's last words are often plain: "wget: bad address 'db:5432'".
        let tail = log.role == .logPrevious || log.role == .log ? log.text.count - 12 : Int.max
        return log.candidates.compactMap { candidate in
            let isGrave = candidate.lines.contains { log.text.gravity[$0] >= 72 }
            guard isGrave || candidate.lines.lowerBound >= tail && candidate.count < 4 || isRepeated(candidate, in: log) else { return nil }
            return LoggedError(candidate, in: log, isGrave: isGrave)
        }.sorted { ($0.score, $1.line) > ($1.score, $0.line) }.filter { seen.insert($0.text).inserted }.prefix(40).map { $0 }
    }

    /// A complaint of somebody who runs, again and again to the end, in words that no table of grave ones has: what it is about decides.
    private static func isRepeated(_ candidate: LogCandidates.Candidate, in log: CaseLog) -> Bool {
        guard log.role == .log || log.role == .logPrevious, candidate.count > 2, candidate.last >= log.text.count - 12, candidate.lines.count == 1
        else { return false }
        let low = log.text.line(candidate.lines.lowerBound).lowercased()
        return !CauseSearch.isInfo(low) && PhraseBook.shared.look(into: low).has(.model, .login, .certificate, .unnamed, .away)
    }

    private init(_ candidate: LogCandidates.Candidate, in log: CaseLog, isGrave: Bool) {
        self.isGrave = isGrave
        isWatcher = PhraseBook.shared.look(into: (log.part ?? log.name).lowercased()).has(.bystander)
        exhibit = log.exhibit
        lines = candidate.lines
        var texts = candidate.lines.map { LinePrefix.bare(log.text.line($0)) }
        let start = candidate.lines.lowerBound
        let telling = texts.indices.filter { !Self.isListed(texts[$0]) }
        var at = telling.max { (log.text.gravity[start + $0], $1) < (log.text.gravity[start + $1], $0) } ?? 0
        var found: String?, first: Int?
        for (index, text) in texts.enumerated() {
            guard let type = Self.type(of: text) else { continue }
            first = first ?? index
            (at, found) = (index, type)
        }
        // A name of one's own needs no ending: the line that closes a traceback is its exception. A long traceback is cut.
        if found == nil, let end = Self.closing(candidate.lines, texts, log) {
            (at, found) = (end.index, end.type)
            if end.index >= texts.count { texts += (texts.count...end.index).map { LinePrefix.bare(log.text.line(start + $0)) } }
        }
        // C++ names the exception on one line and says it on the next.
        if let what = texts.firstIndex(where: { $0.contains("what(): ") }), found == nil {
            (at, found) = (what, "exception")
        }
        let report = Self.springReport(texts)
        if report != nil { found = found ?? "exception" }
        type = found
        outer = first.flatMap { $0 < at && !texts[$0].hasPrefix("E ") ? Words.line(texts[$0], 220) : nil }
        line = lines.lowerBound + at
        novelty = candidate.novelty
        (count, last) = (candidate.count, candidate.last)
        let thrown = at > 0 && texts[at].contains("what(): ") ? texts[at - 1].split(separator: "'").dropFirst().first.map { "\($0): " } ?? "" : ""
        var head = report ?? (found == nil ? Self.bare(texts[at]) : thrown + Self.unmarked(texts[at]))
        // "Error: P3009": a code, and below it what it stands for.
        if head.hasPrefix("Error: "), head.count < 16, head.dropFirst(7).allSatisfy({ $0.isUppercase || $0.isNumber }) { head += ":" }
        let sentence = Self.whole(head, at, texts + Self.announced(below: candidate.lines.upperBound, head, log))
        text = Words.middle(sentence, 400)
        whole = String(sentence.prefix(4000)).lowercased()
        record = found == nil ? LoggedRecord.words(head).map { Words.middle($0, 400) } : nil
        place = CodePlace.find(in: texts)
        block = texts.joined(separator: "\n").lowercased()
        told = telling.map { texts[$0] }
        let above = lines.lowerBound > 0 ? log.text.line(lines.lowerBound - 1) : ""
        isTeardown =
            above.contains("Exception ignored in") || block.hasPrefix("exception ignored in") || text.hasPrefix("RuntimeError: Event loop is closed")
        // An exception says more than a supervisor's word that something failed, which is a consequence.
        score = candidate.score + (found != nil ? 1 : 0) - (Self.isConsequence(block) ? 1.2 : 0)
    }

    /// The exception's name where a line is `Name: message`: capitals and no space before the colon.
    static func type(of line: String) -> String? {
        var text = Substring(line)
        text = text.drop { $0 == " " || $0 == "\t" }
        if let ruby = rubyError(text) { return ruby }
        if text.hasPrefix("E   ") { text = text.dropFirst(4).drop { $0 == " " } }
        if text.hasPrefix("what(): ") { text = text.dropFirst(8).drop { $0 == " " } }
        // Symfony and Laravel print an exception in a box below its place.
        if text.hasPrefix("In "), text.hasSuffix(":"), text.contains(".php line ") { return "exception" }
        for head in ["ERROR: ", "Error: ", "error: "] where text.hasPrefix(head) && text.dropFirst(head.count).first?.isUppercase == true {
            // Rust prints a value's path: "JoinError::Panic(…)".
            let rest = text.dropFirst(head.count)
            guard let type = type(of: String(rest)), !rest.hasPrefix(type + "::") else { continue }
            return type
        }
        for head in ["Caused by: ", "[CIRCULAR REFERENCE: ", "---> ", "Unhandled exception. ", "Unhandled Exception: ", "Uncaught ", "** ("]
        where text.hasPrefix(head) { text = text.dropFirst(head.count) }
        if text.hasPrefix("Exception in thread"), let name = text.split(separator: " ").last(where: { $0.contains(".") }) { text = name }
        let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" || $0 == "$" }
        guard name.count >= 5, let last = name.split(separator: ".").last, last.first?.isUppercase == true else { return nil }
        let rest = text.dropFirst(name.count)
        guard rest.isEmpty || rest.first == ":" || rest.first == ";" || rest.hasPrefix(") ") || rest.hasPrefix(" (") || rest.hasPrefix(" [") else {
            return nil
        }
        // "django.db.migrations.exceptions.InconsistentMigrationHistory: …": a module of exceptions.
        if rest.hasPrefix(": "), name.contains(".exceptions.") || name.contains(".errors.") { return String(name) }
        let isError = ["Error", "Exception", "Exit", "Interrupt", "Warning", "Fault", "Failure", "NotFound"].contains { last.hasSuffix($0) }
        return isError && !last.hasSuffix("Warning") ? String(name) : nil
    }

    /// Ruby's exceptions stand last: ``/app/a.rb:12:in `load': uninitialized constant A::B (NameError)``.
    private static func rubyError(_ text: Substring) -> String? {
        guard text.hasSuffix("Error)") || text.hasSuffix("Exception)"), text.contains(":in `") || text.contains(":in '"),
            let open = text.lastIndex(of: "(")
        else { return nil }
        let name = text[text.index(after: open)...].dropLast()
        return name.allSatisfy { $0.isLetter || $0.isNumber || $0 == ":" || $0 == "_" } ? String(name) : nil
    }

    /// Whether a line that is not indented may be what a traceback ends with: one dotted name, and what it says behind a colon.
    static func isException(_ line: String) -> Bool {
        let name = line.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
        guard name.count >= 4, name.split(separator: ".").last?.first?.isUppercase == true else { return false }
        let rest = line.dropFirst(name.count)
        return rest.isEmpty || rest.hasPrefix(": ") || rest == ":"
    }

    /// The exception that closes a traceback, within the block or behind its cut end.
    private static func closing(_ lines: Range<Int>, _ texts: [String], _ log: CaseLog) -> (index: Int, type: String)? {
        guard let head = texts.lastIndex(where: { $0.hasPrefix("Traceback (most recent call last)") }) else { return nil }
        for index in head + 1..<head + 400 where lines.lowerBound + index < log.text.count {
            let text = index < texts.count ? texts[index] : LinePrefix.bare(log.text.line(lines.lowerBound + index))
            if text.isEmpty || text.hasPrefix(" ") || text.hasPrefix("\t") { continue }
            return isException(text) ? (index, String(text.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" })) : nil
        }
        return nil
    }

    /// A line without what loggers put before it: time, level, process, logger's name.
    static func bare(_ line: String) -> String {
        var text = Substring(line).drop { $0 == " " }
        let levels = ["ERROR", "CRITICAL", "FATAL", "WARNING", "WARN", "error", "[ERROR]", "[error]", "ERROR:", "FATAL:", "E"]
        let words = text.split(separator: " ", maxSplits: 6, omittingEmptySubsequences: true)
        for (index, word) in words.prefix(5).enumerated() where levels.contains(String(word)) {
            // "1 validation error for …" is a sentence, not a level.
            if word == "error", index > 2 || !words[..<index].allSatisfy({ $0.contains(where: \.isNumber) }) { continue }
            text = text[words[min(index + 1, words.count - 1)].startIndex...]
            if text.hasPrefix("in "), let colon = text.firstIndex(of: ":") { text = text[text.index(after: colon)...] }
            break
        }
        if text.hasPrefix("##[error]") { text = text.dropFirst(9) }
        text = spring(text) ?? text
        return text.drop { $0 == " " }.description
    }

    /// Behind what Spring Boot puts before a message: `1 --- [app] [thread] o.example.Logger   : message`.
    private static func spring(_ text: Substring) -> Substring? {
        let process = text.prefix(while: \.isNumber)
        guard !process.isEmpty, text.dropFirst(process.count).hasPrefix(" --- ["), let colon = text.firstRange(of: " : ") else { return nil }
        return text[colon.upperBound...]
    }

    /// What Spring Boot's failure report describes, on one line; `nil` where the lines are none.
    private static func springReport(_ lines: [String]) -> String? {
        guard lines.first?.hasPrefix("APPLICATION FAILED TO START") == true, let start = lines.firstIndex(where: { $0.hasPrefix("Description:") })
        else { return nil }
        var text = ""
        for line in lines[(start + 1)...] where !line.hasPrefix("Action:") && text.count < 280 {
            text += (text.isEmpty || line.isEmpty ? "" : " ") + line.drop { $0 == " " || $0 == "\t" }
        }
        return text.isEmpty ? nil : text
    }

    /// An exception without the mark that says that it is another's cause.
    private static func unmarked(_ line: String) -> String {
        var text = line.drop { $0 == " " || $0 == "\t" }
        for head in ["Caused by: ", "---> ", "what(): "] where text.hasPrefix(head) { text = text.dropFirst(head.count).drop { $0 == " " } }
        return String(text)
    }

    /// What stands below a block that ends by a colon, were it behind a blank line: "decoding failed due to the following error(s):".
    private static func announced(below end: Int, _ head: String, _ log: CaseLog) -> [String] {
        guard let mark = head.trimmingSuffix(" ").last, ":{[".contains(mark), end < log.text.count else { return [] }
        let start = log.text.line(end).allSatisfy(\.isWhitespace) ? end + 1 : end
        return (start..<min(start + (mark == ":" ? 4 : 8), log.text.count)).map { LinePrefix.bare(log.text.line($0)) }.prefix { !isRecord($0) }.map {
            $0
        }
    }

    /// Whether a line begins as a logger's lines do, with a time or a level: what it says is not what the line above announces.
    private static func isRecord(_ line: String) -> Bool {
        let word = line.prefix { $0 != " " && $0 != "\t" }
        return word.count(where: \.isNumber) > 3 || line.hasPrefix("{\"") || line.hasPrefix("at ")
            || ["INFO", "WARN", "ERROR", "DEBUG", "FATAL", "[INFO]", "[WARN]", "[ERROR]"].contains { word.hasPrefix($0) }
    }

    /// A line that ends by a colon with what it announces: the next line, or, where that announces more, those that are indented below; and
    /// one that opens a bracket with what stands in it.
    private static func whole(_ line: String, _ at: Int, _ lines: [String]) -> String {
        var text = line.trimmingSuffix(" ")
        guard at + 1 < lines.count else { return line }
        if text.last == "{" || text.hasSuffix("({") || text.last == "[" {
            let within = lines[(at + 1)...].prefix(8).map { $0.drop { " \t".contains($0) } }.prefix { !"}])".contains($0.first ?? " ") }
            return ([text] + within.map(String.init)).joined(separator: " ")
        }
        guard text.last == ":" else {
            // Node's messages may have lines of their own before the frames.
            guard lines[at + 1].first?.isLowercase == true, !lines[at + 1].hasPrefix("at "), text.last.map({ !".!?".contains($0) }) ?? false else {
                return line
            }
            return ([text] + lines[(at + 1)...].prefix(4).prefix { $0.first.map { !" \t".contains($0) } ?? false }).joined(separator: " ")
        }
        for next in lines[(at + 1)...].prefix(10) {
            var bare = String(next.drop { " \t|*".contains($0) })
            while bare.last == " " { bare.removeLast() }
            // An exception without a word of its own announces no frames.
            if bare.hasPrefix("at ") { break }
            // Where it stands, in brackets below: "('/etc/app.vcl' Line 27 Pos 9)".
            let isPlace = bare.first == "(" && bare.contains(where: \.isNumber)
            guard
                text.last == ":" || text.last == "=" || text.last == "]" && text.contains(": [") || HollowWords.onlySums(text)
                    || next.first == " " && next.contains("|") || isPlace
                    || bare.hasPrefix("details = ")
            else { break }
            if !bare.isEmpty { text += " " + bare }
            if isPlace { break }
        }
        return text
    }

    /// A frame, a source line, a field of a printed object.
    private static func isListed(_ line: String) -> Bool {
        if isFrame(line) { return true }
        guard line.hasPrefix("  ") || line.hasPrefix("\t") || line.hasPrefix("at ") else { return false }
        return !["what(): ", "---> ", "cause]: ", "code: '", "details = ", "reason: ", "** ("].contains { line.contains($0) }
    }

    /// A frame of native code: `3. DB::Context::load() @ 0x0000000011f3e8a1 in /usr/bin/server`, `#7 0x55d0 in main`.
    private static func isFrame(_ line: String) -> Bool {
        let text = line.drop { "# ".contains($0) }, number = text.prefix(while: \.isNumber)
        guard !number.isEmpty, number.count < 4 else { return false }
        return text.dropFirst(number.count).hasPrefix(". ") && text.contains(" @ 0x")
            || line.hasPrefix("#") && text.dropFirst(number.count).hasPrefix(" 0x")
    }

    /// Whether it only accompanies an end: what an interpreter meets while it is taken down, a signal's name, an exception of which
    /// nothing but the type is told.
    var isCompany: Bool {
        isTeardown || type == "KeyboardInterrupt" || text.contains("State transition from ")
            || text.hasSuffix("TaskCanceledException: A task was canceled.") || text.hasPrefix("*** SIG")
            || text.hasPrefix("*** Aborted")
            || text.hasPrefix("*** Check failure stack trace")
            || text.hasPrefix("terminate called") && lines.count == 1
            // Rust's threads meet another's panic.
            || text.contains("JoinError::Panic") || text.contains("PoisonError") || Self.isFrame(text)
            || type == nil && (text.hasPrefix("goroutine ") || text.hasPrefix("created by ")) || block.hasPrefix("crash dump is being written")
            // A shell's word of how a program ended.
            || text.contains("(core dumped)") && type == nil
    }

    /// Whether Go's runtime ended the process: what stands below are its other goroutines, were it a thousand lines.
    var isDump: Bool { block.has("goroutine ") && (block.hasPrefix("fatal error: ") || block.hasPrefix("panic: ")) }

    static func isConsequence(_ block: String) -> Bool {
        [
            "exited with code", "worker failed to boot", "shutting down", "process completed with exit code", "the operation was canceled",
            "exit status", "command failed", "did not complete successfully", "will retry", "retrying", "(ignored)", "falling back",
        ]
        .contains { block.contains($0) }
    }
}
