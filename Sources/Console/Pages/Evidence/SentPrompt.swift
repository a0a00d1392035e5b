import Archive
import Terminal

/// A prompt as it was sent, read again: its lines, and which of them are which lines of the evidence.
struct SentPrompt: Equatable, Sendable {
    /// A line of evidence that the model was shown.
    struct Place: Hashable, Sendable { var evidence: Int, line: Int }

    /// The prompt's lines, and of each the place in the evidence that it shows; `nil` where it shows none.
    private(set) var lines: [(text: Substring, place: Place?)] = []

    init(_ prompt: String) {
        let all = prompt.split(separator: "\n", omittingEmptySubsequences: false)
        // "Evidence 7f3a90c1" opens the evidence; only lines that bear its nonce are boundaries.
        guard let opening = all.firstIndex(where: { $0.hasPrefix("Evidence ") && $0.split(separator: " ").count == 2 }) else {
            lines = all.map { ($0, nil) }
            return
        }
        let nonce = all[opening].dropFirst("Evidence ".count)
        var evidence: Int?
        lines.reserveCapacity(all.count)
        for (index, text) in all.enumerated() {
            var place: Place?
            if index > opening, text.hasPrefix("--- "), text.contains(nonce) {
                evidence = text.hasPrefix("--- [") ? Int(text.dropFirst(5).prefix { $0 != "]" }) : nil
            } else if let evidence, let line = Int(text.prefix { $0.isASCII && $0.isNumber }), line > 0 {
                place = Place(evidence: evidence, line: line)
            }
            lines.append((text, place))
        }
    }

    static func == (left: SentPrompt, right: SentPrompt) -> Bool {
        left.lines.elementsEqual(right.lines) { $0.text == $1.text && $0.place == $1.place }
    }

    /// Lines of a piece of evidence that the model was shown, from 1, ascending.
    func shown(of evidence: Int) -> [Int] { lines.compactMap { $0.place?.evidence == evidence ? $0.place?.line : nil }.uniqued.sorted() }

    /// The prompt as a page's lines: nothing of a line is changed but where it goes on below, behind its number; a line of evidence opens it.
    func body(holder: Target.EvidenceHolder, width: Int) -> [BodyLine] {
        lines.flatMap { text, place -> [BodyLine] in
            if text.isEmpty { return [.empty] }
            let margin = place == nil ? 0 : text.prefix { $0.isNumber }.count + 1
            let links = place.map { [BodyLine.Link(target: .evidence(report: holder, number: $0.evidence, line: $0.line))] } ?? []
            return Wrap.kept(LogText.text(Array(text.utf8)[...]), columns: max(20, width), margin: margin).enumerated().map { index, row in
                let number = index == 0 ? String(row.prefix(margin)) : ""
                return BodyLine(Line([Span(number, .muted), Span(String(row.dropFirst(number.count)))]), links: index == 0 ? links : [])
            }
        }
    }
}

extension Sequence where Element: Hashable {
    /// Without repetitions, order kept.
    fileprivate var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
