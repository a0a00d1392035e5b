import Archive
import JSON

/// What stands without a model: findings, and what they rest on.
public struct OfflineReport: Sendable {
    /// Findings by rule, surest first; never empty.
    public let findings: [Finding]
    /// The evidence, numbered as cited.
    public let exhibits: [Exhibit]
    /// Different secrets replaced, by kind.
    public let secrets: [String: Int]

    init(_ file: CaseFile, _ findings: [Finding]) {
        self.findings = findings
        exhibits = file.exhibits
        secrets = file.secrets
    }

    /// The first finding's class and severity; `unknown` where nothing decides.
    public var failureClass: String { findings.first?.failureClass ?? "unknown" }
    /// As above.
    public var severity: String { findings.first?.severity ?? "low" }

    /// One line for a list of reports.
    public var title: String {
        guard let finding = findings.first else { return "nothing found" }
        return "\(finding.failureClass): \(Words.line(finding.sentence, 160))"
    }

    /// The findings as Markdown.
    public var markdown: String {
        var text = "## Found by rule (no model)\n"
        for finding in findings {
            text += "\n- **\(finding.failureClass)**, \(finding.severity): \(finding.sentence) \(finding.citations.map(\.text).joined())\n"
            if !finding.action.isEmpty { text += "  Do first: \(finding.action)\n" }
        }
        let gaps = exhibits.compactMap(\.failure)
        if !gaps.isEmpty { text += "\nNot gathered: \(gaps.joined(separator: " "))\n" }
        return text
    }

    /// The findings as JSON, for scripts and the archive.
    public var json: Value {
        let causes = findings.map { finding -> Value in
            [
                "sentence": .string(finding.sentence), "class": .string(finding.failureClass), "severity": .string(finding.severity),
                "action": .string(finding.action),
                "citations": .strings(finding.citations.map { $0.line > 0 ? "\($0.evidence):\($0.line)" : "\($0.evidence)" }),
            ]
        }
        let evidence = exhibits.map { exhibit -> Value in
            var json: Value = ["number": .int(exhibit.number), "role": .string(exhibit.role.rawValue), "name": .string(exhibit.name)]
            if let failure = exhibit.failure { json["failure"] = .string(failure) }
            return json
        }
        return [
            "class": .string(failureClass), "severity": .string(severity), "causes": .array(causes), "evidence": .array(evidence),
            "secrets": .object(secrets.sorted { $0.key < $1.key }.map { Value.Member($0.key, .int($0.value)) }),
        ]
    }
}
