import Archive
import Host
import Terminal

/// All stored reports, newest first; `/` searches their full text.
struct ReportsPage: ArchivePage {
    static let kind = PageKind.reports

    let number: Int
    var reports: [ReportSummary]?
    var total = 0
    var problem: String?
    /// Words that the archive was asked for.
    var words = ""
    var view = DocumentView()
    var tab = 0

    init(number: Int) { self.number = number }

    var thing: Target? { .reports }

    func standing(_ shared: Shared) -> Standing {
        if problem != nil { return Standing("failed", .broken) }
        guard let reports else { return Standing("searching", .muted) }
        return Standing(
            words.isEmpty ? "\(Numbers.grouped(total)) kept" : "\(reports.count) of \(Numbers.grouped(total))", .muted)
    }

    mutating func opened(_ shared: inout Shared) -> [Effect] { [begin("reports", .reports(matching: words, limit: 200))] }

    mutating func take(_ answer: Answer, _ name: String, _ shared: inout Shared) -> [Effect] {
        switch answer {
        case .reports(let found, let total):
            reports = found
            self.total = total
            problem = nil
        case .failed(let sentence): problem = sentence
        default: break
        }
        return []
    }

    func body(_ shared: Shared, width: Int) -> [BodyLine] {
        if let problem { return BodyLine.paragraph(problem, width: width, .degraded) }
        guard let reports else { return [BodyLine("Asking the archive…", .muted)] }
        if reports.isEmpty {
            return BodyLine.paragraph(
                words.isEmpty
                    ? "No report yet: t on a pod, an alert, a failed run or a model writes one."
                    : "No report holds “\(words)”. Words are searched from their beginnings, two letters at least.", width: width,
                .muted)
        }
        return reports.flatMap { report -> [BodyLine] in
            var lines = [BodyLine(ReportLines.row(report, shared), opens: .report(id: report.id, title: report.title))]
            if !report.snippet.isEmpty { lines.append(BodyLine(Line([Span("        ")] + ReportLines.snippet(report.snippet)))) }
            return lines
        }
    }
}

extension ReportLines {
    /// A snippet with its matches, which stand between U+0002 and U+0003, set off. It begins and ends anywhere, so that
    /// Markdown's marks mean nothing in it any more: they are left out.
    static func snippet(_ text: String) -> [Span] {
        var spans: [Span] = []
        var isMatch = false
        var piece = String.UnicodeScalarView()
        func flush() {
            if !piece.isEmpty { spans.append(Span(String(piece), isMatch ? Style(.plain, on: .match) : Style(.muted))) }
            piece = String.UnicodeScalarView()
        }
        let plain = text.replacing("**", with: "").replacing("`", with: "").replacing("## ", with: "")
        for scalar in plain.unicodeScalars {
            if scalar.value == 2 || scalar.value == 3 {
                flush()
                isMatch = scalar.value == 2
            } else {
                piece.append(scalar)
            }
        }
        flush()
        return spans
    }
}
