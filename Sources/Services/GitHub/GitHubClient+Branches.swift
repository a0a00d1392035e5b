import JSON
import Transport

// Rights, branches and pull requests.
extension GitHubClient {
    /// What the token may do in a repository, and its default branch.
    ///
    /// A fine-grained token's own permissions are narrower than its owner's rights, which stand here: what it lacks is told by the refusal.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://docs.github.com/rest/repos/repos#get-a-repository>
    public func access(to repository: String) async throws -> RepositoryAccess {
        let parts = repository.split(separator: "/").map { String($0).percentEncoded }.joined(separator: "/")
        return try link.read(await send("/repos/" + parts, conditional: true, what: "repository \(repository)"))
    }

    /// Whether commits may go straight to a branch, from its rulesets and its classic protection.
    ///
    /// Whoever may bypass a rule is not asked about: the answer is the careful one.
    /// - Throws: ``ServiceError``: `.notFound` for a branch that is not there.
    /// - Note: <https://docs.github.com/rest/branches/branches#get-a-branch>,
    ///   <https://docs.github.com/rest/repos/rules#get-rules-for-a-branch>,
    ///   <https://docs.github.com/rest/branches/branch-protection#get-branch-protection>
    public func rules(ofBranch branch: String, in repository: String) async throws -> BranchRules {
        let address = path(repository, "branches/\(branch.percentEncoded)")
        let answer = try await send(address, what: "branch \(branch) in \(repository)")
        var rules = try read(answer) { json in
            var rules = BranchRules()
            rules.branch = branch
            rules.head = json["commit"].text(at: "sha")
            rules.isProtected = json["protected"].bool ?? false
            return rules
        }
        do {
            let response = try await send(path(repository, "rules/branches/\(branch.percentEncoded)"), query: [("per_page", "100")])
            rules.rules = try link.readList(response, at: []) { $0["type"].string }
        } catch ServiceError.notFound, ServiceError.forbidden {
            // Rulesets are younger than GitHub Enterprise 3.11, and of paid plans for private repositories.
        }
        if let reason = Self.refusal(rules.rules) {
            rules.directPush = .refused(reason)
        } else if rules.isProtected {
            rules.directPush = try await protection(of: address)
        }
        return rules
    }

    /// Names of the repository's branches, a thousand at most, in GitHub's order.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://docs.github.com/rest/branches/branches#list-branches>
    public func branches(of repository: String) async throws -> [String] {
        let found: [BranchName] = try await pages(
            path(repository, "branches"), query: [("per_page", "100")], at: [], what: "repository \(repository)")
        return found.map(\.name)
    }

    /// Makes a branch at a commit.
    /// - Throws: ``WriteFailure``: `.conflict` when a branch of that name is there.
    /// - Note: <https://docs.github.com/rest/git/refs#create-a-reference>
    public func createBranch(_ name: String, at commit: String, in repository: String) async throws(WriteFailure) {
        do {
            _ = try await write(
                "POST", path(repository, "git/refs"), body: ["ref": .string("refs/heads/" + name), "sha": .string(commit)],
                what: "branches of \(repository)")
        } catch .refused(.refused(let service, 422, let sentence)) where sentence.contains("already exists") {
            throw .conflict(.refused(service: service, status: 422, sentence: sentence))
        }
    }

    /// Opens a pull request.
    ///
    /// - Parameters:
    ///   - head: the branch with the change; `owner:branch` from a fork.
    ///   - base: the branch it is for.
    /// - Throws: ``WriteFailure``: `.conflict` when there is one for these branches; find it with ``pullRequest(from:to:in:)``.
    /// - Note: <https://docs.github.com/rest/pulls/pulls#create-a-pull-request>
    public func createPullRequest(
        title: String, body: String, from head: String, to base: String, in repository: String
    ) async throws(WriteFailure) -> PullRequest {
        let asked: Value = ["title": .string(title), "body": .string(body), "head": .string(head), "base": .string(base)]
        do {
            return try link.written(await write("POST", path(repository, "pulls"), body: asked, what: "pull requests of \(repository)"))
        } catch .refused(.refused(let service, 422, let sentence)) where sentence.contains("already exists") {
            throw .conflict(.refused(service: service, status: 422, sentence: sentence))
        }
    }

    /// The newest pull request from one branch to another, open or not; `nil` where there was none.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://docs.github.com/rest/pulls/pulls#list-pull-requests>
    public func pullRequest(from head: String, to base: String, in repository: String) async throws -> PullRequest? {
        // The filter wants the owner too; without it GitHub answers every pull request.
        let owner = repository.prefix { $0 != "/" }
        let full = head.contains(":") ? head : "\(owner):\(head)"
        let response = try await send(
            path(repository, "pulls"), query: [("state", "all"), ("head", full), ("base", base)], what: "pull requests of \(repository)")
        let found = try link.readList(response, at: []) { try PullRequest($0) }
        return found.first { $0.head == head.split(separator: ":").last.map(String.init) && $0.base == base }
    }

    /// A pull request as it is now.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://docs.github.com/rest/pulls/pulls#get-a-pull-request>
    public func pullRequest(_ number: Int, in repository: String) async throws -> PullRequest {
        try link.read(await send(path(repository, "pulls/\(number)"), what: "pull request \(number) in \(repository)"))
    }

    /// The sentence for the first rule of a ruleset that keeps commits from going straight to its branch.
    private static func refusal(_ rules: [String]) -> String? {
        for rule in rules {
            switch rule {
            case "pull_request": return "changes must be made through a pull request."
            case "update": return "a rule keeps the branch from being updated."
            case "merge_queue": return "changes must go through its merge queue."
            case "required_status_checks": return "checks must have passed before a commit may stand there."
            case "workflows": return "a workflow must have passed before a commit may stand there."
            case "required_signatures": return "commits must be signed."
            default: continue
            }
        }
        return nil
    }

    /// What the classic protection says; only administrators may read it.
    private func protection(of branch: String) async throws -> BranchRules.DirectPush {
        do {
            return try read(await send(branch + "/protection")) { json in
                if json["required_pull_request_reviews"].kind == .object { return .refused("changes must be made through a pull request.") }
                if json["lock_branch"]["enabled"].bool == true { return .refused("the branch is locked.") }
                if json["required_status_checks"].kind == .object {
                    return .refused("checks must have passed before a commit may stand there.")
                }
                if json["required_signatures"]["enabled"].bool == true { return .refused("commits must be signed.") }
                if json["restrictions"].kind == .object { return .notKnown("only some may push to it.") }
                return .allowed
            }
        } catch ServiceError.notFound, ServiceError.forbidden {
            return .notKnown("it is protected, and the token may not read how.")
        }
    }
}

/// An element of `/branches`.
private struct BranchName: Readable {
    let name: String
    init(_ json: Element) throws { name = try json.requiredString("name") }
}
