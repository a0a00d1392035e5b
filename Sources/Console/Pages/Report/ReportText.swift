import Terminal

/// Markdown as a page's lines, while it grows: its citations turned into things that can be opened.
struct ReportText: Equatable, Sendable {
    private var reader = MarkdownReader(width: 80)
    private var read = 0

    /// Takes the text as it stands now. Only what was added is laid out again.
    mutating func update(_ markdown: String, width: Int) {
        let bytes = markdown.utf8
        if bytes.count < read {
            reader = MarkdownReader(width: width)
            read = 0
        }
        reader.resize(width: max(20, width))
        guard bytes.count > read else { return }
        reader.append(String(decoding: bytes.dropFirst(read), as: UTF8.self))
        read = bytes.count
    }

    /// The lines; those with a citation open it.
    func lines(holder: Target.EvidenceHolder) -> [BodyLine] {
        reader.lines.map { line in
            BodyLine(Line(line), opens: Self.citation(in: line.text).map { .evidence(report: holder, number: $0.evidence, line: $0.line) })
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
