/// CTest, GoogleTest, Catch2, doctest, Boost.Test, QtTest, XCTest and Swift Testing, Bazel.
struct NativeTests: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        func test(_ name: String, place: String = "", message: String = "", lines: [Int] = []) -> Reported {
            Reported(
                kind: .tests, name: name, place: place, message: Words.line(message, 260), lines: [line.at] + lines, weight: message.isEmpty ? 2 : 3)
        }
        if text.hasPrefix("[  FAILED  ] "), let name = text.word(after: "[  FAILED  ] "), name.contains("."), !text.contains("listed below") {
            let failure = log.above(line.at, 40).prefix { !$0.text.hasPrefix("[ RUN") && !$0.text.hasPrefix("[       OK") }.reversed()
            let head = failure.first { $0.text.hasSuffix(": Failure") || $0.text.contains("error: ") }
            let said = Expectation(failure.filter { $0.at > head?.at ?? Int.max })
            let place = head.flatMap { SourcePlace($0.text) }?.words ?? ""
            return test(name, place: place, message: said.message, lines: [head?.at].compactMap { $0 } + said.lines)
        }
        if let mark = text.firstRange(of: "***Failed") ?? text.firstRange(of: "***Exception") ?? text.firstRange(of: "***Timeout")
            ?? text.firstRange(of: "***Not Run"), let name = text.word(after: ": ")
        {
            return test(name, message: "\(text[mark.lowerBound...].drop { $0 == "*" })", lines: Expectation(log.below(line.at, 8)).lines)
        }
        // CTest's list: `12 - parser_roundtrip (Failed)`
        if text.hasSuffix("(Failed)") || text.hasSuffix("(SEGFAULT)") || text.hasSuffix("(Timeout)") || text.hasSuffix("(Subprocess aborted)"),
            text.first?.isNumber == true, let name = text.word(after: " - ")
        {
            return test(name)
        }
        if text.hasSuffix(": FAILED:"), let place = SourcePlace(text) {
            let above = log.above(line.at, 6).first {
                !$0.text.hasPrefix("---") && !$0.text.hasPrefix("...") && !$0.text.hasPrefix("===") && SourcePlace($0.text) == nil
            }
            let said = Expectation(log.below(line.at, 4))
            return test(above?.text ?? place.words, place: place.words, message: said.message, lines: said.lines)
        }
        if text.contains("is NOT correct!"), text.contains("ERROR: ") {
            return test(SourcePlace(text)?.words ?? "check", message: text, lines: log.below(line.at, 1).map(\.at))
        }
        if text.contains(": error: in \""), let name = text.word(after: ": error: in ") {
            return test(name, place: SourcePlace(text)?.words ?? "", message: text)
        }
        if text.hasPrefix("FAIL!  : "), let name = text.word(after: "FAIL!  : ") {
            return test(name, message: String(text.dropFirst(9)), lines: log.below(line.at, 3).map(\.at))
        }
        return xctest(line, log) ?? bazel(line)
    }

    /// `/x/CartTests.swift:41: error: -[CartTests testTotal] : XCTAssertEqual failed: …`, `✘ Test total() recorded an issue at …`.
    private func xctest(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        if text.contains("XCTAssert") || text.contains(" : failed - "), let mark = text.firstRange(of: "error: ") {
            let rest = text[mark.upperBound...]
            let name = rest.firstRange(of: " : ").map { String(rest[..<$0.lowerBound]) } ?? ""
            return Reported(
                kind: .tests, name: name.filter { !"-[]".contains($0) }, place: SourcePlace(text)?.words ?? "",
                message: Words.line(String(rest.dropFirst(name.count).drop { $0 == " " || $0 == ":" }), 260), lines: [line.at], weight: 3)
        }
        guard text.hasPrefix("✘ Test "), let mark = text.firstRange(of: " recorded an issue at ") else { return nil }
        let rest = String(text[mark.upperBound...]), name = text[..<mark.lowerBound].dropFirst(7)
        return Reported(
            kind: .tests, name: String(name), place: SourcePlace(rest)?.words ?? "", message: Words.line(SourcePlace(rest)?.rest ?? rest, 260),
            lines: [line.at],
            weight: 3)
    }

    /// `//cart:total_test   FAILED in 1.2s`, `FAIL: //cart:total_test (see …)`.
    private func bazel(_ line: ToolLog.Line) -> Reported? {
        let text = line.text
        guard text.hasPrefix("//") || text.hasPrefix("FAIL: //") || text.hasPrefix("TIMEOUT: //") else { return nil }
        guard text.contains("FAIL") || text.contains("TIMEOUT"), let name = text.split(separator: " ").first(where: { $0.hasPrefix("//") }) else {
            return nil
        }
        if text.contains("FAILED TO BUILD") { return Reported(kind: .source, name: String(name), lines: [line.at], weight: 1) }
        return Reported(kind: .tests, name: String(name), lines: [line.at], weight: 2)
    }
}
