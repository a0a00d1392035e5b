/// go test, gotestsum, Ginkgo: the deepest subtest, and what it printed above (with `-v`) or below its name.
struct GoTests: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        if text.hasPrefix("--- FAIL: "), let name = text.word(after: "--- FAIL: ") { return test(name, line, log) }
        if text.hasPrefix("=== FAIL: "), let name = text.split(separator: " ").dropFirst(3).first { return test(String(name), line, log) }
        if text.hasPrefix("{"), text.contains("\"Action\":\"fail\""), let name = text.word(after: "\"Test\":\"") {
            return Reported(kind: .tests, name: name, lines: [line.at])
        }
        if text.hasPrefix("panic: test timed out after ") { return hung(line, log) }
        for mark in ["[FAIL] ", "[Fail] ", "[PANICKED!] "] where text.hasPrefix(mark) {
            let below = log.below(line.at, 4)
            let said = Expectation(below)
            return Reported(
                kind: .tests, name: Words.line(String(text.dropFirst(mark.count)), 200), place: said.place, lines: [line.at] + said.lines, weight: 2)
        }
        return nil
    }

    /// A test that did not come back: its name stands below `running tests:`, where it waits in its goroutine.
    private func hung(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let below = log.below(line.at, 240)
        guard let head = below.firstIndex(where: { $0.text == "running tests:" }), head < 4, head + 1 < below.count else {
            return Reported(kind: .tests, message: Words.line(line.text, 200), lines: [line.at], weight: 2)
        }
        let named = below[head + 1], name = String(named.text.prefix { $0 != " " })
        var lines = [line.at, named.at], place = "", waits = ""
        let own = name.split(separator: "/").first ?? Substring(name)
        if let frame = below.dropFirst(head + 2).firstIndex(where: { $0.text.contains(".\(own)") && !$0.text.hasPrefix("created by") }) {
            let start = below[..<frame].lastIndex { $0.text.hasPrefix("goroutine ") } ?? frame
            if let open = below[start].text.firstIndex(of: "["), below[start].text.hasSuffix("]:") {
                waits = ", its goroutine in \(below[start].text[below[start].text.index(after: open)...].dropLast(2))"
            }
            let frames = Array(below[start...min(frame + 1, below.count - 1)])
            if let found = SourcePlace.first(in: frames) { (place, lines) = (found.place, lines + [found.line]) }
        }
        return Reported(
            kind: .tests, name: name, place: place, message: "\(Words.line(line.text.replacing("panic: ", with: ""), 80))\(waits)", lines: lines,
            weight: 3)
    }

    private func test(_ name: String, _ line: ToolLog.Line, _ log: ToolLog) -> Reported {
        let deep = log.indent(line.at)
        var said: [ToolLog.Line] = []
        for below in log.below(line.at, 16) {
            if below.text.hasPrefix("--- ") || below.text.hasPrefix("=== ") || below.text.hasPrefix("FAIL") || below.text.hasPrefix("ok ") { break }
            guard log.indent(below.at) > deep || below.text.hasPrefix("panic:") || below.text.hasPrefix("Error") else { break }
            said.append(below)
        }
        if said.isEmpty {
            said = printed(by: name, above: line.at, log)
        }
        // testify spreads one message over lines of its own: `Error: Not equal:`, `expected: 3`, `actual  : 4`.
        // What a test logs before it fails says less than what it expected.
        let own = said.filter { SourcePlace($0.text).map { !SourcePlace.isForeign($0.path) } ?? false }.enumerated()
            .min { (Self.rank($0.element.text), $0.offset) < (Self.rank($1.element.text), $1.offset) }?.element
        var message = own.flatMap { SourcePlace($0.text)?.rest } ?? ""
        let rest = Expectation(said.filter { $0.at != own?.at && !$0.text.contains("| DONE ") && !$0.text.contains("| ERROR ") })
        if message.count < 4 { message = rest.message }
        let place = own.flatMap { SourcePlace($0.text)?.words } ?? rest.place
        let lines = [line.at] + [own?.at].compactMap { $0 } + rest.lines
        // A test that has subtests fails because of them.
        return Reported(
            kind: .tests, name: name, place: place, message: Words.line(message, 260), lines: lines, weight: message.isEmpty ? 1 : 3)
    }

    private static func isNext(_ text: String) -> Bool {
        text.hasPrefix("--- ") || text.hasPrefix("=== ") && ["RUN", "PAUSE", "CONT", "NAME"].contains { text.dropFirst(4).hasPrefix($0) }
    }

    /// 0 for both values, 1 for one, 2 for a word of failure, 3 for what is only logged.
    private static func rank(_ text: String) -> Int {
        let isBoth = text.hasAny(["want ", "wanted", "expected"]) && text.hasAny(["got ", "actual", "have ", " != ", "but "])
        if isBoth { return 0 }
        if text.hasAny(["want ", "expected", "got ", "error trace", "error:"]) { return 1 }
        return text.hasAny(["fail", "error", "mismatch", "timed out", "unexpected"]) && !text.hasPrefix("logger.go:") ? 2 : 3
    }

    /// With `-v` a test's lines stand between `=== RUN` and its result; others that run beside it are left out.
    private func printed(by name: String, above line: Int, _ log: ToolLog) -> [ToolLog.Line] {
        let above = log.above(line, 300)
        guard let start = above.firstIndex(where: { $0.text.hasPrefix("=== ") && $0.text.hasSuffix(" \(name)") && !$0.text.hasPrefix("=== PAUSE") })
        else { return [] }
        return above[..<start].reversed().prefix { !Self.isNext($0.text) }.filter {
            $0.text.contains(".go:") || log.indent($0.at) > 0
        }
    }
}
