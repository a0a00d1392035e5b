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

    /// The lines; those with citations open them.
    func lines(holder: Target.EvidenceHolder) -> [BodyLine] {
        reader.lines.map { BodyLine(Line($0), links: Self.links(in: $0.text, holder: holder)) }
    }

    /// What a line's citations open, in their order, each once.
    static func links(in text: String, holder: Target.EvidenceHolder) -> [BodyLine.Link] {
        var links: [BodyLine.Link] = []
        for found in citations(in: text) {
            let target = Target.evidence(report: holder, number: found.evidence, line: found.line)
            if !links.contains(where: { $0.target == target }) { links.append(BodyLine.Link(label: found.label, target: target)) }
        }
        return links
    }

    /// Every `[2]`, `[2:4208]` or `[2:10-14]` of a line: as written, evidence and first line. `[1, 3:7]` names two.
    static func citations(in text: String) -> [(label: String, evidence: Int, line: Int)] {
        var result: [(label: String, evidence: Int, line: Int)] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "[") {
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(of: "]") else { break }
            let inner = rest[..<close]
            let parts = inner.split(separator: ",")
            for part in parts {
                let numbers = part.split(separator: ":", maxSplits: 1)
                guard let number = numbers.first.flatMap({ Int(String($0).trimmed) }), number > 0,
                    numbers.count < 2 || numbers[1].first?.isNumber == true
                else { continue }
                let line = numbers.count == 2 ? Int(numbers[1].prefix { $0.isNumber }) ?? 0 : 0
                result.append((parts.count == 1 ? "[\(inner)]" : String(part).trimmed, number, line))
            }
        }
        return result
    }
}
