import JSON

extension CaseFile {
    /// Scanners' reports in sentences: counts by severity, then the worst findings with their place or fixed version.
    var securityFacts: [Fact] {
        around.reports.flatMap { report -> [Fact] in
            func line(_ path: [String]) -> Int {
                report.logLine.map { $0 + 1 } ?? citation(.securityReport, path, exhibit: report.exhibit)?.line ?? 0
            }
            let head = Fact(report.exhibit, line([]), 0.9, "\(report.tool) reported \(report.counts) (\(Words.line(report.name, 80)))")
            let grave = report.worst.prefix(8).enumerated().map { index, issue in
                Fact(
                    report.exhibit, line(issue.path), (issue.severity.order <= 1 ? 0.95 : 0.5) - 0.03 * Double(index),
                    "\(report.tool): \(issue.words)")
            }
            return [head] + grave
        }
    }

    /// Reports that jobs printed into their logs.
    static func printed(in logs: [CaseLog]) -> [SecurityReport] {
        logs.filter { $0.role == .jobLog }.compactMap { log in
            var tried = 0
            for start in log.failing where tried < 5 {
                let text = log.text.line(start)
                guard text.first == "{" || text.first == "[" else { continue }
                guard !text.hasPrefix("[command]"), text.count == 1 || text.hasPrefix("{\"") || text.hasPrefix("[{") else { continue }
                tried += 1
                if let bytes = json(from: start, in: log), let report = SecurityReport(log: log, bytes, line: start) { return report }
            }
            return nil
        }
    }

    /// The JSON that begins on a line: that line alone, or all up to the bracket that stands where it stood.
    private static func json(from start: Int, in log: CaseLog) -> [UInt8]? {
        let first = log.text.line(start)
        guard first.count == 1 else { return Array(first.utf8) }
        let closing = first == "{" ? "}" : "]"
        var text = first
        for line in start + 1..<min(start + 20_000, log.text.count) {
            let next = log.text.line(line)
            text += "\n" + next
            if next == closing { return Array(text.utf8) }
        }
        return nil
    }
}
