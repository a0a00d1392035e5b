/// Issues and labels, read.
/// <https://docs.github.com/rest/issues/issues>
struct IssueRoutes {
    let request: LabRequest
    let json: GitHubJSON

    private var repository: Repository { json.repository }

    /// Answers what stands after the repository.
    func answer(_ path: [String]) -> GitHubAnswer {
        switch (path[0], path.count) {
        case ("labels", 1): return .json(.array(repository.labels.map(json.label)))
        case ("labels", 2):
            return repository.labels.first { $0.name.lowercased() == path[1].lowercased() }.map { .json(json.label($0)) } ?? .notFound
        case ("issues", 1): return list()
        case ("issues", 2...):
            guard let issue = repository.issues.first(where: { String($0.number) == path[1] }) else { return .notFound }
            switch path.dropFirst(2).first {
            case nil: return .json(json.issue(issue))
            case "comments": return .json(.array(issue.comments.map { json.comment($0, on: issue.number) }))
            case "labels": return .json(.array(issue.labels.map { json.label(named: $0) }))
            default: return .notFound
            }
        default: return .notFound
        }
    }

    /// Pull requests are issues too, to this list.
    private func list() -> GitHubAnswer {
        let state = request.value("state") ?? "open"
        let labels = (request.value("labels") ?? "").split(separator: ",").map { $0.lowercased() }
        let issues = repository.issues.filter { issue in
            (state == "all" || issue.state == state) && labels.allSatisfy { wanted in issue.labels.contains { $0.lowercased() == wanted } }
        }
        let pulls = repository.pulls.filter { labels.isEmpty && (state == "all" || $0.state == state) }
        let all = issues.map { ($0.number, json.issue($0)) } + pulls.map { ($0.number, json.issue($0)) }
        let page = GitHubPage(request)
        return .json(
            .array(page.slice(all.sorted { $0.0 > $1.0 }).map(\.1)),
            headers: page.links(total: all.count, at: json.address + "/issues", request))
    }
}

extension GitHubJSON {
    func issue(_ issue: Issue) -> JSON {
        let url = "\(api)/issues/\(issue.number)"
        return [
            "url": .string(url), "repository_url": .string(api), "comments_url": .string(url + "/comments"),
            "html_url": .string("\(web)/issues/\(issue.number)"), "id": .integer(3_640_000_000 + Int64(issue.number)),
            "node_id": .string("I_\(issue.number)"), "number": JSON(issue.number), "title": .string(issue.title),
            "user": Self.person(issue.author), "labels": .array(issue.labels.map(label(named:))), "state": .string(issue.state),
            "locked": false, "assignee": .null, "assignees": .array([]), "milestone": .null, "comments": JSON(issue.comments.count),
            "created_at": .string(issue.created.rfc3339), "updated_at": .string(issue.updated.rfc3339),
            "closed_at": issue.closed.map { .string($0.rfc3339) } ?? .null, "author_association": "MEMBER",
            "body": .string(issue.body), "state_reason": issue.closed == nil ? .null : "completed",
        ]
    }

    /// A pull request, as the list of issues shows it.
    func issue(_ pull: PullRequest) -> JSON {
        let plain = Issue(
            number: pull.number, title: pull.title, body: pull.body, author: pull.author, labels: [], created: pull.created,
            updated: pull.updated, closed: pull.closed)
        return issue(plain).setting("pull_request", to: ["url": .string("\(api)/pulls/\(pull.number)")])
    }

    func comment(_ comment: Issue.Comment, on issue: Int) -> JSON {
        [
            "id": .integer(comment.id), "url": .string("\(api)/issues/comments/\(comment.id)"),
            "html_url": .string("\(web)/issues/\(issue)#issuecomment-\(comment.id)"), "body": .string(comment.body),
            "user": Self.person(comment.author), "created_at": .string(comment.created.rfc3339),
            "updated_at": .string(comment.created.rfc3339), "issue_url": .string("\(api)/issues/\(issue)"),
            "author_association": "MEMBER",
        ]
    }

    func label(_ label: Label) -> JSON {
        let isDefault = Label.usual.contains(label)
        return [
            "id": .integer(Int64(label.name.utf8.reduce(5_000) { ($0 &* 31 &+ Int($1)) % 900_000 })), "node_id": "LA_lab",
            "url": .string("\(api)/labels/\(label.name.replacing(" ", with: "%20"))"), "name": .string(label.name),
            "color": .string(label.color), "default": .bool(isDefault), "description": .string(label.about),
        ]
    }

    /// Labels that nobody described are grey.
    func label(named name: String) -> JSON {
        label(repository.labels.first { $0.name.lowercased() == name.lowercased() } ?? Label(name: name, color: "ededed"))
    }
}
