/// TAP, RSpec's list, Perl, R's testthat, Dart, Behave and Cucumber, Robot, Pest; coverage that is asked for and not reached.
struct OtherTests: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        func test(_ name: some StringProtocol, place: String = "", said: Expectation? = nil, weight: Int = 2) -> Reported {
            Reported(
                kind: .tests, name: Words.line(String(name), 240), place: place.isEmpty ? said?.place ?? "" : place, message: said?.message ?? "",
                lines: [line.at] + (said?.lines ?? []), weight: weight)
        }
        if text.hasPrefix("not ok "), !text.lowercased().has("# todo", "# skip") {
            let name = text.dropFirst(7).drop { $0.isNumber || $0 == " " || $0 == "-" }
            let own = log.below(line.at, 10).prefix { !$0.text.hasPrefix("ok ") && !$0.text.hasPrefix("not ok ") }
            let said = Expectation(Array(own))
            return test(name.isEmpty ? text[...] : name, said: own.isEmpty ? nil : said, weight: own.isEmpty ? 2 : 3)
        }
        if text.hasPrefix("rspec "), let mark = text.firstRange(of: " # ") {
            let place = text[..<mark.lowerBound].dropFirst(6)
            return test(text[mark.upperBound...], place: String(place.hasPrefix("./") ? place.dropFirst(2) : place))
        }
        if text.hasPrefix("#   Failed test") || text.hasPrefix("Failed test '") {
            let name = text.split(separator: "'").dropFirst().first ?? Substring(text)
            return test(name, said: Expectation(log.below(line.at, 4)), weight: 3)
        }
        // testthat: `── Failure (test-total.R:12:3): total is rounded ──`
        let heading = text.drop { "─ ".contains($0) }
        if heading.hasPrefix("Failure (") || heading.hasPrefix("Error ("), text.contains(".R:"), let open = text.firstIndex(of: "("),
            let close = text.firstIndex(of: ")")
        {
            let name = text[text.index(after: close)...].drop { $0 == ":" || $0 == " " }.prefix { $0 != "─" }
            return test(
                name.trimmingSuffix(" "), place: String(text[text.index(after: open)..<close]), said: Expectation(log.below(line.at, 5)), weight: 3)
        }
        if text.hasSuffix(" [E]"), let mark = text.firstRange(of: ": ") {
            // Flutter draws the failure above the test's last line.
            let thrown = log.above(line.at, 60).prefix { !$0.text.hasSuffix(" [E]") }.first { $0.text.contains(" was thrown running a test:") }
            let said = Expectation(
                log.below(thrown?.at ?? line.at, 6).prefix { thrown == nil || !$0.text.hasPrefix("When the exception") }.map { $0 })
            return test(text[mark.upperBound...].dropLast(4), said: said, weight: 3)
        }
        if text.hasSuffix("| FAIL |") { return test(text.dropLast(8).trimmingSuffix(" "), said: Expectation(log.below(line.at, 2)), weight: 3) }
        if text.contains(".feature:"),
            text.hasPrefix("cucumber ")
                || log.above(line.at, 12).contains(where: { $0.text.lowercased().has("failing scenarios", "failed scenarios") })
        {
            return test(text.split(separator: " ").first { $0.contains(".feature:") } ?? Substring(text))
        }
        // Rails prints each failure as it comes: `Failure:`, then `OrderTest#test_x [test/a.rb:3]:`
        if text == "Failure:" || text == "Error:", let head = log.below(line.at, 1).first, head.text.contains("#test_") {
            let said = Expectation(log.below(head.at, 6))
            let name = head.text.prefix { $0 != "[" && $0 != ":" }, place = SourcePlace.first(in: [head])?.place ?? ""
            var report = test(String(name).trimmingSuffix(" "), place: place, said: said, weight: 3)
            report.lines.insert(head.at, at: 1)
            return report
        }
        // A file of tests that cannot be read.
        if text.hasPrefix("An error occurred while loading "), let file = text.word(after: "while loading ") {
            return test(file.trimmingSuffix("."), said: Expectation(log.below(line.at, 6)), weight: 2)
        }
        if text.hasPrefix("⨯ "), !text.contains("exited with code") || text.hasPrefix("FAILED  ") {
            return test(text.drop { !$0.isWhitespace }.drop { $0 == " " }, said: Expectation(log.below(line.at, 4)))
        }
        return coverage(line)
    }

    private func coverage(_ line: ToolLog.Line) -> Reported? {
        let low = line.text.lowercased()
        let isShort = low.has(
            "not met", "not reached", "does not meet", "is less than", "below", "fail-under", "under breaking threshold", "but expected minimum",
            "but actual is", "minimum required")
        guard isShort, low.has("coverage", "covered ratio", "covered percentage", "mutation score", " msi ") else { return nil }
        guard low.contains(where: \.isNumber), low.hasPrefix("warn") == false else { return nil }
        return Reported(kind: .tests, message: Words.line(LoggedError.bare(line.text), 220), lines: [line.at], weight: 1)
    }
}
