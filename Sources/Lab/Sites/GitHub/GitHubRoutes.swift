/// Finds out what a request is about, and answers it from the state of one moment.
struct GitHubRoutes {
    let request: LabRequest
    let caller: Caller
    let state: GitHubState
    let registry: RegistryState
    let now: Moment
    let limits: RateAnswer

    /// The address under which the client reached the API.
    var base: String { "http://" + (request.header("host") ?? "127.0.0.1") }

    /// What a path points at: a repository with the rest of the path, or an answer that needs none.
    enum Target {
        case answer(GitHubAnswer)
        case repository(Repository, rest: [String])
    }

    func answer() -> GitHubAnswer {
        switch target() {
        case .answer(let answer): answer
        case .repository(let repository, let rest): contents(of: repository, rest: rest)
        }
    }

    /// Both repositories are private: without a token they do not exist.
    func target() -> Target {
        let path = request.segments
        switch (path.first, path.count) {
        case ("rate_limit", 1): return .answer(isGet ? .json(rateLimit) : .notFound)
        case ("user", 1):
            guard isGet else { return .answer(.notFound) }
            return .answer(caller.isKnown ? .json(GitHubJSON.user) : .refused(401, "Requires authentication"))
        case ("user", 2...), ("users", 2...), ("orgs", 2...):
            return .answer(PackageRoutes(request: request, caller: caller, base: base, registry: registry, now: now).answer())
        case ("repos", 3...):
            guard let (found, moved) = state.repository(owner: path[1], name: path[2]), caller.isKnown else { return .answer(.notFound) }
            guard moved else { return .repository(found, rest: Array(path.dropFirst(3))) }
            let tail = path.dropFirst(3).map { "/" + $0 }.joined()
            let query = request.target.split(separator: "?", maxSplits: 1).dropFirst().map { "?" + $0 }.joined()
            return .answer(.moved(to: "\(base)/repositories/\(found.id)\(tail)\(query)", method: request.method))
        case ("repositories", 2...):
            guard let id = Int64(path[1]), let found = state.repositories.first(where: { $0.id == id }), caller.isKnown else {
                return .answer(.notFound)
            }
            return .repository(found, rest: Array(path.dropFirst(2)))
        default: return .answer(.notFound)
        }
    }

    private var isGet: Bool { request.method == "GET" }

    private var rateLimit: JSON {
        let core: JSON = [
            "limit": JSON(limits.limit), "used": JSON(limits.used), "remaining": JSON(max(0, limits.limit - limits.used)),
            "reset": .integer(limits.reset.milliseconds / 1_000), "resource": "core",
        ]
        return ["resources": ["core": core], "rate": core]
    }

    private func contents(of repository: Repository, rest: [String]) -> GitHubAnswer {
        var repository = repository
        // A dispatched run is listed some seconds after the dispatch.
        repository.runs.removeAll { $0.appears > now }
        let json = GitHubJSON(base: base, repository: repository, now: now)
        let runs = RunRoutes(request: request, json: json)
        switch (rest.first, rest.count) {
        case (nil, _): return .json(json.full)
        case ("actions", 2...): return runs.answer(Array(rest.dropFirst()))
        case ("check-runs", 3) where rest[2] == "annotations": return runs.annotations(of: rest[1])
        case ("commits", 1): return commits(json)
        case ("commits", 2):
            guard let commit = repository.commit(rest[1]) else {
                return .refused(422, "No commit found for SHA: \(rest[1])")
            }
            return .json(json.commit(commit, withFiles: true))
        case ("compare", 2): return CompareRoute(json: json).answer(rest[1])
        case ("contents", _): return file(json, path: rest.dropFirst().joined(separator: "/"))
        case ("branches", _), ("git", _), ("rules", _): return BranchRoutes(json: json).answer(rest)
        case ("pulls", _): return PullRoutes(request: request, json: json).answer(Array(rest.dropFirst()))
        case ("issues", _), ("labels", _): return IssueRoutes(request: request, json: json).answer(rest)
        default: return .notFound
        }
    }

    private func commits(_ json: GitHubJSON) -> GitHubAnswer {
        let branch = request.value("sha") ?? "main"
        var all = json.repository.commits.filter { $0.branch == branch }
        if let path = request.value("path") { all = all.filter { $0.files.contains { $0.path.hasPrefix(path) } } }
        let page = GitHubPage(request)
        return .json(
            .array(page.slice(all).map { json.commit($0, withFiles: false) }),
            headers: page.links(total: all.count, at: json.address + "/commits", request))
    }

    /// The contents API: a file in base64, a folder as a list, or the file's bytes when the raw media type is asked for.
    private func file(_ json: GitHubJSON, path: String) -> GitHubAnswer {
        let reference = request.value("ref") ?? "main"
        guard let files = json.repository.files(at: reference) else {
            return .refused(404, "No commit found for the ref \(reference)")
        }
        if let text = files[path] {
            if (request.header("accept") ?? "").contains("raw") {
                return GitHubAnswer(contentType: "application/vnd.github.raw+json; charset=utf-8", body: Array(text.utf8))
            }
            return .json(json.file(path, text: text, withContent: true, reference: reference))
        }
        let prefix = path.isEmpty ? "" : path + "/"
        var seen: Set<String> = []
        var entries: [JSON] = []
        for (name, text) in files.sorted(by: { $0.key < $1.key }) where name.hasPrefix(prefix) {
            let parts = name.dropFirst(prefix.count).split(separator: "/")
            guard let first = parts.first, seen.insert(String(first)).inserted else { continue }
            entries.append(parts.count == 1 ? json.file(name, text: text, withContent: false) : json.folder(prefix + first))
        }
        return entries.isEmpty ? .notFound : .json(.array(entries))
    }
}

/// Paging by number.
struct GitHubPage {
    let number: Int
    let size: Int

    init(_ request: LabRequest) {
        number = max(1, request.value("page").flatMap(Int.init) ?? 1)
        size = min(100, max(1, request.value("per_page").flatMap(Int.init) ?? 30))
    }

    func slice<T>(_ all: [T]) -> [T] { Array(all.dropFirst((number - 1) * size).prefix(size)) }

    /// The `Link` header; none when there is one page only. The links name the repository by its id, as GitHub's do.
    func links(total: Int, at address: String, _ request: LabRequest) -> [LabResponse.Header] {
        let last = max(1, (total + size - 1) / size)
        guard last > 1 else { return [] }
        let others = request.query.filter { $0.name != "page" }.map { "\($0.name)=\($0.value)" }
        func link(_ page: Int, _ relation: String) -> String {
            "<\(address)?\((others + ["page=\(page)"]).joined(separator: "&"))>; rel=\"\(relation)\""
        }
        var links: [String] = []
        if number > 1 { links.append(link(number - 1, "prev")) }
        if number < last { links += [link(number + 1, "next"), link(last, "last")] }
        if number > 1 { links.append(link(1, "first")) }
        return [LabResponse.Header(name: "Link", value: links.joined(separator: ", "))]
    }
}
