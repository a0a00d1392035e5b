import Host
import Services

// From the pull request to the commit that merges it: somebody's decision, which is waited for.
extension BumpImage {
    /// How long somebody may take to merge before the wait ends. The pull request stays, and what it changes is deployed all the same.
    private static let patience: Duration = .seconds(1800)

    /// What came of a pull request.
    enum Merge: Sendable {
        /// This commit brought the change to its branch.
        case landed(Receipt)
        /// Nothing to follow.
        case ended(Outcome)
    }

    /// Waits until the pull request is merged or closed.
    ///
    /// - Parameter opened: what opening it gave: `#12`.
    func merge(of opened: Receipt, _ reach: Reach, _ progress: Progress) async throws -> Merge {
        guard let number = Int(opened.reference.dropFirst()) else { return .ended(Outcome(.done, opened.sentence)) }
        let client = try reach.manifestClient()
        await progress.step("\(opened.sentence). Waiting for somebody to merge it.")
        let decided = try await reach.poll(progress, every: .seconds(10), within: Self.patience) { () -> PullRequest? in
            let pull = try await client.pullRequest(number, in: repository)
            return pull.state == "open" ? nil : pull
        }
        guard let decided else {
            return .ended(
                Outcome(.done, "\(opened.sentence). It was not merged within 30 min; what it changes is deployed once it is."))
        }
        guard decided.isMerged, !decided.mergeCommit.isEmpty else {
            return .ended(Outcome(.failed, "Pull request #\(number) was closed without being merged: nothing is deployed."))
        }
        let words = "Pull request #\(number) was merged as \(decided.mergeCommit.short)."
        await progress.step(words)
        return .landed(Receipt(words, reference: decided.mergeCommit))
    }
}
