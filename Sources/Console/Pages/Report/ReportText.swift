import Terminal
import Triage

/// Markdown as a page's lines, while it grows: its citations turned into things that can be opened.
struct ReportText: Equatable, Sendable {
    private var reader = MarkdownReader(width: 80)
    private var read = 0
    /// What the text was held against, once it was complete.
    private var claims: ClaimReport?

    /// What stands around a sentence that is not supported until it is laid out, and around the reason: one column each, of Unicode's
    /// private use. A model may write them, too; then it has marked a sentence of its own.
    private static let begin: Character = "\u{e0f0}", reason: Character = "\u{e0f1}", end: Character = "\u{e0f2}"

    /// Takes the text as it stands now. Only what was added is laid out again, until its claims are known.
    mutating func update(_ markdown: String, claims: ClaimReport? = nil, width: Int) {
        var markdown = markdown
        if claims != self.claims {
            self.claims = claims
            (reader, read) = (MarkdownReader(width: width), 0)
        }
        if let claims, !claims.unsupported.isEmpty {
            markdown = claims.marked(markdown, begin: "\(Self.begin) ") { reason in
                // The reason may quote the answer's own marks.
                " \(Self.reason)\(reason.filter { $0 != "*" && $0 != "`" })\(Self.end)"
            }
        }
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
        guard let claims, !claims.unsupported.isEmpty else {
            return reader.lines.map { BodyLine(Line($0), links: Self.links(in: $0.text, holder: holder)) }
        }
        var isMarked = false
        return reader.lines.map { line in
            let spans = line.pieces.flatMap { Self.spans(of: $0.text, $0.style, &isMarked) }
            var shown = Line(spans)
            shown.ground = line.ground
            return BodyLine(shown, links: Self.links(in: shown.text, holder: holder))
        }
    }

    /// A piece of a line with its marks as they are shown: a sign, and all of the sentence in the colour of what is not well.
    private static func spans(of text: String, _ style: Style, _ isMarked: inout Bool) -> [Span] {
        var spans: [Span] = [], run = ""
        func flush(_ isMarked: Bool) {
            if !run.isEmpty { spans.append(Span(run, isMarked ? Style(.degraded, on: style.ground, style.attributes) : style)) }
            run = ""
        }
        for character in text {
            switch character {
            case begin:
                flush(isMarked)
                isMarked = true
                run = "▲"
            case reason: run.append("(")
            case end:
                run.append(")")
                flush(isMarked)
                isMarked = false
            default: run.append(character)
            }
        }
        flush(isMarked)
        return spans
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
