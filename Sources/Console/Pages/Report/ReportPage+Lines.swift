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
        let missing = evidence.filter { !$0.failure.isEmpty }
        let replaced = contents.secrets.isEmpty ? "\(Numbers.count(record.secrets, "secret")) replaced" : Self.replaced(contents.secrets)
        let parts = [Self.gathered(evidence.count, missing.map { ($0.name, $0.failure) }), replaced]
        let rows = Self.rows(parts, width: width).map { Line([.sentence($0, missing.isEmpty ? .muted : .degraded)]) }
        return [verdict(severity: record.severity, failureClass: record.failureClass, record: record)] + rows + claimed
    }

    /// How the model's answer held against the evidence.
    private var claimed: [Line] {
        guard let claims = contents.claims, !claims.claims.isEmpty else { return [] }
        let isWhole = claims.unsupported.isEmpty
        return [
            Line([
                (isWhole ? Severity.well : .degraded).span, Span(claims.summary, isWhole ? .muted : .degraded),
                Span(isWhole ? "" : "; ▲ marks the other\(claims.unsupported.count == 1 ? "" : "s")", .muted),
            ])
        ]
    }

    private static func gathered(_ count: Int, _ missing: [(name: String, failure: String)]) -> String {
        let first =
            missing.first.map { " (\($0.name): \(Standing.short(EvidenceRecord.reason($0.failure, of: $0.name)))\(missing.count > 1 ? ", …" : ""))" }
            ?? ""
        return "evidence \(count - missing.count) of \(count) gathered" + first
    }

    private static func replaced(_ secrets: [String: Int]) -> String {
        "\(Numbers.count(secrets.values.reduce(0, +), "secret")) replaced\(kinds(secrets))"
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
        var parts = [Self.gathered(session.gathered.count, missing.map { ($0.name, $0.failure ?? "") })]
        if let prompt = session.prompt {
            parts.append(Self.replaced(prompt.secrets))
            if prompt.linesSeen > 0 { parts.append("\(Numbers.grouped(prompt.linesSeen)) log lines → \(Numbers.grouped(prompt.linesKept))") }
            parts.append("prompt \(Numbers.grouped(prompt.tokens)) tok")
        }
        for row in Self.rows(parts, width: width) { lines.append(Line([.sentence(row, missing.isEmpty ? .muted : .degraded)])) }
        lines += claimed
        if let question = session.question { lines.append(Line([Span("asked: ", .muted), .sentence(question)])) }
        return lines
    }

    /// The parts side by side, in as many lines as they need; a word that goes without saying makes way for a whole line.
    private static func rows(_ parts: [String], width: Int) -> [String] {
        let brief = parts.map { $0.hasSuffix(" gathered") ? String($0.dropLast(9)) : $0 }
        let whole = brief.joined(separator: " · ")
        if TextWidth.columns(parts.joined(separator: " · ")) > width, TextWidth.columns(whole) <= width { return [whole] }
        return parts.reduce(into: []) { rows, part in
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
        case 2: return promptLines(session, session?.report ?? record, width)
        default: return reportLines(session, session?.report ?? record, pieces, shared, width)
        }
    }

    private func reportLines(
        _ session: TriageSession?, _ record: ReportRecord?, _ pieces: [EvidenceRecord], _ shared: Shared, _ width: Int
    ) -> [BodyLine] {
        var lines: [BodyLine] = []
        let found = session?.findings.isEmpty == false ? session?.findings ?? [] : contents.findings
        if !found.isEmpty {
            lines.append(.heading("Found by rule (no model)"))
            lines += ReportFindings(holder: holder, pieces: pieces, width: width, isOpen: isOpen).lines(found)
        } else if let record, !record.findings.isEmpty {
            lines.append(.heading("Found by rule (no model)"))
            lines += findings.lines(holder: holder)
        } else if session?.phase == .gathering {
            for piece in session?.gathered ?? [] { lines += gatheredLines(piece, width) }
            lines.append(BodyLine("Gathering evidence…", .moving))
        }
        if !lines.isEmpty, let interval { lines += BodyLine.paragraph(interval.sentence, width: width, .muted) }
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

    private func gatheredLines(_ piece: TriageSession.Gathered, _ width: Int) -> [BodyLine] {
        guard let failure = piece.failure else { return [BodyLine(Line([Severity.well.span, .name(piece.name)]))] }
        return [
            BodyLine(Line([Severity.degraded.span, .name(piece.name), .sentence("  \(EvidenceRecord.reason(failure, of: piece.name))", .degraded)]))
        ]
    }

    private func evidenceLines(_ session: TriageSession?, _ pieces: [EvidenceRecord], _ width: Int) -> [BodyLine] {
        if pieces.isEmpty { return (session?.gathered ?? []).flatMap { gatheredLines($0, width) } }
        let roles = max(14, pieces.map { TextWidth.columns($0.role) }.max() ?? 0) + 2
        return pieces.map { piece in
            let isThere = piece.failure.isEmpty
            return BodyLine(
                Line(
                    [
                        .column("[\(piece.number)]", 6, .accent), .column(piece.role, roles, isThere ? .plain : .degraded),
                        .name(piece.name),
                        .sentence(isThere ? "" : "  \(piece.reason)", .degraded),
                    ], right: isThere ? [Span(Numbers.count(piece.lineCount, "line"), .muted)] : []),
                opens: .evidence(report: holder, number: piece.number, line: 0))
        }
    }

    /// Why there is no prompt to be read.
    private func promptMissing(_ session: TriageSession?) -> String {
        guard let session else { return "The report is being read." }
        if session.phase == .gathering { return "The prompt is not made yet: it follows from the evidence, which is being gathered." }
        if session.isRunning { return "The prompt is made; it can be read here once the report is complete." }
        return session.prompt == nil ? "No prompt was made." : "The prompt is kept with the report."
    }

    private func promptLines(_ session: TriageSession?, _ record: ReportRecord?, _ width: Int) -> [BodyLine] {
        guard let record else { return BodyLine.paragraph(promptMissing(session), width: width, .muted) }
        if record.prompt.isEmpty { return [BodyLine("No prompt was made: no model was to be asked.", .muted)] }
        return SentPrompt(record.prompt).body(holder: holder, width: width)
    }
}

extension Array where Element == String {
    /// Without repetitions, order kept.
    var uniqued: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
