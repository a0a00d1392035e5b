/// A change of the manifests that could not be pushed.
struct GitOpsPush: Rule {
    let classes = ["gitops-deploy"]
    let evidence = "what git answers in the failed step"
    let summary = "git refuses a push: the branch moved on, is protected, or the login may not write"
    let decider = "the remote's own sentence"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure else { return [] }
        let refused = failure.lines("[rejected]", "[remote rejected]", "failed to push some refs", "non-fast-forward", limit: 3)
        let denied = failure.lines(
            "permission to ", "could not read username", "write access to repository not granted", "protected branch", limit: 3)
        // What a push may not contain is told by what stopped it.
        if !failure.lines("push cannot contain secrets", limit: 1).isEmpty { return [] }
        guard let line = refused.first ?? (failure.kind == .gitops ? denied.first : nil) else { return [] }
        let words = (refused + denied).map { failure.text($0).lowercased() }.joined(separator: " ")
        let remote = (refused + denied).compactMap { failure.text($0).word(after: "refs to ") }.first ?? "the manifests repository"
        let sentence: String, action: String, prevention: String
        if words.has("protected branch", "gh006", "hook declined") {
            (sentence, action, prevention) = (
                "The push to \(remote) was rejected because the branch is protected", "Open a pull request, or let this login push.",
                "Let the job open a pull request that merges itself, as the branch's rules ask for."
            )
        } else if words.has("permission to", "could not read username", "not granted", "403") {
            (sentence, action, prevention) = (
                "The push to \(remote) was refused: the login may not write there", "Renew the token, or give it write access.",
                "Use a GitHub App or deploy key for \(remote): it belongs to no person and its expiry can be watched."
            )
        } else {
            (sentence, action, prevention) = (
                "The push to \(remote) was rejected as not a fast-forward: the branch has newer commits",
                "Fetch and rebase before pushing, and run the job again; let such jobs run one at a time.",
                "Give the job a concurrency group for \(remote), and let it fetch, rebase and push again on this answer."
            )
        }
        return [
            Conclusion(
                certainty: 92,
                finding: Finding(
                    failureClass: "gitops-deploy", severity: file.severity,
                    sentence: "\(sentence): \(Words.line(failure.text(line), 160)).",
                    citations: (refused + denied).prefix(3).map(failure.log.citation), against: file.doubts(failure, line),
                    impact: [file.blocked(failure), "The manifests do not name the new image, so the cluster keeps the old one."]
                        .filter { !$0.isEmpty }.joined(separator: " "),
                    action: action,
                    verify: "`git log -1` of \(Words.argument(remote)) shows the job's commit; then: \(file.passes(failure).lowercasedFirst)",
                    prevention: prevention))
        ]
    }
}
