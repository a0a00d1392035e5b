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
    /// From when to when logs and events reach; `nil` where nothing that was read has a time.
    public let interval: SeenInterval?

    init(_ file: CaseFile, _ findings: [Finding]) {
        self.findings = findings
        exhibits = file.exhibits
        secrets = file.secrets
        interval = file.interval
    }

    /// The first finding's class and severity; `unknown` where nothing decides.
    public var failureClass: String { findings.first?.failureClass ?? "unknown" }
    /// As above.
    public var severity: String { findings.first?.severity ?? "low" }

    /// One line for a list of reports.
    public var title: String {
        guard let finding = findings.first else { return "nothing found" }
        return "\(finding.failureClass): \(Self.brief(Words.line(finding.sentence, 10_000)))"
    }

    /// A sentence with its end left out where it is long, between words. How much is left out is of no use in a title.
    private static func brief(_ sentence: String, _ limit: Int = 140) -> String {
        guard sentence.count > limit else { return sentence }
        let head = sentence.prefix(limit - 2)
        return "\(head.lastIndex(of: " ").map { head[..<$0] } ?? head) …"
    }

    /// The findings as Markdown, each with the lines it rests on.
    public var markdown: String {
        var text = "## Found by rule (no model)\n"
        for finding in findings { text += "\n" + finding.markdown(quoting: line) }
        let gaps = exhibits.compactMap(\.failure)
        if !gaps.isEmpty { text += "\nNot gathered: \(gaps.joined(separator: " "))\n" }
        return text
    }

    /// The text of a place, without the runtime's stamp; `nil` for a whole, and where there is no such line.
    private func line(_ place: Finding.Citation) -> String? {
        guard place.line > 0, let exhibit = exhibits.first(where: { $0.number == place.evidence }) else { return nil }
        return exhibit.line(place.line)
    }

    /// The findings with what the check of an answer came to.
    func json(with claims: ClaimReport) -> Value {
        var json = json
        json["claims"] = claims.json
        return json
    }

    /// The findings as JSON, for scripts and the archive.
    public var json: Value {
        let causes = findings.map(\.json)
        let evidence = exhibits.map { exhibit -> Value in
            var json: Value = ["number": .int(exhibit.number), "role": .string(exhibit.role.rawValue), "name": .string(exhibit.name)]
            if let failure = exhibit.failure { json["failure"] = .string(failure) }
            return json
        }
        return [
            "class": .string(failureClass), "severity": .string(severity), "causes": .array(causes), "evidence": .array(evidence),
            "secrets": .object(secrets.sorted { $0.key < $1.key }.map { Value.Member($0.key, .int($0.value)) }),
            "interval": interval?.json ?? .null,
        ]
    }
}
