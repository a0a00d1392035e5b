/// pytest's summary, its heads of failures and its list with `-v`; unittest's heads.
struct PythonTests: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        if text.hasPrefix("FAILED ") || text.hasPrefix("ERROR "), text.contains("::") || text.contains(".py") { return summary(line, log) }
        if text.hasPrefix("ImportError while loading conftest"), let file = text.word(after: "conftest ") {
            let said = log.below(line.at, 30).filter { $0.text.hasPrefix("E  ") }.prefix(2)
            let message = said.map { String($0.text.dropFirst(1).drop { $0 == " " }) }.joined(separator: ", ")
            return Reported(
                kind: .tests, name: file.trimmingSuffix("."), message: Words.line(message, 260), lines: [line.at] + said.map(\.at), weight: 3)
        }
        if text.hasPrefix("____"), text.hasSuffix("____") { return head(line, log) }
        if text.hasPrefix("FAIL: ") || text.hasPrefix("ERROR: test") || text.hasPrefix("ERROR: setUp") { return unittest(line, log) }
        // `tests/test_a.py::test_b FAILED [ 12%]`
        if text.contains(".py::"), let mark = text.firstRange(of: " FAILED") {
            let name = text[..<mark.lowerBound]
            if !name.contains(" ") { return Reported(kind: .tests, name: String(name), lines: [line.at]) }
            // xdist: `[gw2] FAILED tests/test_a.py::test_b`
            let rest = text[mark.upperBound...].drop { $0 == " " }
            if rest.contains("::") { return Reported(kind: .tests, name: String(rest.prefix { $0 != " " }), lines: [line.at]) }
        }
        if text.hasPrefix("[gw"), let mark = text.firstRange(of: "] FAILED ") ?? text.firstRange(of: "] ERROR ") {
            return Reported(kind: .tests, name: String(text[mark.upperBound...].prefix { $0 != " " }), lines: [line.at])
        }
        return nil
    }

    private func summary(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let rest = line.text.drop { $0 != " " }.dropFirst()
        let dash = rest.firstRange(of: " - ")
        let name = dash.map { rest[..<$0.lowerBound] } ?? rest
        guard name.contains("/") || name.contains("::"), !name.contains(": ") else { return nil }
        let message = dash.map { String(rest[$0.upperBound...]) } ?? ""
        // What is wrong with a module or its clean-up is less than a test's own assertion.
        return Reported(
            kind: .tests, name: String(name), message: Words.line(message, 260), lines: [line.at],
            weight: line.text.hasPrefix("FAILED") ? message.isEmpty ? 2 : 3 : 1)
    }

    /// `____ TestCart.test_total ____`, with the lines marked E below it.
    private func head(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let name = line.text.drop { $0 == "_" || $0 == " " }.reversed().drop { $0 == "_" || $0 == " " }.reversed()
        guard name.count > 3, name.contains(where: \.isLetter) else { return nil }
        var words = String(name), weight = 3
        // What goes wrong after a test is the clean-up's, and stands in the summary where it counts.
        guard !words.hasPrefix("ERROR at teardown of ") else { return nil }
        for prefix in ["ERROR at setup of ", "ERROR collecting "] where words.hasPrefix(prefix) {
            (words, weight) = (String(words.dropFirst(prefix.count)), 1)
        }
        var said: [String] = [], lines = [line.at], place = ""
        for below in log.below(line.at, 120) {
            if below.text.hasPrefix("____") || below.text.hasPrefix("====") { break }
            if below.text.hasPrefix("E  "), said.count < 2 {
                said.append(String(below.text.dropFirst(1).drop { $0 == " " }))
                lines.append(below.at)
            }
            if let found = SourcePlace(below.text), !SourcePlace.isForeign(found.path) { (place, lines) = (found.words, lines + [below.at]) }
        }
        guard !said.isEmpty || !place.isEmpty else { return nil }
        return Reported(kind: .tests, name: words, place: place, message: Words.line(said.joined(separator: ", "), 260), lines: lines, weight: weight)
    }

    private func unittest(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        guard let name = line.text.word(after: ": "), !name.hasPrefix("//") else { return nil }
        // Others begin so, too; unittest draws a line below.
        guard log.below(line.at, 3).contains(where: { $0.text.hasPrefix("----") }) else { return nil }
        // The exception stands at the end of the traceback.
        var message = "", lines = [line.at], place = ""
        for below in log.below(line.at, 60) {
            if below.text.hasPrefix("====") { break }
            if below.text.hasPrefix("File \""), let found = SourcePlace.first(in: [below]) { place = found.place }
            if LoggedError.type(of: below.text) != nil {
                message = Words.line(below.text, 260)
                lines.append(below.at)
                break
            }
        }
        return Reported(kind: .tests, name: name, place: place, message: message, lines: lines, weight: message.isEmpty ? 2 : 3)
    }
}
