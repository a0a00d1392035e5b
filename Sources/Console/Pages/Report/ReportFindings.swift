import Archive
import Terminal
import Triage

/// Findings as a page's lines: folded, a cause and what to do; opened, the lines for it and against it, and what follows.
struct ReportFindings {
    let holder: Target.EvidenceHolder
    /// Evidence as far as it is at hand, for the lines that are cited.
    let pieces: [EvidenceRecord]
    let width: Int
    let isOpen: Bool

    /// Most lines of a folded cause.
    private static let most = 3
    /// Columns of the names at the left.
    private static let names = 9

    /// All of them, surest first.
    func lines(_ findings: [Finding]) -> [BodyLine] {
        findings.enumerated().flatMap { index, finding in
            (index > 0 && isOpen ? [.empty] : []) + cause(finding) + (isOpen ? opened(finding) : folded(finding))
        }
    }

    private func cause(_ finding: Finding) -> [BodyLine] {
        let all = Wrap.words(finding.sentence, columns: width - 2)
        var shown = isOpen ? all : Array(all.prefix(Self.most))
        if shown.count < all.count { shown[Self.most - 1] = TextWidth.prefix(shown[Self.most - 1][...], columns: width - 4) + " …" }
        return shown.enumerated().map { index, text in
            BodyLine(Line([Span(index == 0 ? ReportLines.glyph(finding.severity) + " " : "  ", ReportLines.role(finding.severity)), Span(text)]))
        }
    }

    private func folded(_ finding: Finding) -> [BodyLine] {
        let places = (finding.citations + finding.support.compactMap(\.place)).map(\.text).joined(),
            doubts = finding.against.compactMap(\.place).map(\.text).joined()
        var spans = places.isEmpty ? [Span(" ")] : [Span("  for ", .muted), Span(places, .accent)], words = places
        if !finding.against.isEmpty {
            spans += [Span(" against ", .muted), Span(doubts.isEmpty ? Numbers.count(finding.against.count, "point") : doubts, .degraded)]
            words += doubts
        }
        let told = Line(spans, right: [Span("\(finding.severity) \(finding.failureClass)", .muted)])
        let changed = finding.support.prefix(1).flatMap { field("", $0.words, .plain, most: 3) }
        return [BodyLine(told, links: ReportText.links(in: words, holder: holder))] + changed + field("do first", finding.action, .accent, most: 2)
    }

    private func opened(_ finding: Finding) -> [BodyLine] {
        var lines = finding.citations.enumerated().map { index, place in quoted(place, index == 0 ? "for" : "") }
        for point in finding.support { lines += field(lines.isEmpty ? "for" : "", point.words, .plain) }
        for (index, point) in finding.against.enumerated() { lines += field(index == 0 ? "against" : "", point.words, .degraded) }
        for (name, words) in [("impact", finding.impact), ("do first", finding.action), ("verify", finding.verify), ("prevent", finding.prevention)] {
            lines += field(name, words, name == "do first" ? .accent : .plain)
        }
        return lines
    }

    /// A cited line, as the evidence has it.
    private func quoted(_ place: Finding.Citation, _ name: String) -> BodyLine {
        let piece = pieces.first { $0.number == place.evidence }
        let text = place.line > 0 ? piece?.passage(place.line) : piece?.name
        let line = Line([.column("  \(name)", Self.names + 2, .muted), Span(place.text + " ", .accent), .sentence((text ?? "").trimmed, .muted)])
        return BodyLine(line, links: ReportText.links(in: place.text, holder: holder))
    }

    private func field(_ name: String, _ words: String, _ role: Role, most: Int = .max) -> [BodyLine] {
        guard !words.isEmpty else { return [] }
        let all = Wrap.words(words, columns: max(10, width - Self.names - 2))
        return all.prefix(most).enumerated().map { index, text in
            let cut = index == most - 1 && all.count > most
            return BodyLine(
                Line([
                    .column(index == 0 ? "  \(name)" : "", Self.names + 2, .muted),
                    Span(cut ? TextWidth.prefix(text[...], columns: width - Self.names - 4) + " …" : text, role),
                ]), links: ReportText.links(in: text, holder: holder))
        }
    }
}

extension EvidenceRecord {
    /// A line of its text; of an object that begins there the members, too, as far as there is room.
    fileprivate func passage(_ number: Int) -> String? {
        guard var words = quote(number) else { return nil }
        guard words.hasSuffix("{") || words.hasSuffix("[") else { return words }
        for line in lines(from: number + 1, count: 6) where words.last != "}" && words.last != "]" { words += " " + line.trimmed }
        return words
    }
}
