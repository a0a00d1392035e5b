/// What a test expected and got, read from the lines below its name, however the runner writes it.
struct Expectation {
    var message = "", place = "", lines: [Int] = []

    /// Words with which a line says why: the one before the figures, and the figures.
    private static let heads: [StaticString] = [
        "failure/error:", "error:", "expect(", "assertionerror", "assertion", "failed asserting", "error message:", "panicked", "expected",
        "received",
        "got", "actual", "want", "have:", "to equal", "to be", "left", "right", "timed out", "timeout", "exception", "is not equal", "did not",
        "not ok",
        "cause:",
        "message:", "undefined", "cannot", "check ", "value of:", "evaluated:", "expression:", "with expansion", "value", "mismatch", "unexpected",
        "diff",
        "no such", "failed:", "not implemented", "invalid", "missing", "null", "!==", "===", " == ", "which is",
    ]

    /// - Parameter lines: what stands below the name, up to the next test.
    init(_ lines: [ToolLog.Line], limit: Int = 3) {
        var said: [String] = []
        for (index, line) in lines.enumerated() where said.count < limit {
            let text = Self.bare(line.text)
            let low = text.lowercased()
            if Self.isFrame(low) || Aftermath.says(low) { continue }
            guard low.hasAny(Self.heads) || LoggedError.type(of: text) != nil else { continue }
            if text.count < 4 || said.contains(text) { continue }
            // A heading takes the line below it.
            if low.hasSuffix("error message:") || low == "error:" || low == "with expansion:" || low == "failure:" { continue }
            var whole = text
            self.lines.append(line.at)
            // "Expected equality of these values:" has them below.
            if text.hasSuffix(":") {
                let values = lines[(index + 1)...].prefix(4).prefix { !Self.isFrame($0.text.lowercased()) && !Aftermath.says($0.text.lowercased()) }
                whole = "\(text) \(values.map { Self.bare($0.text) }.joined(separator: ", "))"
                self.lines += values.map(\.at)
            }
            // YAML's block: `expected: >`, the value on the next line.
            if text.hasSuffix(": >"), let value = lines[(index + 1)...].first {
                said.append(Words.line("\(text.dropLast(2)) \(value.text)", 120))
                continue
            }
            said.append(Words.line(whole, 240))
            if whole != text { break }
        }
        // A line with the values, where none of the words stands in it.
        if said.isEmpty, let first = lines.first(where: { !Self.isFrame($0.text.lowercased()) && $0.text.contains { $0.isLetter } }) {
            said = [Words.line(Self.bare(first.text), 200)]
            self.lines = [first.at]
        }
        message = said.joined(separator: ", ")
        if let first = SourcePlace.first(in: lines) {
            place = first.place
            self.lines.append(first.line)
        }
    }

    /// Without the signs that runners draw before a line.
    private static func bare(_ text: String) -> String {
        var text = Substring(text)
        if text.hasPrefix("E  ") { text = text.dropFirst(1) }
        if text.hasPrefix("|") || text.hasPrefix("│") || text.hasPrefix("# ") || text.hasPrefix("→ ") { text = text.dropFirst(1) }
        if text.hasPrefix("Failure/Error: ") { text = text.dropFirst(15) }
        return String(text.drop { $0 == " " })
    }

    private static func isFrame(_ low: String) -> Bool {
        low.hasPrefix("at ") || low.hasPrefix("# ./") || low.hasPrefix("# /") || low.hasPrefix("❯ ") || low.hasPrefix("from ")
            || low.hasPrefix("file \"")
            || low.hasPrefix("goroutine ") || low.hasPrefix("note: run with") || low.hasPrefix("stack ") || low.hasPrefix("---")
            || low.hasPrefix("===")
            || low.hasPrefix("traceback") || low.hasPrefix("...") || low.hasPrefix("~") || low.hasPrefix("^")
            || low.hasPrefix("(compared using") || low.hasPrefix("diff:") || low.hasPrefix("+ expected")
    }
}
