/// Weaknesses of the source: Bandit, Semgrep, gosec, Brakeman, SpotBugs with its security rules, Checkov, tfsec, Snyk Code.
struct SourceScanners: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        if text.hasPrefix(">> Issue:") {
            let below = log.below(line.at, 5)
            let place = below.first { $0.text.hasPrefix("Location:") }
            return issue(
                String(text.dropFirst(9).drop { $0 == " " }), place.flatMap { $0.text.word(after: "Location:") } ?? "", Self.severity(below),
                [line.at] + [place?.at].compactMap { $0 })
        }
        // gosec: `[/src/a.go:12] - G402 (CWE-295): … (Confidence: HIGH, Severity: HIGH)`
        if text.hasPrefix("["), text.contains("(CWE-"), let close = text.firstIndex(of: "]") {
            let place = text[..<close].dropFirst()
            let words = text[text.index(after: close)...].drop { " -".contains($0) }
            return issue(String(words), String(place), Self.severity([line]), [line.at])
        }
        return semgrep(line, log) ?? fields(line, log)
    }

    /// The rule, its file above and its line below: `❯❯❱ rule`, `64┆ code`; before 1.0 `severity:error rule:name: message`.
    private func semgrep(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        guard line.text.hasPrefix("❯") else { return nil }
        // Vitest draws one before a place.
        let name = line.text.drop { "❯❱ ".contains($0) }
        guard name.contains("."), SourcePlace(String(name)) == nil, !name.contains(" ") || line.text.hasPrefix("❯❯") || line.text.hasPrefix("❯❱")
        else { return nil }
        let file = log.above(line.at, 60).first {
            $0.text.contains(".") && !$0.text.contains { $0.isWhitespace } && SourcePlace.isFile(Substring($0.text)) && !$0.text.contains("┆")
        }
        let below = log.below(line.at, 14).prefix { !$0.text.hasPrefix("❯") }
        let code = below.first { $0.text.prefix { $0.isNumber }.isEmpty == false && $0.text.contains("┆") }
        let said = below.first { $0.text.first?.isLetter == true && !$0.text.hasPrefix("Details:") }
        let number = code.map { ":\($0.text.prefix { $0.isNumber })" } ?? ""
        let short = name.count < 90 ? String(name) : name.split(separator: ".").suffix(2).joined(separator: ".")
        return issue(
            "\(short)\(said.map { ": \($0.text)" } ?? "")", (file?.text ?? "") + number,
            line.text.hasPrefix("❯❯❱") ? 0 : line.text.hasPrefix("❯❯") ? 1 : 2,
            [line.at] + [file?.at, code?.at, said?.at].compactMap { $0 })
    }

    /// Tools that write one field a line.
    private func fields(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        func value(_ name: String, _ near: [ToolLog.Line]) -> ToolLog.Line? { near.first { $0.text.hasPrefix(name) } }
        func bare(_ line: ToolLog.Line?) -> String {
            line.map { String($0.text.drop { $0 != ":" }.dropFirst().drop { $0 == " " || $0 == "\t" }) } ?? ""
        }
        // Checkov: `Check: CKV_AWS_20: "…"`, `FAILED for resource: aws_s3_bucket.a`, `File: /main.tf:12-20`
        if text.hasPrefix("Check: CKV") || text.hasPrefix("Check: \"CKV") {
            let below = log.below(line.at, 4)
            guard let failed = value("FAILED", below) else { return nil }
            let file = value("File:", below)
            return issue("\(bare(line)), \(bare(failed))", bare(file), 0, [line.at, failed.at] + [file?.at].compactMap { $0 })
        }
        // Brakeman: Confidence, Category, Check, Message, File, Line
        if text.hasPrefix("Category: "), log.below(line.at, 2).contains(where: { $0.text.hasPrefix("Check: ") || $0.text.hasPrefix("Message: ") }) {
            let below = log.below(line.at, 8)
            let file = value("File:", below), number = value("Line:", below), said = value("Message:", below)
            let grave = log.above(line.at, 2).first { $0.text.hasPrefix("Confidence:") }
            return issue(
                "\(bare(line)): \(bare(said))", bare(file) + (number.map { ":\(bare($0))" } ?? ""), Self.severity([grave].compactMap { $0 }),
                [line.at] + [file?.at, number?.at, said?.at].compactMap { $0 })
        }
        // tfsec: `Result #1 HIGH Bucket has no encryption`, the place below.
        if text.hasPrefix("Result #"), text.contains(where: \.isNumber) {
            let place = SourcePlace.first(in: log.below(line.at, 4))
            return issue(
                String(text.drop { $0 != " " }.dropFirst().drop { $0 != " " }.dropFirst()), place?.place ?? "", Self.severity([line]), [line.at])
        }
        // Snyk Code: `✗ [High] SQL Injection`, `Path: src/a.js, line 12`
        if text.hasPrefix("✗ ["), let close = text.firstIndex(of: "]"), !text.contains("Severity]") {
            let path = value("Path:", log.below(line.at, 3))
            return issue(
                String(text[text.index(after: close)...].drop { $0 == " " }), bare(path).replacing(", line ", with: ":"), Self.severity([line]),
                [line.at] + [path?.at].compactMap { $0 })
        }
        return nil
    }

    private func issue(_ words: String, _ place: String, _ order: Int, _ lines: [Int]) -> Reported {
        Reported(kind: .sast, place: Words.line(place, 160), message: Words.line(words, 200), lines: lines, weight: 3 - min(order, 3))
    }

    /// 0 for the gravest; 3 where it is not told.
    private static func severity(_ near: [ToolLog.Line]) -> Int {
        for line in near {
            let low = line.text.lowercased()
            guard low.has("severity", "confidence:", "result #", "✗ [") else { continue }
            let word = low.word(after: "severity:") ?? low
            if word.has("critical", "high") { return 0 }
            if word.has("medium") { return 1 }
            if word.has("low") { return 2 }
        }
        return 3
    }
}
