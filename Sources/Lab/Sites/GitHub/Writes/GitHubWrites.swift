/// Writes of the API: each is checked as GitHub checks it, and then becomes a command of the world.
struct GitHubWrites {
    let request: LabRequest
    let caller: Caller
    let repository: Repository
    /// Address of the API as the client wrote it.
    let base: String

    /// Whose token it is.
    static let actor = "oncall"

    /// Answers what stands after the repository.
    func answer(_ path: [String], in world: inout World) -> GitHubAnswer {
        guard let area = path.first else { return .notFound }
        let permission = Self.permissions[area] ?? "contents=write"
        guard caller != .reader else { return .lacking(permission) }
        guard request.body.isEmpty || request.json?.members != nil else {
            return request.json == nil ? .refused(400, "Problems parsing JSON") : .refused(400, "Body should be a JSON object")
        }
        switch (area, request.method) {
        case ("actions", "POST"): return actions(Array(path.dropFirst()), in: &world)
        case ("contents", "PUT"), ("contents", "DELETE"): return contents(path.dropFirst().joined(separator: "/"), in: &world)
        case ("git", _): return references(Array(path.dropFirst()), in: &world)
        case ("pulls", _): return pulls(Array(path.dropFirst()), in: &world)
        case ("issues", _), ("labels", _): return issues(path, in: &world)
        default: return .notFound
        }
    }

    /// What a fine-grained token must be allowed; GitHub names it in a header.
    private static let permissions = [
        "actions": "actions=write", "contents": "contents=write", "git": "contents=write", "pulls": "pull_requests=write",
        "issues": "issues=write", "labels": "issues=write",
    ]

    var body: JSON { request.json ?? .object([]) }

    /// A text of the body; `nil` when it is not there.
    func text(_ name: String) -> String? { body[name]?.text }

    /// The repository as the world has it now.
    func json(in world: World) -> GitHubJSON {
        let present = world.github.repositories.first { $0.id == repository.id } ?? repository
        return GitHubJSON(base: base, repository: present, now: world.now)
    }

    /// Changes the repository.
    func change(_ change: RepositoryChange, in world: inout World) { world.apply(.github(.change(repository.id, change))) }
}

extension GitHubAnswer {
    /// The answer to a fine-grained token without a permission.
    static func lacking(_ permission: String) -> GitHubAnswer {
        refused(
            403, "Resource not accessible by personal access token",
            headers: [LabResponse.Header(name: "X-Accepted-GitHub-Permissions", value: permission)])
    }

    /// A body that lacks a member.
    static func notSupplied(_ name: String) -> GitHubAnswer { refused(422, "Invalid request.\n\n\"\(name)\" wasn't supplied.") }

    /// A body whose values are wrong.
    static func invalid(_ resource: String, _ field: String, _ code: String, _ message: String? = nil) -> GitHubAnswer {
        let error: JSON = .compact([
            "resource": .string(resource), "field": .string(field), "code": .string(code), "message": message.map { .string($0) },
        ])
        let body: JSON = [
            "message": "Validation Failed", "errors": [error], "documentation_url": "https://docs.github.com/rest", "status": "422",
        ]
        return GitHubAnswer(status: 422, body: body.bytes)
    }

    /// A document with another status than 200.
    static func json(_ status: Int, _ value: JSON) -> GitHubAnswer { GitHubAnswer(status: status, body: value.bytes) }
}
