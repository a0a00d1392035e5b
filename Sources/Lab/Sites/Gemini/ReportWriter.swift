/// Writes what a model would answer: a report computed from the evidence in the prompt, the same for the same prompt.
///
/// It looks for signs, ranks them by how much they decide and how often they stand there, and cites the numbers under which the
/// evidence was given.
struct ReportWriter {
    private let evidence: NumberedEvidence
    private let ranked: [(sign: ReportSign, cited: [NumberedEvidence.Item])]

    init(prompt: String) {
        let evidence = NumberedEvidence(prompt)
        var found: [(sign: ReportSign, cited: [NumberedEvidence.Item])] = []
        for sign in ReportSign.all {
            let cited = evidence.items.filter { item in sign.words.contains { item.folded.contains($0) } }
            if !cited.isEmpty { found.append((sign, cited)) }
        }
        self.evidence = evidence
        ranked = Array(
            found.enumerated().sorted { a, b in
                let left = a.element.sign.weight * 10 + min(a.element.cited.count, 9)
                let right = b.element.sign.weight * 10 + min(b.element.cited.count, 9)
                return left != right ? left > right : a.offset < b.offset
            }.map(\.element).prefix(3))
    }

    /// Markdown: three ranked causes, impact, what to do now, and how to keep it from coming back.
    func report() -> String {
        guard let first = ranked.first else { return undecided }
        var lines = ["## Summary", "", "\(first.sign.cause) \(citations(first.cited)).", "", "## Root causes", ""]
        let words = ["very likely", "likely", "possible"]
        for (index, entry) in ranked.enumerated() {
            lines.append("\(index + 1). **\(entry.sign.cause)** (\(words[index])) \(citations(entry.cited))")
            if let item = entry.cited.first, let quote = entry.sign.quote(from: item) {
                lines.append("   Seen in [\(item.number)]: `\(Self.short(quote))`")
            }
        }
        for index in ranked.count..<3 {
            lines.append(
                "\(index + 1). **\(Self.fillers[index - ranked.count])** (unlikely): nothing in the evidence speaks for it.")
        }
        lines += ["", "## Impact", "", first.sign.impact, "", "## Immediate actions", ""]
        for (index, action) in first.sign.actions.enumerated() {
            lines.append("\(index + 1). \(action) \(citations(first.cited))")
        }
        if ranked.count > 1, let action = ranked[1].sign.actions.first {
            lines.append("\(first.sign.actions.count + 1). \(action)")
        }
        lines += [
            "", "## Prevention", "", "- Let the pipeline check for this before the change is merged.",
            "- Keep the alert that found it, and note this report in its runbook.", "",
        ]
        return lines.joined(separator: "\n")
    }

    private static let fillers = ["A fault of the node or its network", "A change outside the repository"]

    private var undecided: String {
        let all = evidence.items.isEmpty ? "" : " " + citations(evidence.items)
        return """
            ## Summary

            The evidence does not decide the cause\(all).

            ## Root causes

            1. **A recent change of code or configuration** (possible)\(all)
            2. **A fault of the node or its network** (possible)
            3. **A dependency that does not answer** (possible)

            ## Impact

            It cannot be told from what was given.

            ## Immediate actions

            1. Gather the log of the time before the failure.

            """
    }

    private func citations(_ items: [NumberedEvidence.Item]) -> String { items.prefix(4).map { "[\($0.number)]" }.joined() }

    /// One line, without what Markdown would take for its own.
    private static func short(_ line: String) -> String {
        let clean = line.filter { $0 != "`" }.drop { $0.isWhitespace }
        return clean.count > 140 ? clean.prefix(139) + "…" : String(clean)
    }
}
