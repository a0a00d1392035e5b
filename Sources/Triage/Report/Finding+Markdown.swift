extension Finding {
    /// The finding as an item of a list: what and why, the lines for and against it, what to do. Empty fields are left out.
    func markdown(quoting line: (Citation) -> String?) -> String {
        var text = "- **\(failureClass)**, \(severity): \(sentence) \(citations.map(\.text).joined())\n"
        // Text that addresses the reader is named by its place only.
        for citation in citations.prefix(failureClass == InjectedText.failureClass ? 0 : 4) {
            if let words = line(citation) { text += "  - For: \(citation.text) \(Self.code(words))\n" }
        }
        for point in against { text += "  - Against: \(point.text)\(point.place.map { " \($0.text)" } ?? "")\n" }
        for (name, words) in [("Impact", impact), ("Do first", action), ("Verify", verify), ("Prevent", prevention)] where !words.isEmpty {
            text += "  - \(name): \(words)\n"
        }
        return text
    }

    /// A line of evidence that nothing in it can break out of.
    private static func code(_ line: String) -> String {
        "`" + Words.line(line, 160).replacing("`", with: "'") + "`"
    }
}

extension Exhibit {
    /// A line of it, counted by LF from 1, without a runtime's stamp; `nil` where there is none.
    func line(_ number: Int) -> String? {
        text.withUnsafeBufferPointer { bytes in
            var start = 0, line = 1
            while line < number, start < bytes.count {
                start = bytes.lineEnd(from: start) + 1
                line += 1
            }
            guard line == number, start < bytes.count else { return nil }
            let end = bytes.lineEnd(from: start)
            return bytes.string(bytes.trimmed(LogStamp.end(bytes, from: start, to: end)..<end))
        }
    }
}
