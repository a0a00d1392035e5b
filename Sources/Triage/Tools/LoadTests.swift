/// Load tests and budgets that asked for figures and did not get them: k6, Locust, Gatling, Artillery, Taurus, Lighthouse CI,
/// pytest-benchmark.
struct LoadTests: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        if text.hasPrefix("✗ ") { return k6(line, log) }
        // k6's last word: `thresholds on metrics 'a, b' have been crossed`.
        if text.contains("thresholds on metrics '"), let names = text.split(separator: "'").dropFirst().first {
            return .test(names, message: "its threshold was crossed", lines: [line.at], weight: 2)
        }
        // Gatling: `Global: percentage of failed events is less than 1.0 : false (actual : 1.32)`
        if let mark = text.firstRange(of: " : false (actual : ") {
            return .test(text[..<mark.lowerBound], message: String(text[mark.lowerBound...].dropFirst(3)), lines: [line.at])
        }
        // Artillery: `fail: http.response_time.p95 < 200` below `Checks:`
        if text.hasPrefix("fail: "), text.contains(" < ") || text.contains(" > "), log.above(line.at, 12).contains(where: { $0.text == "Checks:" }) {
            return .test(text.dropFirst(6), message: "the check is not met", lines: [line.at])
        }
        if let mark = text.firstRange(of: "ERROR: Failed: "), text.contains(">") || text.contains("<") {
            return .test(text[mark.upperBound...], message: "the criteria are not met", lines: [line.at])
        }
        if let mark = text.firstRange(of: " failure for "), text.hasSuffix(" assertion") {
            let below = log.below(line.at, 3).filter { $0.text.hasPrefix("expected:") || $0.text.hasPrefix("found:") }
            return .test(
                text[..<mark.lowerBound].drop { !$0.isLetter }, message: below.map(\.text).joined(separator: ", "),
                lines: [line.at] + below.map(\.at))
        }
        if let mark = text.firstRange(of: " has failed "), text[mark.upperBound...].contains("RegressionCheck: ") {
            let name = text.prefix { !$0.isWhitespace }
            return .test(name, message: String(text[mark.upperBound...]), lines: [line.at])
        }
        return locust(line, log)
    }

    /// `✗ 'p(95)<400' p(95)=911ms` below the metric's name; before k6 1.0 the mark stands before the metric.
    private func k6(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        if text.hasPrefix("✗ '") {
            let metric = log.above(line.at, 8).first { !$0.text.contains("'") && !$0.text.contains(" ") }
            let rule = text.split(separator: "'").dropFirst().first ?? ""
            let came = text.split(separator: "'").last?.drop { $0 == " " } ?? ""
            return .test(
                metric?.text ?? String(rule), message: "threshold \(rule) crossed, \(came)", lines: [line.at] + [metric?.at].compactMap { $0 })
        }
        guard let dots = text.firstRange(of: "...: "), log.lines(saying: ["some thresholds have failed", "thresholds on metrics"]) else { return nil }
        let name = text[..<dots.lowerBound].dropFirst(2).prefix { $0 != "." }
        return .test(name, message: "threshold crossed, \(text[dots.upperBound...])", lines: [line.at])
    }

    /// A row of Locust's error report, with the share of the requests that failed.
    private func locust(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let count = line.text.prefix { $0.isNumber }
        guard !count.isEmpty, line.text.dropFirst(count.count).hasPrefix("  "),
            log.above(line.at, 12).contains(where: { $0.text.hasPrefix("# occurrences") })
        else { return nil }
        let rest = line.text.dropFirst(count.count).drop { $0 == " " }
        guard let colon = rest.firstRange(of: ": ") else { return nil }
        let name = rest[..<colon.lowerBound], path = name.split(separator: " ").last ?? name
        let row = log.above(line.at, 40).first { $0.text.contains(" \(path) ") && $0.text.contains("%)") && $0.text.contains("|") }
        let share = row.flatMap { row in row.text.split(separator: " ").first { $0.hasSuffix("%)") } }
        return .test(
            name, message: "\(share.map { "\($0)" } ?? String(count)) requests failed: \(rest[colon.upperBound...])",
            lines: [line.at] + [row?.at].compactMap { $0 })
    }
}

extension Reported {
    /// A test that failed: 3 where it is told why, 2 where only its name is.
    static func test(_ name: some StringProtocol, place: String = "", message: String = "", lines: [Int], weight: Int? = nil) -> Reported {
        Reported(
            kind: .tests, name: Words.line(String(name), 240), place: place, message: Words.line(message, 260), lines: lines,
            weight: weight ?? (message.isEmpty ? 2 : 3))
    }

    /// The same with what its lines say was expected.
    static func test(_ name: some StringProtocol, place: String = "", said: Expectation, lines: [Int]) -> Reported {
        test(name, place: place.isEmpty ? said.place : place, message: said.message, lines: lines + said.lines)
    }
}

extension ToolLog {
    /// Whether one of the phrases, in lower case, stands in the step.
    func lines(saying phrases: [StaticString]) -> Bool { !log.lines(containing: phrases, limit: 1, in: range).isEmpty }
}
