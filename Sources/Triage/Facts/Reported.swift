/// What a tool says failed, read from its own fixed format.
struct Reported: Sendable, Equatable {
    /// What it is a failure of.
    var kind: JobFailure.Kind
    /// What broke: a test, a rule, a package, a symbol; may be empty where the message says it.
    var name = ""
    /// File and line.
    var place = ""
    /// What the tool says of it.
    var message = ""
    /// The lines that say so, from 0; the first names it.
    var lines: [Int]
    /// How much it tells: 3 what failed and why, 2 what failed, 1 that something did, 0 a warning that need not fail the step.
    var weight = 2
    /// Whether the job's last passing run says it, too.
    var isKnown = false

    /// Where it is named.
    var line: Int { lines.first ?? 0 }

    /// Its last part in lower case, by which two reports of one thing are told.
    var key: String {
        var name = Substring(name)
        for mark in ["::", " > ", " › ", " -- "] {
            if let at = name.ranges(of: mark).last { name = name[at.upperBound...] }
        }
        let head = name.prefix { $0 != "[" && $0 != "(" }
        let plain = head.count > 2 ? head : name
        let last = plain.contains(" ") ? plain : plain.split { $0 == "." || $0 == "#" }.last ?? plain
        return last.lowercased().trimmingCharacters
    }
}

extension String {
    /// Without spaces and underscores around it.
    fileprivate var trimmingCharacters: String {
        String(drop { $0 == " " || $0 == "_" }.reversed().drop { $0 == " " || $0 == "_" }.reversed())
    }
}

/// A tool's way of saying what failed. One file in `Tools` for each family of tools, one line in ``Tools``.
protocol ToolFormat: Sendable {
    /// What the line reports; `nil` where it is no line of this format.
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported?
}

extension ToolLog {
    /// All that is reported, in the order of the log; of what is said twice the fuller report stays, with both places.
    var reports: [Reported] {
        var found: [Reported] = [], at: [String: Int] = [:]
        let known = log.isCompared ? Set(log.candidates.filter { $0.novelty < 0 }.flatMap(\.lines)) : []
        for line in lines {
            for format in Tools.all {
                guard var report = format.read(line, self) else { continue }
                report.isKnown = known.contains(report.line)
                let key = "\(report.kind.rawValue) \(report.key)"
                if report.key.isEmpty || at[key] == nil {
                    at[key] = found.count
                    found.append(report)
                } else if let index = at[key] {
                    found[index].merge(report)
                }
                break
            }
            if found.count >= 400 { break }
        }
        return withoutPassed(found)
    }
}

extension Reported {
    fileprivate mutating func merge(_ other: Reported) {
        if message.isEmpty || message.hasSuffix("...") && other.message.count > message.count {
            message = other.message.isEmpty ? message : other.message
        }
        if place.isEmpty { place = other.place }
        if name.isEmpty || other.name.count > name.count && other.name.contains("::") { name = other.name.isEmpty ? name : other.name }
        lines += other.lines.filter { !lines.contains($0) }.prefix(3)
        weight = max(weight, other.weight)
        isKnown = isKnown && other.isKnown
    }
}

extension ToolLog {
    /// Without tests that were tried again and passed: where the log tells of another try, the last line about a test decides.
    fileprivate func withoutPassed(_ reports: [Reported]) -> [Reported] {
        let again: [StaticString] = [
            "rerun", "flaky", "flakes", "retry #", "retrying", "retried", "re-run", "run 2: pass", "attempt 2", "second try",
        ]
        guard reports.contains(where: { $0.kind == .tests }), !log.lines(containing: again, limit: 1, in: range).isEmpty else { return reports }
        let tests = Set(reports.filter { $0.kind == .tests && $0.key.count > 3 }.prefix(24).map(\.key))
        var passed: Set<String> = [], isFlaky = false
        for line in range where log.text.content(line).count < 600 {
            let low = text(line).lowercased()
            // Playwright lists what passed at another try below `1 flaky`, the rest below `1 failed`.
            if low.first?.isNumber == true && low.hasSuffix(" flaky") || low.hasSuffix(" flakes:") { isFlaky = true }
            if low.first?.isNumber == true && (low.hasSuffix(" failed") || low.contains(" passed (")) || low.hasSuffix("failures:")
                || low.hasSuffix("errors:")
            {
                isFlaky = false
            }
            guard let test = tests.first(where: { low.contains($0) }) else { continue }
            let isPass =
                isFlaky
                || low.hasAny(["passed", " pass", "--- pass", "✓", "✔", "rerun", "... ok", "[ok]", "flaky"])
                    && !low.hasAny(["fail", "passed, ", "to rerun"])
            if isPass { passed.insert(test) } else if low.hasAny(["fail", "✕", "✘", "●", "not ok"]) { passed.remove(test) }
        }
        return reports.filter { $0.kind != .tests || !passed.contains($0.key) }
    }
}
