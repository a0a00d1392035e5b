import Archive
import Feeds
import Host
import Terminal
import Triage

/// What a report says, in the order in which it can be trusted: numbers, what was found by rule, then what a model wrote.
extension ReportPage {
    func head(_ shared: Shared, width: Int) -> [Line] {
        if let session = session(shared) { return head(of: session, shared, width: width) }
        guard let record else { return [Line([.sentence(problem ?? "Asking the archive…", problem == nil ? .muted : .broken)])] }
        return [verdict(severity: record.severity, failureClass: record.failureClass, record: record)]
    }

    private func head(of session: TriageSession, _ shared: Shared, width: Int) -> [Line] {
        var lines: [Line] = []
        let first = session.findings.first
        if first != nil || session.report != nil {
            lines.append(
                verdict(
                    severity: session.report?.severity ?? first?.severity ?? "",
                    failureClass: session.report?.failureClass ?? first?.failureClass ?? "",
                    record: session.report))
        }
        let missing = session.gathered.filter { $0.failure != nil }
        var parts = ["evidence \(session.gathered.count - missing.count) of \(session.gathered.count) gathered"]
        if let first = missing.first {
            parts[0] += " (\(first.name): \(Standing.short(first.failure ?? ""))\(missing.count > 1 ? ", …" : ""))"
        }
        if let prompt = session.prompt {
            parts.append("\(Numbers.count(prompt.secrets.values.reduce(0, +), "secret")) replaced\(Self.kinds(prompt.secrets))")
            parts.append("\(Numbers.grouped(prompt.linesSeen)) log lines → \(Numbers.grouped(prompt.linesKept))")
            parts.append("\(Numbers.grouped(prompt.tokens)) tokens")
        }
        for row in Self.rows(parts, width: width) { lines.append(Line([.sentence(row, missing.isEmpty ? .muted : .degraded)])) }
        if let question = session.question { lines.append(Line([Span("asked: ", .muted), .sentence(question)])) }
        return lines
    }

    /// The parts side by side, in as many lines as they need.
    private static func rows(_ parts: [String], width: Int) -> [String] {
        parts.reduce(into: []) { rows, part in
            if let last = rows.last, TextWidth.columns(last) + TextWidth.columns(part) + 3 <= width {
                rows[rows.count - 1] = last + " · " + part
            } else {
                rows.append(part)
            }
        }
    }

    /// ` (2 password, 1 github)`; the three most frequent kinds.
    private static func kinds(_ counts: [String: Int]) -> String {
        if counts.isEmpty { return "" }
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return " (" + sorted.prefix(3).map { "\($0.value) \($0.key)" }.joined(separator: ", ") + (sorted.count > 3 ? ", …)" : ")")
    }

    private func verdict(severity: String, failureClass: String, record: ReportRecord?) -> Line {
        var right: [Span] = []
        if let record {
            right.append(Span(record.model.isEmpty ? "no model" : record.model, .muted))
            if record.promptTokens > 0 {
                right.append(
                    Span(
                        "  \(Numbers.grouped(record.promptTokens + record.answerTokens)) tok  $\(Numbers.decimal(record.cost, 4))",
                        .muted))
            }
        }
        return Line([Span(severity.uppercased() + "  ", ReportLines.role(severity), .bold), Span(failureClass)], right: right)
    }

    func body(_ shared: Shared, width: Int) -> [BodyLine] {
        let session = session(shared)
        let pieces = session?.evidence ?? evidence
        switch tab {
        case 1: return evidenceLines(session, pieces, width)
        case 2: return promptLines(session?.report ?? record, width)
        default: return reportLines(session, session?.report ?? record, pieces, shared, width)
        }
    }

