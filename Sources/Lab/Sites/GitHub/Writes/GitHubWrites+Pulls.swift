/// Pull requests, opened, edited and merged.
/// <https://docs.github.com/rest/pulls/pulls>
extension GitHubWrites {
    func pulls(_ path: [String], in world: inout World) -> GitHubAnswer {
        if path.isEmpty { return request.method == "POST" ? open(in: &world) : .notFound }
        guard let pull = repository.pulls.first(where: { String($0.number) == path[0] }) else { return .notFound }
        switch (request.method, path.count) {
        case ("PATCH", 1): return edit(pull, in: &world)
        case ("PUT", 2) where path[1] == "merge": return merge(pull, in: &world)
        default: return .notFound
        }
    }

    private func open(in world: inout World) -> GitHubAnswer {
        guard let title = text("title") else { return .notSupplied("title") }
        guard let label = text("head") else { return .notSupplied("head") }
        guard let base = text("base") else { return .notSupplied("base") }
        let head = label.split(separator: ":").last.map(String.init) ?? label
        guard repository.branchNames.contains(head) else { return .invalid("PullRequest", "head", "invalid") }
        guard repository.branchNames.contains(base) else { return .invalid("PullRequest", "base", "invalid") }
        if repository.pulls.contains(where: { $0.head == head && $0.base == base && $0.closed == nil }) {
            return .invalid("PullRequest", "base", "custom", "A pull request already exists for \(repository.owner):\(head).")
        }
        let pull = PullRequest(
            number: repository.nextIssue, title: title, body: text("body") ?? "", author: Self.actor, head: head, base: base,
            created: world.now, updated: world.now)
        guard !repository.changes(of: pull).isEmpty else {
            return .invalid("PullRequest", "head", "custom", "No commits between \(base) and \(head)")
        }
        change(.pull(pull), in: &world)
        return .json(201, json(in: world).pull(pull))
    }

    private func edit(_ pull: PullRequest, in world: inout World) -> GitHubAnswer {
        var edited = pull
        if let title = text("title") { edited.title = title }
        if let body = text("body") { edited.body = body }
        if let state = text("state") {
            guard pull.merge == nil else { return .invalid("PullRequest", "state", "invalid") }
            edited.closed = state == "closed" ? pull.closed ?? world.now : nil
        }
        edited.updated = world.now
        change(.pull(edited), in: &world)
        return .json(json(in: world).pull(edited))
    }

    private func merge(_ pull: PullRequest, in world: inout World) -> GitHubAnswer {
        guard pull.closed == nil else { return .refused(405, "Pull Request is not mergeable") }
        if let sha = text("sha"), sha != repository.commit(pull.head)?.sha {
            return .refused(409, "Head branch was modified. Review and try the merge again.")
        }
        guard !json(in: world).isBlocked(pull) else {
            return .refused(405, "At least 1 approving review is required by reviewers with write access.")
        }
        let title = text("commit_title") ?? "Merge pull request #\(pull.number) from \(repository.owner)/\(pull.head)"
        change(.merge(pull: pull.number, title: title, actor: Self.actor), in: &world)
        let merged = json(in: world).repository.pulls.first { $0.number == pull.number }?.merge ?? ""
        return .json(["sha": .string(merged), "merged": true, "message": "Pull Request successfully merged"])
    }
}
