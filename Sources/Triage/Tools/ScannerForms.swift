/// Scanners of source and infrastructure code that write tables, headings or one line each: njsscan, mobsfscan, KICS, Trivy's misconfigurations,
/// CodeQL's rules, SpotBugs' security patterns, Terrascan, Bearer, Flawfinder, zizmor, Snyk's IaC.
struct ScannerForms: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        guard line.text.count < 2000 else { return nil }
        return table(line, log) ?? headed(line, log) ?? oneLine(line, log)
    }

    /// `│ RULE ID │ eval_nodejs │`, its description, severity and file in the rows and lines below.
    private func table(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        func cells(_ text: String) -> [String] { text.split(separator: "│").map { Words.line(String($0), 200) } }
        guard line.text.hasPrefix("│"), let head = cells(line.text).first, head == "RULE ID", cells(line.text).count > 1 else { return nil }
        let below = log.below(line.at, 16).prefix { cells($0.text).first != "RULE ID" }
        func row(_ name: String) -> ToolLog.Line? { below.first { cells($0.text).first == name } }
        func value(_ name: String) -> String { row(name).map { cells($0.text).dropFirst().first ?? "" } ?? "" }
        let file = row("FILE") ?? row("FILES") ?? below.first { $0.text.hasPrefix("File: ") }
        let number = below.first { $0.text.hasPrefix("Match Lines: ") || $0.text.hasPrefix("Line Number(s): ") }
        var place = file.map { $0.text.hasPrefix("File: ") ? String($0.text.dropFirst(6)) : cells($0.text).dropFirst().first ?? "" } ?? ""
        if let number, let first = number.text.split(separator: " ").last { place += ":\(first)" }
        let said = value("DESCRIPTION")
        return issue(
            "\(cells(line.text)[1])\(said.isEmpty ? "" : ": \(said)")", place, value("SEVERITY"),
            [line.at] + [file?.at, number?.at].compactMap { $0 })
    }

    /// A heading with the severity, and the place below it.
    private func headed(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        // Trivy: `AVD-KSV-0014 (HIGH): …`, `k8s/api.yaml:19-34` below.
        if let close = text.firstRange(of: "): "), let open = text.firstRange(of: " ("), open.upperBound < close.lowerBound {
            let id = text[..<open.lowerBound], severity = text[open.upperBound..<close.lowerBound]
            if id.contains("-"), id.last?.isNumber == true, id.allSatisfy({ $0.isUppercase || $0.isNumber || $0 == "-" }),
                ["CRITICAL", "HIGH", "MEDIUM", "LOW"].contains(String(severity))
            {
                let place = SourcePlace.first(in: Array(log.below(line.at, 12).prefix { !$0.text.contains("): ") }))
                return issue("\(id): \(text[close.upperBound...])", place?.place ?? "", String(severity), [line.at] + [place?.line].compactMap { $0 })
            }
        }
        // KICS: `Privileged Containers, Severity: HIGH, Results: 1`, `[1]: deploy/agent.yaml:27` below.
        if let severity = text.word(after: ", Severity: "), text.contains(", Results: ") {
            let place = log.below(line.at, 8).first { $0.text.hasPrefix("[") && $0.text.contains("]: ") }
            return issue(
                String(text.prefix { $0 != "," }), place.map { String($0.text.drop { $0 != " " }.dropFirst()) } ?? "", severity,
                [line.at] + [place?.at].compactMap { $0 })
        }
        // Bearer: `CRITICAL: Leakage of sensitive data … [CWE-209]`, `File: app/a.rb:12` below.
        if text.hasSuffix("]"), text.contains("[CWE-"), let colon = text.firstIndex(of: ":"),
            let place = log.below(line.at, 8).first(where: { $0.text.hasPrefix("File: ") })
        {
            return issue(
                String(text[text.index(after: colon)...]), String(place.text.dropFirst(6)), String(text[..<colon]), [line.at, place.at])
        }
        // Terrascan: Description, File, Line, Severity, one a line.
        if text.hasPrefix("Description"), text.contains(":") {
            let below = log.below(line.at, 9)
            func field(_ name: String) -> String? {
                below.first { $0.text.hasPrefix(name) && $0.text.contains(":") }.map {
                    Words.line(String($0.text.drop { $0 != ":" }.dropFirst()), 160)
                }
            }
            guard let file = field("File"), let severity = field("Severity"), field("Rule Name") != nil || field("Policy Name") != nil else {
                return nil
            }
            return issue(
                Words.line(String(text.drop { $0 != ":" }.dropFirst()), 200), "\(file)\(field("Line").map { ":\($0)" } ?? "")", severity, [line.at])
        }
        // zizmor writes as rustc does, with rules in words: `error[template-injection]: …` above `--> .github/workflows/a.yml:12:3`.
        for word in ["error[", "warning[", "help["] where text.hasPrefix(word) {
            guard let close = text.firstIndex(of: "]"), text[..<close].contains("-"), let place = log.below(line.at, 1).first,
                place.text.hasPrefix("--> "), place.text.contains(".yml") || place.text.contains(".yaml")
            else { continue }
            return issue(String(text.dropFirst(word.count)), String(place.text.dropFirst(4)), word == "error[" ? "high" : "low", [line.at, place.at])
        }
        return nil
    }

    private func oneLine(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        var text = line.text[...]
        for head in ["##[error]", "##[warning]", "[ERROR] "] where text.hasPrefix(head) { text = text.dropFirst(head.count) }
        // CodeQL's rules: `js/path-injection   9.1   src/files.ts:22   …`
        let rule = text.prefix { !$0.isWhitespace && $0 != ":" && $0 != "," }, parts = rule.split(separator: "/")
        if parts.count == 2, ["js", "py", "java", "go", "cpp", "cs", "rb", "swift", "actions", "rust"].contains(parts[0]), parts[1].contains("-"),
            parts[1].allSatisfy({ $0.isLowercase || $0 == "-" }), text.count > rule.count + 8
        {
            let words = text.dropFirst(rule.count).split(separator: " ")
            let place = words.first { SourcePlace(String($0)) != nil || SourcePlace("\($0): x") != nil }
            let figures = words.compactMap { Double($0) }
            // Without a figure the finding is not one of security.
            return issue(
                "\(rule): \(text.dropFirst(rule.count).drop { ": ".contains($0) })", place.map(String.init) ?? "",
                figures.first.map { $0 >= 7 ? "high" : "medium" } ?? (words.contains("-") ? "" : "medium"), [line.at])
        }
        // SpotBugs: `High: This usage … [com.acme.Download] At Download.java:[line 41] PATH_TRAVERSAL_IN`
        if let at = text.firstRange(of: "] At "), let pattern = text.split(separator: " ").last, pattern.contains("_"),
            pattern.allSatisfy({ $0.isUppercase || $0.isNumber || $0 == "_" })
        {
            let place = text[at.upperBound...].prefix { !$0.isWhitespace }.replacing(":[line", with: "")
            let number = String(text).word(after: "[line ").map { ":\($0.trimmingSuffix("]"))" } ?? ""
            let words = "\(pattern): \(text[..<at.lowerBound].prefix { $0 != "[" }.trimmingPrefix { $0 != ":" }.drop { ": ".contains($0) })"
            var report = issue(words, "\(place)\(number)", String(text.prefix { $0 != ":" }), [line.at])
            if !Self.security.contains(where: { pattern.contains($0) }) { (report.kind, report.weight) = (.quality, 3) }
            return report
        }
        // Flawfinder: `src/a.c:12:  [5] (buffer) gets: …`
        if let place = SourcePlace(String(text)), place.rest.hasPrefix("["), place.rest.dropFirst(2).hasPrefix("] ("),
            let risk = place.rest.dropFirst().first?.wholeNumberValue
        {
            return issue(String(place.rest.dropFirst(4)), place.words, risk > 3 ? "high" : risk > 1 ? "medium" : "low", [line.at])
        }
        // Snyk: `✗ Container is running in privileged mode [High Severity] [SNYK-CC-K8S-1] in Deployment`
        if text.hasPrefix("✗ "), text.contains("[SNYK-CC-"), let open = text.firstIndex(of: "[") {
            let severity = text[text.index(after: open)...].prefix { $0 != " " }
            let place = log.above(line.at, 40).first { $0.text.hasPrefix("Testing ") }
            return issue(
                String(text[..<open].dropFirst(2)),
                place?.text.word(after: "Testing ")?.trimmingSuffix(".").trimmingSuffix(".").trimmingSuffix(".") ?? "",
                String(severity), [line.at])
        }
        return nil
    }

    /// What Find Security Bugs' patterns are called after (find-sec-bugs.github.io/bugs.htm).
    private static let security = [
        "INJECTION", "TRAVERSAL", "XSS", "XXE", "XML_DECODER", "WEAK_", "HARD_CODE", "PREDICTABLE_RANDOM", "DESERIALIZATION", "SSRF", "REDIRECT",
        "CIPHER", "ECB_MODE", "PADDING_ORACLE", "STATIC_IV", "CRYPTO", "TRUST_", "COOKIE", "CSRF", "LDAP", "SPEL", "OGNL", "BEAN_PROPERTY",
        "UNENCRYPTED", "SQL_NONCONSTANT", "JWT", "HTTP_RESPONSE_SPLITTING", "PERMISSIVE_CORS", "ANDROID_", "DMI_CONSTANT_DB_PASSWORD",
    ]

    private func issue(_ words: String, _ place: String, _ severity: String, _ lines: [Int]) -> Reported {
        let low = severity.lowercased()
        let weight = low.has("critical", "high", "error") ? 3 : low.has("medium", "warn") ? 2 : low.isEmpty ? 0 : 1
        return Reported(kind: .sast, place: Words.line(place, 160), message: Words.line(words, 200), lines: lines, weight: weight)
    }
}
