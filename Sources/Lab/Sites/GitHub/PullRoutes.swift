/// Pull requests, read.
/// <https://docs.github.com/rest/pulls/pulls>
struct PullRoutes {
    let request: LabRequest
    let json: GitHubJSON

    /// Answers what stands after `…/pulls`.
    func answer(_ path: [String]) -> GitHubAnswer {
        guard let first = path.first else { return list() }
        guard let pull = json.repository.pulls.first(where: { String($0.number) == first }) else { return .notFound }
        switch path.dropFirst().first {
        case nil: return .json(json.pull(pull))
        case "files": return .json(.array(json.repository.changes(of: pull).map(json.change)))
        case "merge": return pull.merge == nil ? .notFound : GitHubAnswer(status: 204, body: [])
        default: return .notFound
        }
    }

    private func list() -> GitHubAnswer {
        let state = request.value("state") ?? "open"
        var pulls = json.repository.pulls.filter { state == "all" || $0.state == state }
        if let head = request.value("head") { pulls = pulls.filter { "\(json.repository.owner):\($0.head)" == head } }
        if let base = request.value("base") { pulls = pulls.filter { $0.base == base } }
        let page = GitHubPage(request)
        let newest = pulls.sorted { $0.number > $1.number }
        return .json(
            .array(page.slice(newest).map(json.pull)), headers: page.links(total: pulls.count, at: json.address + "/pulls", request))
    }
}

extension GitHubJSON {
    func pull(_ pull: PullRequest) -> JSON {
        let url = "\(api)/pulls/\(pull.number)"
        func end(_ branch: String) -> JSON {
            [
                "label": .string("\(repository.owner):\(branch)"), "ref": .string(branch),
                "sha": .string(repository.commit(branch)?.sha ?? ""), "user": Self.person(repository.owner), "repo": minimal,
            ]
        }
        let isOpen = pull.closed == nil
        return [
            "url": .string(url), "id": .integer(2_210_000_000 + Int64(pull.number)), "number": JSON(pull.number),
            "html_url": .string("\(web)/pull/\(pull.number)"), "state": .string(pull.state), "locked": false,
            "title": .string(pull.title), "user": Self.person(pull.author), "body": .string(pull.body),
            "created_at": .string(pull.created.rfc3339), "updated_at": .string(pull.updated.rfc3339),
            "closed_at": pull.closed.map { .string($0.rfc3339) } ?? .null,
            "merged_at": pull.merge == nil ? .null : .string((pull.closed ?? now).rfc3339),
            "merge_commit_sha": pull.merge.map { .string($0) } ?? .null, "draft": false, "labels": .array([]),
            "head": end(pull.head), "base": end(pull.base), "merged": .bool(pull.merge != nil),
            "mergeable": isOpen ? .bool(true) : .null,
            "mergeable_state": .string(isOpen ? (isBlocked(pull) ? "blocked" : "clean") : "unknown"), "comments": 0, "commits": 1,
        ]
    }

    /// Whether the base asks for reviews that nobody has given.
    func isBlocked(_ pull: PullRequest) -> Bool { (repository.protections[pull.base]?.approvals ?? 0) > 0 }
}
