/// Failures that are numbered, `1) name`, with what was expected below: RSpec, Minitest, PHPUnit, Mocha, Cypress, Playwright, ExUnit, Hspec.
struct NumberedFailures: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        // WebdriverIO names the browser before each line: `[chrome 140 linux #0-0] 1) name`.
        var rest = Substring(line.text)
        if rest.hasPrefix("["), let close = rest.firstRange(of: "] "), rest[..<close.lowerBound].contains("#") { rest = rest[close.upperBound...] }
        let digits = rest.prefix { $0.isNumber }
        guard !digits.isEmpty, digits.count < 4 else { return nil }
        rest = rest.dropFirst(digits.count)
        guard rest.hasPrefix(") ") else { return nil }
        rest = rest.dropFirst(2)
        var below = log.below(line.at, 24).prefix { !Self.isNext($0.text) }.map { $0 }
        var name = String(rest), lines = [line.at]
        // Minitest: `1) Failure:` and the name below it.
        if name == "Failure:" || name == "Error:", let first = below.first {
            name = first.text
            lines.append(first.at)
            below.removeFirst()
        }
        // TestCafe: the test's name stands above, what is numbered is its error.
        if LoggedError.type(of: name) != nil,
            let test = log.above(line.at, 2).first(where: { ["✖ ", "✗ ", "× "].contains(String($0.text.prefix(2))) })
        {
            let place = SourcePlace.first(in: below.filter { $0.text.hasPrefix("at ") })?.place ?? ""
            return .test(test.text.dropFirst(2), place: place, message: name, lines: [line.at, test.at])
        }
        // Mocha and its kin: suites and test on lines of their own, the last with a colon.
        if let colon = below.prefix(5).firstIndex(where: { $0.text.hasSuffix(":") && !$0.text.contains("Error") && !$0.text.contains("Diff:") }),
            below[..<colon].allSatisfy({ $0.text.count < 120 && SourcePlace($0.text) == nil && !$0.text.contains("Error") }), !name.hasSuffix(":")
        {
            for part in below[...colon] {
                name += " > \(part.text.trimmingSuffix(":"))"
                lines.append(part.at)
            }
            below.removeFirst(colon + 1)
        }
        // A list of files that a tool looked at: `12) src/Cart.php (cached)`.
        if rest.hasSuffix(" (cached)") || SourcePlace.isFile(rest) && !rest.contains(":") { return nil }
        let said = Expectation(below)
        let isFailure =
            below.contains { line in
                let low = line.text.lowercased()
                return low.has(
                    "failure/error", "expected", "assert", "error:", "exception", "got:", "timed out", "undefined", "to equal", "failed", "but ",
                    "error")
            } || name.hasSuffix("]:") || SourcePlace.first(in: [ToolLog.Line(at: line.at, text: name)]) != nil
        guard isFailure, !said.message.isEmpty, name.contains(where: \.isLetter) else { return nil }
        let own = SourcePlace.first(in: [ToolLog.Line(at: line.at, text: name)])?.place
        let plain = name.prefix { $0 != "─" }.trimmingSuffix(" ").trimmingSuffix(":")
        return Reported(
            kind: .tests, name: Words.line(plain, 240), place: own ?? said.place, message: said.message, lines: lines + said.lines, weight: 3)
    }

    /// The next failure, or the end of the list.
    private static func isNext(_ text: String) -> Bool {
        let digits = text.prefix { $0.isNumber }
        if !digits.isEmpty, text.dropFirst(digits.count).hasPrefix(") ") { return true }
        return text.hasPrefix("Finished in") || text.hasPrefix("Failed examples:") || text.hasPrefix("FAILURES!") || text.hasPrefix("Tests:")
    }
}
