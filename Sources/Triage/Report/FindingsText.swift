import Host
import JSON

/// Findings as people and programs read them.
public enum FindingsText {
    /// As Markdown: the first cause, what says so, what to do.
    public static func markdown(_ findings: [Finding]) -> String {
        findings.enumerated().map { index, finding in
            let places = finding.citations.prefix(6).map(\.text).joined()
            var text = "\(index + 1). **\(finding.failureClass)** (\(finding.severity)) \(SafeText.line(finding.sentence)) \(places)\n"
            if !finding.action.isEmpty { text += "   Do first: \(SafeText.line(finding.action))\n" }
            return text
        }.joined()
    }

    /// `class`, `severity`, `sentence`, `citations`, `action` of each.
    public static func json(_ findings: [Finding]) -> Value {
        .array(
            findings.map { finding in
                .object([
                    .init("class", .string(finding.failureClass)), .init("severity", .string(finding.severity)),
                    .init("sentence", .string(finding.sentence)), .init("citations", .array(finding.citations.map { .string($0.text) })),
                    .init("action", .string(finding.action)),
                ])
            })
    }
}
