/// Branches and git references.
/// <https://docs.github.com/rest/git/refs>
struct BranchRoutes {
    let json: GitHubJSON

    private var repository: Repository { json.repository }

    /// Answers what stands after the repository.
    func answer(_ path: [String]) -> GitHubAnswer {
        switch (path[0], path.count) {
        case ("branches", 1): return .json(.array(repository.branchNames.compactMap { branch($0, isWhole: false) }))
        case ("branches", 3...) where path.last == "protection": return protection(path.dropFirst().dropLast().joined(separator: "/"))
        case ("branches", 2...):
            return branch(path.dropFirst().joined(separator: "/"), isWhole: true).map { .json($0) } ?? .refused(404, "Branch not found")
        case ("rules", 3...) where path[1] == "branches":
            let protection = repository.protections[path.dropFirst(2).joined(separator: "/")]
            return .json(.array(protection.map { [rule($0)] } ?? []))
        case ("git", 4...) where path[1] == "ref" && path[2] == "heads":
            return reference(path.dropFirst(3).joined(separator: "/")).map { .json($0) } ?? .notFound
        case ("git", 3...) where path[1] == "matching-refs" && path[2] == "heads":
            let prefix = path.dropFirst(3).joined(separator: "/")
            return .json(.array(repository.branchNames.filter { $0.hasPrefix(prefix) }.compactMap(reference)))
        case ("git", 3) where path[1] == "commits":
            return repository.commit(path[2]).map { .json(json.gitCommit($0)) } ?? .notFound
        default: return .notFound
        }
    }

    /// A reference as the API writes it; `nil` when there is no such branch.
    func reference(_ name: String) -> JSON? {
        guard repository.branchNames.contains(name), let head = repository.commit(name)?.sha else { return nil }
        let url = "\(json.api)/git"
        return [
            "ref": .string("refs/heads/\(name)"), "node_id": "REF_lab", "url": .string("\(url)/refs/heads/\(name)"),
            "object": ["sha": .string(head), "type": "commit", "url": .string("\(url)/commits/\(head)")],
        ]
    }

    private func branch(_ name: String, isWhole: Bool) -> JSON? {
        guard repository.branchNames.contains(name), let commit = repository.commit(name) else { return nil }
        return [
            "name": .string(name),
            "commit": isWhole
                ? json.commit(commit, withFiles: false)
                : ["sha": .string(commit.sha), "url": .string("\(json.api)/commits/\(commit.sha)")],
            "protected": .bool(repository.protections[name] != nil),
        ]
    }

    private func protection(_ branch: String) -> GitHubAnswer {
        guard let protection = repository.protections[branch] else { return .refused(404, "Branch not protected") }
        return .json([
            "url": .string("\(json.api)/branches/\(branch)/protection"),
            "required_pull_request_reviews": ["required_approving_review_count": JSON(protection.approvals)],
            "enforce_admins": ["enabled": true],
        ])
    }

    private func rule(_ protection: Protection) -> JSON {
        [
            "type": "pull_request", "ruleset_source_type": "Repository", "ruleset_source": .string(repository.fullName),
            "ruleset_id": 4_411_902, "parameters": ["required_approving_review_count": JSON(protection.approvals)],
        ]
    }
}

extension GitHubJSON {
    /// A commit as the git database has it, and as the answer to a write names it.
    func gitCommit(_ commit: Commit) -> JSON {
        let signature: JSON = [
            "name": .string(commit.author), "email": .string(commit.email), "date": .string(commit.date.rfc3339),
        ]
        return [
            "sha": .string(commit.sha), "node_id": .string("C_\(commit.sha.prefix(12))"),
            "url": .string("\(api)/git/commits/\(commit.sha)"), "html_url": .string("\(web)/commit/\(commit.sha)"),
            "author": signature, "committer": signature, "message": .string(commit.message),
            "tree": ["sha": .string(SeededRandom.sha("tree" + commit.sha.prefix(7)))],
            "parents": .array(commit.parent.map { [["sha": .string($0)]] } ?? []),
            "verification": ["verified": false, "reason": "unsigned", "signature": .null, "payload": .null],
        ]
    }
}