    private func reportLines(
        _ session: TriageSession?, _ record: ReportRecord?, _ pieces: [EvidenceRecord], _ shared: Shared, _ width: Int
    ) -> [BodyLine] {
        var lines: [BodyLine] = []
        if let session, !session.findings.isEmpty {
            lines.append(.heading("Found by rule (no model)"))
            for finding in session.findings { lines += findingLines(finding, width) }
        } else if let record, !record.findings.isEmpty {
            lines.append(.heading("Found by rule (no model)"))
            lines += findings.lines(holder: holder)
        } else if session?.phase == .gathering {
            for piece in session?.gathered ?? [] { lines += gatheredLines(piece, width) }
            lines.append(BodyLine("Gathering evidence…", .moving))
        }
        let written = answer.lines(holder: holder)
        if !written.isEmpty {
            lines += [.empty, .heading("Written by \(record.flatMap { $0.model.isEmpty ? nil : $0.model } ?? "the model")")]
        }
        lines += written
        if let session, session.isRunning, session.phase != .gathering {
            lines.append(BodyLine(session.phase == .asking && session.withoutModel == nil ? "Asking the model…" : "▌", .moving))
        }
        for reason in [session?.withoutModel, record?.note].compactMap({ $0 }).filter({ !$0.isEmpty }).uniqued {
            lines += [.empty] + BodyLine.paragraph(reason, width: width, .degraded)
        }
        if case .broken(let reason) = session?.phase { lines += [.empty] + BodyLine.paragraph(reason, width: width, .broken) }
        if case .finished(let unstored?) = session?.phase {
            lines += [.empty] + BodyLine.paragraph("Not stored: \(unstored)", width: width, .broken)
        }
        if !pieces.isEmpty { lines += [.empty, .heading("Evidence")] + evidenceLines(session, pieces, width) }
        return lines
    }

    private func findingLines(_ finding: Finding, _ width: Int) -> [BodyLine] {
        let citations = finding.citations.map { $0.line > 0 ? "[\($0.evidence):\($0.line)]" : "[\($0.evidence)]" }.joined()
        var lines = Wrap.words("\(finding.sentence) \(citations)", columns: width - 2).enumerated().map { index, text in
            BodyLine(
                Line([Span(index == 0 ? "✗ " : "  ", ReportLines.role(finding.severity)), Span(text)]),
                links: ReportText.links(in: text, holder: holder))
        }
        if !finding.action.isEmpty {
            lines += Wrap.words("do first: \(finding.action)", columns: width - 4).map {
                BodyLine(Line([Span("    "), Span($0, .accent)]))
            }
        }
        return lines
    }

    private func gatheredLines(_ piece: TriageSession.Gathered, _ width: Int) -> [BodyLine] {
        guard let failure = piece.failure else { return [BodyLine(Line([Severity.well.span, .name(piece.name)]))] }
        return [BodyLine(Line([Severity.degraded.span, .name(piece.name), .sentence("  \(failure)", .degraded)]))]
    }

    private func evidenceLines(_ session: TriageSession?, _ pieces: [EvidenceRecord], _ width: Int) -> [BodyLine] {
        if pieces.isEmpty { return (session?.gathered ?? []).flatMap { gatheredLines($0, width) } }
        return pieces.map { piece in
            let isThere = piece.failure.isEmpty
            let size = piece.text.utf8.reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
            return BodyLine(
                Line(
                    [
                        .column("[\(piece.number)]", 6, .accent), .column(piece.role, 16, isThere ? .plain : .degraded),
                        .name(piece.name),
                        .sentence(isThere ? "" : "  \(piece.failure)", .degraded),
                    ], right: isThere ? [Span(Numbers.count(size, "line"), .muted)] : []),
                opens: .evidence(report: holder, number: piece.number, line: 0))
        }
    }

    private func promptLines(_ record: ReportRecord?, _ width: Int) -> [BodyLine] {
        guard let record else { return [BodyLine("The prompt is kept with the report.", .muted)] }
        if record.prompt.isEmpty { return [BodyLine("No prompt was made: no model was to be asked.", .muted)] }
        return SentPrompt(record.prompt).body(holder: holder, width: width)
    }
}

extension Array where Element == String {
    /// Without repetitions, order kept.
    var uniqued: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
