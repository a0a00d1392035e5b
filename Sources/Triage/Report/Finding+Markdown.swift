extension Finding {
    /// The finding as an item of a list: what and why, the lines for and against it, what to do. Empty fields are left out.
    func markdown(quoting line: (Citation) -> String?) -> String {
        var text = "- **\(failureClass)**, \(severity): \(sentence) \(citations.map(\.text).joined())\n"
        // Text that addresses the reader is named by its place only.
        for citation in citations.prefix(failureClass == InjectedText.failureClass ? 0 : 4) {
            if let words = line(citation) { text += "  - For: \(citation.text) \(Self.code(words))\n" }
        }
        for point in support { text += "  - For: \(point.words)\n" }
        for point in against { text += "  - Against: \(point.words)\n" }
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
    /// A line of it, counted by LF from 1, without a runtime's stamp; of an object or list that begins there what is in it, as far as
    /// there is room. `nil` where there is no such line.
    func line(_ number: Int) -> String? {
        text.withUnsafeBufferPointer { bytes in
            guard let place = bytes.line(number) else { return nil }
            let content = bytes.trimmed(LogStamp.end(bytes, from: place.lowerBound, to: place.upperBound)..<place.upperBound)
            var words = bytes.string(content)
            guard role.isObject, words.hasSuffix("{") || words.hasSuffix("[") else { return words }
            var next = place.upperBound + 1
            while next < bytes.count, words.count < 120, words.last != "}", words.last != "]" {
                let end = bytes.lineEnd(from: next)
                words += " " + bytes.string(bytes.trimmed(next..<end))
                next = end + 1
            }
            return words
        }
    }
}
