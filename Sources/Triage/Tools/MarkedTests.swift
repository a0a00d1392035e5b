/// Tests of runners that nobody listed: a name with a mark of failure before or behind it, and what was expected below it; or a count of
/// failed tests at the step's end.
struct MarkedTests: ToolFormat {
    private static let heads = [
        "✘ ", "✖ ", "✗ ", "× ", "✕ ", "❌ ", "[-] ", "> [FAIL] ", "[FAIL] ", "[FAILED] ", "[ FAIL ] ", "[ FAILED ] ", "[FAIL    ] ", "FAIL - ",
        "FAIL: ",
        "FAILED: ", "fail ", "(fail) ",
    ]
    private static let ends = [
        " [FAIL]", " [FAILED]", " [ FAIL ]", " [ FAILED ]", " [Fail]", " (FAILED)", " FAILED", " FAIL", "... fail", "... failed", "...*failed*",
        ": failed",
        ": FAIL", " ✗", " ✖", " ✘", " ❌",
    ]
    private static let passes = [
        "✓ ", "✔ ", "√ ", "✅ ", "[+] ", "[PASS]", "[ OK ]", "[OK]", "PASS", "ok ", "pass ", "+ ", "=== RUN", "└", "┌",
    ]

    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        guard [.tests, .other, .source].contains(log.kind), let name = Self.failed(line.text) else { return nil }
        // Some write what was expected behind the name.
        if let mark = name.firstRange(of: " - expected ") {
            return .test(name[..<mark.lowerBound], message: String(name[mark.lowerBound...].dropFirst(3)), lines: [line.at])
        }
        // A frame that is drawn around the name has what was expected below it.
        let isFramed = line.text.hasPrefix("│")
        let below = log.below(line.at, 10).prefix { isFramed && $0.at < line.at + 3 || Self.failed($0.text) == nil && !Self.ends($0.text) }.map { $0 }
        if below.prefix(7).contains(where: { Self.expects($0.text) }) {
            return .test(name, said: Expectation(below), lines: [line.at])
        }
        guard log.countsFailures || log.kind == .tests && line.text.hasPrefix("FAIL") else { return nil }
        // What is indented below a name belongs to it.
        let own = below.first.flatMap { log.indent($0.at) > log.indent(line.at) && $0.at == line.at + 1 ? $0 : nil }
        return .test(name, message: own?.text ?? "", lines: [line.at] + [own?.at].compactMap { $0 }, weight: 2)
    }

    /// The name beside a mark of failure; `nil` where there is none, or what stands there only counts or ends.
    static func failed(_ line: String) -> String? {
        guard line.utf8.count > 5, line.utf8.count < 400 else { return nil }
        var text = Substring(line)
        if text.hasPrefix("│ "), text.hasSuffix("│") { text = text.dropFirst(2).dropLast() }
        text = timeless(trimmed(text))
        guard let name = named(text) else { return nil }
        let bare = trimmed(timeless(name))
        guard bare.utf8.count > 2, bare.contains(where: \.isLetter), !bare.hasPrefix("Task "), !bare.hasPrefix("> Task"), !bare.hasPrefix("##["),
            !Aftermath.says(bare.lowercased()), !HollowWords.onlyEnded(String(bare)), !bare.hasSuffix(" problems"), !bare.contains("://"),
            !["error", "warn", "failed to", "no solution", "building", "build "].contains(where: { bare.lowercased().hasPrefix($0) })
        else { return nil }
        return String(bare)
    }

    private static func named(_ text: Substring) -> Substring? {
        for head in heads where text.hasPrefix(head) {
            let rest = text.dropFirst(head.count)
            // A single word of lower case before a name is a mark only where the name is one word, too.
            return head == "fail " && rest.drop { $0 == " " }.contains(" ") ? nil : rest
        }
        for end in ends where text.hasSuffix(end) { return text.dropLast(end.count) }
        // A column of its own: `2/3 shop:sum   FAIL   0.02s   exit status 1`.
        guard let mark = text.firstRange(of: "  FAIL  ") ?? text.firstRange(of: "  FAILED  ") else { return nil }
        let name = text[..<mark.lowerBound], count = name.prefix { $0.isNumber || $0 == "/" }
        return name.dropFirst(name.dropFirst(count.count).hasPrefix(" ") ? count.count : 0)
    }

    /// Without the time that it took, or its number in the run: `(4ms)`, `(12 of 40)`, `12ms (10ms|2ms)`.
    private static func timeless(_ text: Substring) -> Substring {
        var text = text
        if let last = text.last, last == ")" || last == "]", let open = text.lastIndex(of: last == ")" ? "(" : "["),
            let first = text[text.index(after: open)...].first, first.isNumber || first == "<"
        {
            text = trimmed(text[..<open])
        }
        if let word = text.split(separator: " ").last, word.hasSuffix("s"), word.first?.isNumber == true,
            word.dropLast().allSatisfy({ $0.isNumber || ".m".contains($0) })
        {
            text = trimmed(text[..<word.startIndex])
        }
        return text
    }

    /// Without space, leading dots of a list and colons around it.
    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { " \t*".contains($0) }
        while let last = text.last, " \t.:·…".contains(last), !text.hasSuffix("...") || text.count > 3 { text = text.dropLast() }
        return text
    }

    /// Where the next test's line begins.
    private static func ends(_ text: String) -> Bool {
        passes.contains { text.hasPrefix($0) } || ["[ OK ]", "[OK]", ": pass", " PASS", "... ok", " OK", " passed"].contains { text.hasSuffix($0) }
            || ToolLog.counts(text.lowercased())
    }

    private static func expects(_ text: String) -> Bool {
        text.hasAny([
            "expected", "expect(", "want ", "wanted", "assert", "to equal", "to be ", "mismatch", "differ", "not equal", "should ", "but was",
            "but got", " != ", " !== ",
        ])
    }
}

extension ToolLog {
    private static let counted: Set<Substring> = [
        "test", "tests", "case", "cases", "spec", "specs", "example", "examples", "check", "checks", "assertion", "assertions", "scenario",
        "scenarios",
        "control", "controls", "suite", "suites", "of", "out", "total", "in", "file", "files", "story", "stories", "feature", "features", "step",
        "steps",
        "expectation", "expectations", "subtests", "item", "items", "rules", "policies", "requests", "has", "had", "ran", "result", "summary", "some",
    ]

    /// Whether a line, in lower case, counts failed tests, and more than none: `1 failed`, `Failures: 2`, `1 out of 5 tests failed`.
    static func counts(_ low: String) -> Bool {
        guard low.utf8.count < 200, low.contains("fail") else { return false }
        if low.split(separator: " ").contains(where: { word in
            ["fail=", "failed=", "failures="].contains { word.hasPrefix($0) && Int(word.dropFirst($0.count)).map { $0 > 0 } ?? false }
        }) {
            return true
        }
        for clause in low.split(whereSeparator: { ",;|()[].#".contains($0) }) {
            var number: Int?, isFailure = false, isPlain = true
            for word in clause.split(whereSeparator: { !($0.isLetter || $0.isNumber) }) {
                if let value = Int(word) {
                    number = number ?? value
                } else if ["failed", "failures", "failure", "failing", "fail", "fails"].contains(word) {
                    isFailure = true
                } else if !counted.contains(word) {
                    isPlain = false
                }
            }
            if isFailure, isPlain, let number, number > 0 { return true }
        }
        return false
    }
}
