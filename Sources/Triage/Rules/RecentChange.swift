/// A change shortly before: named as a candidate, never as the cause.
struct RecentChange: Rule {
    static let failureClass = "recent-change"
    let classes = ["recent-change"]
    let evidence = "replica sets, what Argo CD deployed, commits and their files, runs that built the image"
    let summary =
        "what changed in the two hours before: image or settings before and after, by which commit and run; of a pipeline the changed file that the failure names. A candidate only: nothing is concluded from time alone"
    let decider = "whether it goes away with the revision before"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        if let change = file.changeCandidate {
            let undo = change.commit.map { "revert commit \($0.short)" } ?? "go back to the revision before"
            return [
                conclusion(
                    "Candidate, not proven: \(file.relative(change.at)) \(change.words).", change.citations,
                    "If the cause above follows from this change, \(undo); else leave it.")
            ]
        }
        guard let comparison = file.around.comparison, file.kind == "pipeline" else { return [] }
        let named = comparison.files.filter { file.isNamed($0.path) }
        guard let first = named.first, let commit = comparison.commits.last else { return [] }
        let more = named.count > 1 ? " and \(named.count - 1) more" : ""
        return [
            conclusion(
                "Candidate, not proven: the failed step names \(first.path)\(more), changed since the last passing run (\(commit.words)).",
                [Finding.Citation(evidence: comparison.exhibit)], "Look at what that change did to the file before anything else.")
        ]
    }

    private func conclusion(_ sentence: String, _ citations: [Finding.Citation], _ action: String) -> Conclusion {
        Conclusion(
            certainty: 14,
            finding: Finding(failureClass: Self.failureClass, severity: "low", sentence: sentence, citations: citations, action: action))
    }
}
