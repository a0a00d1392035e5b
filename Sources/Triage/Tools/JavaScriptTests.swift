/// Jest, Vitest, node:test, Bun, Deno: the test, what it expected and received, and where.
struct JavaScriptTests: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        if text.hasPrefix("● ") {
            let name = String(text.dropFirst(2))
            if name.hasPrefix("Test suite failed to run") { return suite(line, log) }
            guard !name.hasPrefix("Console"), !name.hasPrefix("Validation") else { return nil }
            return told(name, line, log)
        }
        if text.hasPrefix("FAIL ") {
            let name = text.dropFirst(5).drop { $0 == " " }
            if name.contains(" > ") { return told(String(name), line, log) }
            let path = name.prefix { !$0.isWhitespace }
            // The file alone: the test stands below.
            if SourcePlace.isFile(path), path.contains("test") || path.contains("spec") {
                return Reported(kind: .tests, name: String(path), lines: [line.at], weight: 1)
            }
            return nil
        }
        for mark in ["✕ ", "✖ ", "× ", "(fail) ", "✗ "] where text.hasPrefix(mark) {
            let name = text.dropFirst(mark.count)
            guard log.kind == .tests || mark == "(fail) ", name.contains(where: \.isLetter), !name.contains(" problem"), !name.hasPrefix("failing"),
                !name.hasPrefix("No solution found"), !name.hasPrefix("Failed to ")
            else { return nil }
            let end =
                name.lastIndex { $0 == "(" || $0 == "[" }.flatMap { name[$0...].contains("ms") || name[$0...].contains("s)") ? $0 : nil }
                ?? name.endIndex
            return Reported(kind: .tests, name: Words.line(String(name[..<end]), 200), lines: [line.at], weight: 1)
        }
        return nil
    }

    private func told(_ name: String, _ line: ToolLog.Line, _ log: ToolLog) -> Reported {
        let below = log.below(line.at, 40)
        let own = below.prefix { !$0.text.hasPrefix("● ") && !$0.text.hasPrefix("FAIL ") && !$0.text.hasPrefix("PASS ") && !$0.text.hasPrefix("⎯⎯⎯") }
        let said = Expectation(Array(own))
        return Reported(
            kind: .tests, name: Words.line(name, 240), place: said.place, message: said.message, lines: [line.at] + said.lines,
            weight: said.message.isEmpty ? 2 : 3)
    }

    /// A file whose tests could not even begin.
    private func suite(_ line: ToolLog.Line, _ log: ToolLog) -> Reported {
        let file = log.above(line.at, 3).first { $0.text.hasPrefix("FAIL ") }
        let said = Expectation(log.below(line.at, 10))
        let name = file.map { String($0.text.dropFirst(5).drop { $0 == " " }) } ?? "suite"
        return Reported(
            kind: .tests, name: name, place: said.place, message: said.message, lines: [line.at] + said.lines + [file?.at].compactMap { $0 },
            weight: 2)
    }
}
