import Host
import JSON

/// What a scanner wrote to a file: SARIF, or the JSON of Bandit, Trivy, Gitleaks or Snyk. The secrets that it found are never read.
struct SecurityReport: Sendable {
    /// What it found at one place.
    struct Issue: Sendable, Equatable {
        var rule = "", title = "", package = "", installed = "", fixed = "", place = ""
        var severity = Severity.unknown
        /// Where it stands in the report.
        var path: [String] = []

        /// "CVE-2024-1 (CRITICAL) libxml2 2.12.7, fixed in 2.12.8", "B602 (HIGH) tools/export.py:41: subprocess call".
        var words: String {
            var text = "\(rule) (\(severity.rawValue.uppercased()))"
            if !package.isEmpty { text += " in \(package) \(installed), \(fixed.isEmpty ? "no fix yet" : "fixed in \(fixed)")" }
            if !place.isEmpty { text += " at \(place)" }
            if !title.isEmpty { text += ": \(Words.line(title, 140))" }
            return text
        }
    }

    /// How grave, worst first.
    enum Severity: String, Sendable, CaseIterable { case critical, high, medium, low, unknown }

    var tool = "", issues: [Issue] = [], exhibit = 0, name = "", part: String?
    /// Line of a log that the report begins in, from 0; `nil` for a file of its own.
    var logLine: Int?

    /// Issues, worst first.
    var worst: [Issue] {
        issues.enumerated().sorted { ($0.element.severity.order, $0.offset) < ($1.element.severity.order, $1.offset) }.map(\.element)
    }

    /// "1 critical, 2 medium".
    var counts: String {
        let words = Severity.allCases.compactMap { severity -> String? in
            let count = issues.count { $0.severity == severity }
            return count > 0 ? "\(count) \(severity == .unknown ? "without severity" : severity.rawValue)" : nil
        }
        return words.isEmpty ? "nothing" : words.joined(separator: ", ")
    }

    /// The class of failure that its findings are.
    var failureClass: String {
        let tool = tool.lowercased()
        if tool.has("gitleaks", "trufflehog", "detect-secrets") { return "secrets" }
        if tool.has("bandit", "semgrep", "codeql", "gosec", "brakeman") { return "sast" }
        return issues.contains { !$0.package.isEmpty } || tool.has("trivy", "snyk", "grype") ? "container-scan" : "sast"
    }

    /// A report of its own file; `nil` for JSON that is none.
    init?(_ json: Element, _ exhibit: Exhibit) {
        self.init(json)
        (self.exhibit, name, part) = (exhibit.number, exhibit.name, exhibit.part)
    }

    /// A report that a job printed into its log, from its first line on.
    init?(log: CaseLog, _ bytes: [UInt8], line: Int) {
        // What is no JSON is no report.
        guard let report = (try? JSON.with(bytes, { SecurityReport($0) })) ?? nil else { return nil }
        self = report
        (exhibit, name, part, logLine) = (log.exhibit, log.name, log.part, line)
    }

    private init?(_ json: Element) {
        if json["runs"].exists {
            readSARIF(json)
        } else if json["Results"].exists {
            readTrivy(json)
        } else if json["results"].array.first?["test_id"].exists == true || json["metrics"]["_totals"].exists {
            readBandit(json)
        } else if json["vulnerabilities"].exists || json.array.first?["vulnerabilities"].exists == true {
            readSnyk(json)
        } else if json.array.first?["RuleID"].exists == true {
            readGitleaks(json)
        } else {
            return nil
        }
    }

    /// Members that hold secrets, or source lines that may.
    private static let secretive: Set = ["Secret", "Match", "Code", "code", "snippet", "contextRegion", "Line", "Raw", "RawV2", "lines"]

    /// The report without them: what is stored and sent. One that cannot be read is missing, since nobody knows where its secrets stand.
    static func bare(_ piece: Evidence) -> Evidence {
        guard piece.role == .securityReport, piece.failure == nil else { return piece }
        var piece = piece
        do {
            piece.bytes = bare(try JSON.value(piece.bytes)).bytes
        } catch {
            (piece.bytes, piece.failure) = ([], "\(piece.name) is left out: \(error)")
        }
        return piece
    }

    private static func bare(_ value: Value) -> Value {
        switch value {
        case .object(let members): .object(members.filter { !secretive.contains($0.name) }.map { Value.Member($0.name, bare($0.value)) })
        case .array(let elements): .array(elements.map { bare($0) })
        default: value
        }
    }
}

extension SecurityReport.Severity {
    var order: Int { Self.allCases.firstIndex(of: self) ?? 4 }

    /// By a word of a scanner.
    init(word: String?) {
        let word = (word ?? "").lowercased()
        self =
            Self(rawValue: word == "moderate" ? "medium" : word == "error" ? "high" : word == "warning" ? "medium" : word == "note" ? "low" : word)
            ?? .unknown
    }

    /// By a figure of CVSS, as GitHub sorts them.
    init(score: Double) { self = score >= 9 ? .critical : score >= 7 ? .high : score >= 4 ? .medium : .low }
}
