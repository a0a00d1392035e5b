import Terminal

/// A report's Markdown as lines, with its citations turned into things that can be opened.
enum ReportText {
    static func lines(_ markdown: String, width: Int, holder: Target.EvidenceHolder) -> [BodyLine] {
        guard !markdown.isEmpty else { return [] }
        return markdown.split(separator: "\n", omittingEmptySubsequences: false).flatMap { source -> [BodyLine] in
            let text = String(source)
            if text.isEmpty { return [.empty] }
            if text.hasPrefix("#") { return [.heading(String(text.drop { $0 == "#" || $0 == " " }))] }
            return Wrap.words(text, columns: width).map { line in
                BodyLine(
                    Line([Span(line)]),
                    opens: citation(in: line).map { .evidence(report: holder, number: $0.evidence, line: $0.line) })
            }
        }
    }

    /// The first `[2]`, `[2:4208]` or `[2:10-14]` of a line: evidence and line.
    static func citation(in text: String) -> (evidence: Int, line: Int)? {
        var rest = text[...]
        while let open = rest.firstIndex(of: "[") {
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(of: "]") else { return nil }
            let parts = rest[..<close].split(separator: ":", maxSplits: 1)
            if let number = parts.first.flatMap({ Int($0) }), number > 0, parts.count < 2 || parts[1].first?.isNumber == true {
                let line = parts.count == 2 ? Int(parts[1].prefix { $0.isNumber }) ?? 0 : 0
                return (number, line)
            }
        }
        return nil
    }
}
