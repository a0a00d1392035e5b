/// JUnit and TestNG under Maven and Gradle, Kotest, ScalaTest; the test runners of .NET.
struct JavaTests: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        // Gradle: `CartTest > sums > addsUp() FAILED`; a task that failed is none.
        if text.hasSuffix(" FAILED"), text.contains(" > "), !text.hasPrefix("> Task"), !text.hasPrefix("Task ") {
            return told(String(text.dropLast(7)), line, log.below(line.at, 8))
        }
        if text.hasSuffix("*** FAILED ***") {
            let name = text.dropLast(14).drop { "[info]- ".contains($0) }
            return told(String(name), line, log.below(line.at, 4))
        }
        if text.contains("<<< FAILURE!") || text.contains("<<< ERROR!") { return maven(line, log) }
        // Surefire's list at the end: `[ERROR]   CartTest.addsUp:41 expected: <3> but was: <4>`
        if text.hasPrefix("[ERROR]   ") || text.hasPrefix("[ERROR]  ") { return list(line) }
        return dotnet(line, log)
    }

    private func told(_ name: String, _ line: ToolLog.Line, _ below: [ToolLog.Line]) -> Reported {
        let near = below.prefix { !$0.text.hasSuffix(" FAILED") && !$0.text.hasSuffix(" PASSED") }
        let said = near.first { LoggedError.type(of: $0.text) != nil } ?? near.first
        let place = SourcePlace.first(in: near.filter { !Self.isRunner($0.text) })
        return Reported(
            kind: .tests, name: Words.line(name, 200), place: place?.place ?? "", message: Words.line(said?.text ?? "", 260),
            lines: [line.at, said?.at, place?.line].compactMap { $0 }, weight: said == nil ? 2 : 3)
    }

    private static func isRunner(_ text: String) -> Bool {
        text.contains("org.junit.") || text.contains("java.base/") || text.contains("org.testng.") || text.contains("org.gradle.")
            || text.contains("org.assertj.")
            || text.contains("org.opentest4j.") || text.contains("kotlin.test.") || text.contains("org.mockito.")
    }

    private func maven(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        guard !line.text.contains("Tests run:") else { return nil }
        let words = line.text.replacing("[ERROR] ", with: "").split(separator: " ")
        guard let first = words.first, first.contains(".") || first.contains("(") else { return nil }
        // Before Surefire 3 `addsUp(shop.CartTest)`.
        var name = String(first)
        if let open = name.firstIndex(of: "("), name.hasSuffix(")") {
            let method = name[..<open], type = name[name.index(after: open)...].dropLast()
            if type.contains(".") { name = "\(type).\(method)" }
        }
        return told(name, line, log.below(line.at, 10))
    }

    private func list(_ line: ToolLog.Line) -> Reported? {
        let rest = line.text.dropFirst(7).drop { $0 == " " }
        guard let colon = rest.firstIndex(of: ":"), rest[rest.index(after: colon)...].first?.isNumber == true else { return nil }
        let name = rest[..<colon]
        guard name.contains("."), !name.contains(" "), !name.contains("/") else { return nil }
        let message = rest[colon...].drop { $0 == ":" || $0.isNumber || $0 == " " }
        let number = rest[colon...].dropFirst().prefix { $0.isNumber }
        let type = name.split(separator: ".").dropLast().last.map { $0.prefix { $0 != "$" } } ?? ""
        return Reported(
            kind: .tests, name: String(name), place: type.isEmpty ? "" : "\(type).java:\(number)", message: Words.line(String(message), 260),
            lines: [line.at],
            weight: message.isEmpty ? 2 : 3)
    }

    /// `Failed Shop.CartTests.AddsUp [12 ms]`, `[xUnit.net 00:00:01.20]     Shop.CartTests.AddsUp [FAIL]`.
    private func dotnet(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        var text = Substring(line.text)
        if text.hasPrefix("[xUnit.net"), text.hasSuffix("[FAIL]") {
            text = text.drop { $0 != "]" }.dropFirst().dropLast(6)
        } else if text.hasPrefix("Failed ") || text.hasPrefix("failed ") || text.hasPrefix("X "), text.hasSuffix("]") || text.hasSuffix(")"),
            let open = text.lastIndex(where: { $0 == "[" || $0 == "(" }), text[open...].contains("s"),
            text[open...].dropFirst().first.map({ $0.isNumber || $0 == "<" }) == true
        {
            text = text[..<open].drop { $0 != " " }
        } else {
            return nil
        }
        let name = text.drop { $0 == " " }.trimmingSuffix(" ")
        let below = log.below(line.at, 12)
        // SpecFlow and its kin call a test by its sentence.
        guard name.contains(".") && !name.contains("/") || below.first?.text == "Error Message:" else { return nil }
        let own = below.prefix { $0.at == line.at + 1 || !$0.text.hasPrefix("Failed ") && !$0.text.hasPrefix("Passed ") }
        let said = Expectation(own.filter { $0.text != "Error Message:" && !$0.text.hasPrefix("[xUnit") }, limit: 4)
        let inside = own.firstRange(of: " in ")
        let place = inside.map { Self.place($0) } ?? said.place
        return Reported(
            kind: .tests, name: name, place: place, message: said.message, lines: [line.at] + said.lines, weight: said.message.isEmpty ? 2 : 3)
    }

    /// `in /src/CartTests.cs:line 12`.
    private static func place(_ rest: Substring) -> String { String(rest.prefix { !$0.isWhitespace }).replacing(":line", with: ":") }
}

extension Sequence<ToolLog.Line> {
    /// What stands behind `mark` in the first line that has it with a place of C# or F#.
    fileprivate func firstRange(of mark: String) -> Substring? {
        for line in self {
            if line.text.contains(":line "), let found = line.text.firstRange(of: mark) {
                let rest = line.text[found.upperBound...].replacing(":line ", with: ":line")
                return Substring(rest)
            }
        }
        return nil
    }
}
