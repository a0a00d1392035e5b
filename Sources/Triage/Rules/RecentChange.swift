/// A change shortly before: named as a candidate, never as the cause. Where the first cause names what was changed, the change speaks for
/// that cause instead of standing beside it.
struct RecentChange: Rule {
    static let failureClass = "recent-change"
    let classes = ["recent-change"]
    let evidence = "replica sets and controller revisions, what Argo CD deployed, commits and their files, runs that built the image"
    let summary =
        "what changed in the two hours before: image or settings before and after, by which commit and run; of a pipeline the changed file that the failure names. A candidate only: nothing is concluded from time alone. What the first cause itself names (image, limit, probe, variable, file, dependency) speaks for that cause"
    let decider = "whether it goes away with the revision before"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        if let change = file.changeCandidate { return [candidate(change, file)] }
        guard let comparison = file.around.comparison, file.kind == "pipeline", let failure = file.jobFailure else { return [] }
        let named = comparison.files.filter { file.isNamed($0.path) }
        guard let first = named.first, !comparison.commits.isEmpty else { return [] }
        let more = named.count > 1 ? " and \(named.count - 1) more" : ""
        let commits = comparison.commits.count == 1 ? "that commit" : "those commits"
        return [
            Conclusion(
                certainty: 14,
                finding: Finding(
                    failureClass: Self.failureClass, severity: "low",
                    sentence:
                        "Candidate, not proven: the failed step names \(first.path)\(more), changed since the last passing run (\(comparison.who)).",
                    citations: [Finding.Citation(evidence: comparison.exhibit)], impact: file.blocked(failure),
                    action: "Look at what that change did to the file before anything else.",
                    verify:
                        "\(failure.words) passes on the commit before \(commits), and fails with \(commits.hasPrefix("that") ? "it" : "them"): run it on both; where both fail, it was not this change.",
                    prevention: file.gate(failure)))
        ]
    }

    // MARK: A candidate

    private func candidate(_ change: Change, _ file: CaseFile) -> Conclusion {
        Conclusion(
            certainty: 14,
            finding: Finding(
                failureClass: Self.failureClass, severity: "low",
                sentence: "Candidate, not proven: \([file.relative(change.at), change.words].filter { !$0.isEmpty }.joined(separator: ", ")).",
                citations: change.citations,
                against: file.doubts(change), impact: file.impact(of: change),
                action: "If the cause above follows from this change, \(Self.undo(change)); else leave it.",
                verify: verify(change, file), prevention: prevention(change)))
    }

    /// "revert commit 0c5d1e7", "go back to revision 21".
    private static func undo(_ change: Change) -> String {
        change.commit.map { "revert commit \($0.short)" }
            ?? change.previous.map { "go back to revision \($0.revision)" } ?? "go back to what was deployed before"
    }

    private func verify(_ change: Change, _ file: CaseFile) -> String {
        let undone =
            change.commit.map { "Once commit \($0.short) is reverted" }
            ?? change.previous.map { "Once revision \($0.revision) is back" } ?? "Once the deployment before is back"
        let seen =
            file.container.map(file.staysUp) ?? file.around.alertRule.map { "the expression of alert \($0.name) no longer holds" }
            ?? "\(file.kubectl("get pods")): RESTARTS of its pods stays the same for 15 min"
        let beside =
            change.previous.flatMap { previous in
                (previous.ready ?? 0) > 0
                    ? " Before that: \(Words.count(previous.ready ?? 0, "pod")) of revision \(previous.revision) still \(previous.ready == 1 ? "runs" : "run"); what \(previous.ready == 1 ? "it logs" : "they log") meanwhile decides, too."
                    : nil
            } ?? ""
        return "\(undone), \(seen); where it goes on as before, it was not this change.\(beside)"
    }

    private func prevention(_ change: Change) -> String {
        if let limit = change.differences.first(where: { $0.setting?.name.hasPrefix("limit ") == true }), !limit.after.isEmpty {
            return "Compare a new limit with what the container has used before it is deployed: this one went \(limit.words)."
        }
        guard let new = change.revision, let old = change.previous, new.wanted > 0, new.ready == 0, old.ready == 0 else { return "" }
        return
            "Let a rollout take the old pods away only when the new ones have stayed ready (minReadySeconds, maxUnavailable 0): none of revision \(new.revision) is ready, and none of revision \(old.revision) is left."
    }

    // MARK: What the first cause names

    /// Holds the change against the first cause: where that names what was changed, the change speaks for it; where it does not, the
    /// candidate says that only its time speaks for it.
    static func link(_ findings: inout [Finding], _ file: CaseFile) {
        guard let first = findings.first, first.failureClass != failureClass, first.failureClass != InjectedText.failureClass else { return }
        let isDecided = !["unknown", "no-drift", ReplacedPod.failureClass].contains(first.failureClass)
        let link = ChangeLink(first, file)
        if let change = file.changeCandidate, let at = findings.firstIndex(where: { $0.failureClass == failureClass }) {
            let earlier = isDecided ? link.earlier(than: change) : nil
            var linked = change
            linked.differences = isDecided ? change.differences.filter(link.names) : []
            if let earlier {
                findings[at].against.insert(earlier, at: 0)
            } else if !linked.differences.isEmpty {
                let more = change.citations.dropFirst().map(\.text).joined()
                findings[0].support.append(
                    Finding.Point("changed \(file.relative(change.at)): \(linked.words)\(more.isEmpty ? "" : " \(more)")", change.citations.first))
                let first = findings[0].action
                findings[0].action = "\(first)\(first.isEmpty ? "" : " ")To get back to what ran before, \(undo(change))."
                // What speaks against the change is no less true for its being named.
                findings[0].against += findings[at].against
                findings.remove(at: at)
            } else {
                let named = isDecided ? ": the first cause names nothing that it changed" : ""
                findings[at].against.append(Finding.Point("only its time speaks for it\(named)"))
            }
        } else if isDecided, let comparison = file.around.comparison, file.kind == "pipeline" {
            let named = comparison.files.filter(link.names)
            guard let changed = named.first else { return }
            let more = named.count > 1 ? " and \(named.count - 1) more" : ""
            findings[0].support.append(
                Finding.Point(
                    "changed since the last passing run (\(comparison.who)): \(changed.words)\(more)", Finding.Citation(evidence: comparison.exhibit))
            )
            findings.removeAll { $0.failureClass == failureClass }
        }
    }
}

extension ComparisonFacts {
    /// By whom what lies between was changed: `commit 0c5d1e7 (ines, "Deploy")`; of several the number and the last.
    fileprivate var who: String {
        guard let last = commits.last else { return "no commit" }
        return total > 1 || commits.count > 1 ? "\(max(total, commits.count)) commits, the last of them \(last.words)" : last.words
    }
}
