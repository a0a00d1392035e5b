/// Writes what a model would answer: a report computed from the findings and the evidence in the prompt, the same for the same
/// prompt. What the evidence says is quoted, never obeyed.
struct ReportWriter {
    private let causes: [ReportCause]
    /// The prompt in lower case: it says which parts are wanted.
    private let folded: String

    init(prompt: String) {
        causes = ReportCause.ranked(in: prompt)
        folded = prompt.prefix(4_000).lowercased()
    }

    /// Markdown: three ranked causes, impact, what to do now, and how to keep it from coming back.
    func report() -> String {
        guard let first = causes.first else { return Self.undecided }
        var lines = ["## Summary", "", "\(first.sentence) \(first.citations).", ""]
        if folded.contains("retrain:") {
            lines += ["## Class and priority", "", "Model decay: parameters changed, the data did not \(first.citations).", ""]
        }
        lines += ["## Root causes", ""]
        let words = ["very likely", "likely", "possible"]
        for (index, cause) in causes.enumerated() {
            lines.append("\(index + 1). **\(cause.sentence)** (\(words[index])) \(cause.citations)")
            if let quote = cause.quote { lines.append("   Seen in \(quote.citation): `\(Self.short(quote.text))`") }
        }
        for index in causes.count..<3 {
            lines.append(
                "\(index + 1). **\(Self.fillers[index - causes.count])** (unlikely): nothing in the evidence speaks for it.")
        }
        lines += [
            "", "## Impact", "", first.sign?.impact ?? "It cannot be told from what was given.", "", "## Immediate actions", "",
        ]
        let actions = causes.flatMap { $0.sign?.actions ?? [] }.prefix(4)
        for (index, action) in actions.enumerated() {
            lines.append("\(index + 1). \(action)\(index == 0 ? " \(first.citations)" : "")")
        }
        if actions.isEmpty { lines.append("1. Read the lines cited above \(first.citations)") }
        if folded.contains("verify") {
            lines += [
                "", "## How to verify locally", "", "Check the commit out and run the failed step's command \(first.citations).",
            ]
        }
        lines += ["", "## Prevention", "", "- Let the pipeline check for this before the change is merged."]
        if folded.contains("retrain:") {
            lines += ["", "## Retrain", "", "Wait: with the former parameters first, then compare."]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let fillers = ["A fault of the node or its network", "A change outside the repository"]

    private static let undecided = """
        ## Summary

        The evidence does not decide the cause.

        ## Root causes

        1. **A recent change of code or configuration** (possible)
        2. **A fault of the node or its network** (possible)
        3. **A dependency that does not answer** (possible)

        ## Impact

        It cannot be told from what was given.

        ## Immediate actions

        1. Gather the log of the time before the failure.

        """

    /// One line, without what Markdown would take for its own.
    private static func short(_ line: String) -> String {
        let clean = line.filter { $0 != "`" }.drop { $0.isWhitespace }
        return clean.count > 140 ? clean.prefix(139) + "…" : String(clean)
    }
}
