/// Issues, comments and labels, made and edited.
/// <https://docs.github.com/rest/issues/issues>
extension GitHubWrites {
    func issues(_ path: [String], in world: inout World) -> GitHubAnswer {
        switch (path[0], path.count, request.method) {
        case ("labels", 1, "POST"): return makeLabel(in: &world)
        case ("issues", 1, "POST"): return open(in: &world)
        case ("issues", 2..., _):
            guard let issue = repository.issues.first(where: { String($0.number) == path[1] }) else { return .notFound }
            switch (path.dropFirst(2).first, request.method) {
            case (nil, "PATCH"): return edit(issue, in: &world)
            case ("comments", "POST"): return comment(issue, in: &world)
            case ("labels", "POST"): return label(issue, in: &world)
            default: return .notFound
            }
        default: return .notFound
        }
    }

    private func open(in world: inout World) -> GitHubAnswer {
        guard let title = text("title") else { return .notSupplied("title") }
        if let refusal = tooLong(title, text("body")) { return refusal }
        let issue = Issue(
            number: repository.nextIssue, title: title, body: text("body") ?? "", author: Self.actor, labels: labels(in: body),
            created: world.now, updated: world.now)
        change(.issue(issue), in: &world)
        return .json(201, json(in: world).issue(issue))
    }

    private func edit(_ issue: Issue, in world: inout World) -> GitHubAnswer {
        if let refusal = tooLong(text("title") ?? "x", text("body")) { return refusal }
        var edited = issue
        if let title = text("title") { edited.title = title }
        if let body = text("body") { edited.body = body }
        if let state = text("state") { edited.closed = state == "closed" ? issue.closed ?? world.now : nil }
        if body["labels"] != nil { edited.labels = labels(in: body) }
        change(.issue(edited), in: &world)
        return .json(json(in: world).issue(edited))
    }

    private func comment(_ issue: Issue, in world: inout World) -> GitHubAnswer {
        guard let said = text("body"), !said.isEmpty else { return .notSupplied("body") }
        if let refusal = tooLong("x", said) { return refusal }
        var answered = issue
        let comment = Issue.Comment(
            id: 3_570_000_000 + Int64(issue.number * 100 + issue.comments.count), author: Self.actor, body: said, created: world.now)
        answered.comments.append(comment)
        change(.issue(answered), in: &world)
        return .json(201, json(in: world).comment(comment, on: issue.number))
    }

    private func label(_ issue: Issue, in world: inout World) -> GitHubAnswer {
        var labelled = issue
        let new = labels(in: body).filter { name in !issue.labels.contains { $0.lowercased() == name.lowercased() } }
        labelled.labels += new
        change(.issue(labelled), in: &world)
        let json = json(in: world)
        return .json(.array(labelled.labels.map(json.label(named:))))
    }

    private func makeLabel(in world: inout World) -> GitHubAnswer {
        guard let name = text("name") else { return .notSupplied("name") }
        guard !repository.labels.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
            return .invalid("Label", "name", "already_exists")
        }
        let label = Label(name: name, color: text("color") ?? "ededed", about: text("description") ?? "")
        change(.label(label), in: &world)
        return .json(201, json(in: world).label(label))
    }

    /// Labels are texts, or objects with a name.
    private func labels(in body: JSON) -> [String] {
        (body["labels"]?.elements ?? []).compactMap { $0.text ?? $0["name"]?.text }
    }

    /// GitHub's limits: 256 characters of title, 65,536 of body.
    private func tooLong(_ title: String, _ text: String?) -> GitHubAnswer? {
        if title.isEmpty { return .invalid("Issue", "title", "missing_field") }
        if title.count > 256 {
            return .invalid("Issue", "title", "custom", "title is too long (maximum is 256 characters)")
        }
        if let text, text.count > 65_536 {
            return .invalid("Issue", "body", "custom", "body is too long (maximum is 65536 characters)")
        }
        return nil
    }
}
