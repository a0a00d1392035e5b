/// Tests of data: dbt, Great Expectations, Soda, Deequ, pgTAP.
struct DataTests: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        if let mark = text.firstRange(of: "Failure in test ") ?? text.firstRange(of: "Failure in unit_test ") {
            return dbt(text[mark.upperBound...], line, log)
        }
        if text.hasPrefix("expect_"), text.contains("(") || text.contains(":") {
            let suite = log.above(line.at, 12).first { $0.text.contains("✖") || $0.text.contains(" Failed ") }
            let name = suite.map { $0.text.drop { "- ".contains($0) }.prefix { !$0.isWhitespace } } ?? ""
            return .test(
                name.isEmpty ? "of the data" : "\(name) > \(text.prefix { !"(:".contains($0) })", message: text,
                lines: [line.at] + [suite?.at].compactMap { $0 })
        }
        if text.hasSuffix(" [FAILED]"), let value = log.below(line.at, 1).first,
            value.text.hasPrefix("check_value:") || value.text.hasPrefix("value:")
        {
            let table = log.above(line.at, 12).first { $0.text.contains(" in ") && log.indent($0.at) < log.indent(line.at) }
            return .test(
                text.dropLast(9), message: "\(value.text)\(table.map { " (\($0.text))" } ?? "")",
                lines: [line.at, value.at] + [table?.at].compactMap { $0 })
        }
        if text.contains("does not meet the constraint requirement"), let mark = text.firstRange(of: ": Value: ") {
            return .test(text[..<mark.lowerBound], message: String(text[mark.lowerBound...].dropFirst(2)), lines: [line.at])
        }
        return pgTAP(line, log)
    }

    /// The test, the file of its model and how many rows; of a unit test the rows that differ.
    private func dbt(_ rest: Substring, _ line: ToolLog.Line, _ log: ToolLog) -> Reported {
        let name = rest.prefix { !$0.isWhitespace }, place = rest.dropFirst(name.count).filter { !" ()".contains($0) }
        let below = log.below(line.at, 10).prefix { !$0.text.contains("compiled code at") && !$0.text.contains("Done. PASS=") }
        let said = below.filter { $0.text.contains("Got ") || $0.text.contains("→") || $0.text.contains("differs") || $0.text.contains("@@") }.prefix(
            4)
        return .test(
            name, place: place, message: said.map { Self.bare($0.text) }.joined(separator: ", "), lines: [line.at] + said.map(\.at))
    }

    /// Without dbt's time of day.
    private static func bare(_ text: String) -> String {
        let time = text.prefix { $0.isNumber || $0 == ":" }
        return String((time.count == 8 ? text.dropFirst(8) : text[...]).drop { $0 == " " })
    }

    /// pg_prove puts a failure behind the file's progress: `test/ledger.sql ..... 1/3 # Failed test 2: "name"`.
    private func pgTAP(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        guard let mark = line.text.firstRange(of: "# Failed test "), let name = line.text[mark.upperBound...].split(separator: "\"").dropFirst().first
        else { return nil }
        let near = mark.lowerBound > line.text.startIndex ? [line] : log.above(line.at, 6)
        let file = near.first { $0.text.contains(" ..") }.map { $0.text.prefix { !$0.isWhitespace } } ?? ""
        let said = Expectation(log.below(line.at, 4).filter { $0.text.hasPrefix("#") && !$0.text.contains("Looks like") })
        return .test(name, place: String(file), said: said, lines: [line.at])
    }
}
