import Host
import Services

/// Changes one container's image in the manifests that ArgoCD follows: by a commit, guarded by the file's hash, or by a pull request;
/// then follows it to the cluster, until the new image serves and the model server calls itself well.
///
/// Parameters: `image` (whole), or `name` of `[[images]]` with `tag`. The rest is filled in from `[[images]]`, and wins where it is
/// given: `repository`, `path`, `branch`, `object` (the Deployment's name), `container`, `application`, `context`, `namespace`; `way` =
/// `pull-request`. With `reverts` (a commit of this file) in place of an image, that commit is undone, exactly.
struct BumpImage: Operation {
    static let kind = "image.bump"
    let request: OperationRequest

    init(_ request: OperationRequest) throws {
        self.request = request
        guard request["reverts"].isEmpty else { return }
        if request["image"].isEmpty {
            guard !request["tag"].isEmpty else { throw OperationError.missing(kind: Self.kind, parameter: "image, or a name and a tag") }
            _ = try request.required("name")
        } else {
            try Self.check(request["image"])
        }
    }

    var repository: String { request["repository"] }
    var path: String { request["path"] }
    var branch: String { request["branch"] }
    var object: String { request["object"] }
    var container: String { request["container"] }
    var image: String { request["image"] }
    var isRevert: Bool { !request["reverts"].isEmpty }

    func plan(_ reach: Reach) async throws -> Plan {
        let filled = try BumpPlace(request, reach.images)
        return try await BumpImage(filled.request).plan(reach, filled.remarks)
    }

    /// - Parameter remarks: what was chosen in the asker's place.
    private func plan(_ reach: Reach, _ remarks: [String]) async throws -> Plan {
        let client = try reach.manifestClient()
        let credential = client.link.configuration.credentials?.name ?? "nobody's token"
        let access = try await client.access(to: repository)
        guard access.mayWrite, !access.isArchived else {
            throw OperationError.pointless(
                access.isArchived
                    ? "\(repository) is archived: nobody may write to it."
                    : "\(credential) may not write to \(repository). Set a token that may under [manifests] in config.toml.")
        }
        let branch = branch.isEmpty ? access.defaultBranch : branch
        let rules = try await client.rules(ofBranch: branch, in: repository)
        let change = try await change(client, branch: branch, reach)
        let facts = try await ImageFacts(change, asRevert: isRevert, request, reach)
        var way = request["way"].isEmpty ? reach.manifestPolicy.way : ManifestPolicy.Way(rawValue: request["way"]) ?? .pullRequest
        var because = way == .pullRequest && request["way"].isEmpty ? "the policy in config.toml wants one." : ""
        if case .refused(let sentence) = rules.directPush { (way, because) = (.pullRequest, sentence) }
        // A part of a branch's name: letters and digits only.
        let mark = "\(reach.who.login.filter { $0.isASCII && ($0.isLetter || $0.isNumber) })-\(reach.time.now().milliseconds)"
        let pinned = request.with([
            "branch": branch, "sha": change.sha, "way": way.rawValue, "mark": mark, "head": rules.head, "old": change.old, "image": change.new,
            "container": change.container, "digest": facts.digest, "platforms": facts.platforms.joined(separator: " "), "reverts": change.reverted,
            "subject": change.subject,
        ])
        let context = request["context"]
        var plan = Plan(
            pinned, title: isRevert ? "Revert the bump of \(object)" : "Bump image of \(object)",
            target: Target(context: context.isEmpty ? "GitHub" : context, namespace: request["namespace"], name: object, kind: "deployment"),
            actionKey: "\(Self.kind) \(repository)/\(path)@\(branch) \(object)/\(change.container)")
        plan.requests = requests(plan, branch: branch)
        plan.diff = change.diff
        await plan.go(as: client.link) { try await client.viewer().login }
        // Which token that is, the plan says by itself.
        let identity = plan.identity.isEmpty ? "by \(credential), which may write there" : "as \(plan.identity), who may write there"
        plan.consequences = [
            way == .commit
                ? "A commit to \(repository), branch \(branch) (\(rules.isProtected ? "protected" : "not protected")), \(identity)."
                : "A pull request to \(branch) of \(repository), \(identity)\(because.isEmpty ? "." : ": \(because)") Nothing is deployed before it is merged."
        ]
        plan.consequences += facts.sentences
        plan.warnings = remarks + facts.warnings
        if case .notKnown(let sentence) = rules.directPush { plan.warnings.append("Whether the branch takes a commit is not known: \(sentence)") }
        try await deployment(of: &plan, reach)
        plan.undo =
            way == .pullRequest
            ? "Close the pull request and delete its branch; once it is merged, revert its commit."
            : isRevert ? "By a bump to the image again." : "By a commit that reverts this one, offered afterwards."
        plan.command = command(plan.request)
        return plan
    }

    func run(_ plan: Plan, _ reach: Reach, _ progress: Progress) async throws(WriteFailure) -> Receipt {
        let client = try reach.sending(reach.manifests ?? reach.github, "GitHub")
        let change = try await changeAgain(plan, client, reach)
        guard request["way"] != ManifestPolicy.Way.commit.rawValue else {
            let made = try await commit(change, to: branch, client)
            return Receipt("Commit \(made.commit.short) landed on \(branch).", reference: made.commit)
        }
        let head = Self.branch(plan)
        try await client.createBranch(head, at: request["head"], in: repository)
        await progress.step("Branch \(head) is made.")
        do throws(WriteFailure) {
            _ = try await commit(change, to: head, client)
            await progress.step("The change is committed to \(head).")
            let pull = try await client.createPullRequest(title: subject, body: message, from: head, to: branch, in: repository)
            return Receipt("Pull request #\(pull.number) is open: \(pull.url)", reference: "#\(pull.number)")
        } catch {
            await progress.step("The branch \(head) stands, and no pull request is known for it; open one, or delete the branch.")
            throw error
        }
    }

    private func commit(_ change: ManifestChange, to branch: String, _ client: GitHubClient) async throws(WriteFailure) -> FileCommit {
        do throws(WriteFailure) {
            return try await client.commit(change.bytes, to: path, in: repository, branch: branch, replacing: change.sha, message: message)
        } catch .refused(.refused(let service, let status, let sentence)) where sentence.lowercased().contains("pull request") {
            throw .refused(
                .refused(
                    service: service, status: status, sentence: "\(sentence). Bump it by a pull request (--pull-request, or policy in [manifests])."))
        }
    }

    func again(_ plan: Plan) -> OperationRequest? {
        var request = plan.request
        for name in BumpPlace.pinned { request.parameters[name] = nil }
        // One that was asked for stays one.
        if self.request["way"] == ManifestPolicy.Way.pullRequest.rawValue { request.parameters["way"] = self.request["way"] }
        if isRevert { request.parameters["image"] = nil }
        return request
    }

    func happened(_ plan: Plan, since: Timestamp, _ reach: Reach) async throws -> Happened {
        let client = try reach.manifestClient()
        let head = Self.branch(plan)
        guard request["way"] != ManifestPolicy.Way.commit.rawValue else {
            let mark = "Quarterdeck-Action: " + request["mark"]
            // Ten minutes for clocks that differ.
            let commits = try await client.commits(of: repository, branch: branch, path: path, since: since + .seconds(-600))
            guard let commit = commits.first(where: { $0.message.contains(mark) }) else { return .no("\(branch) has no such commit.") }
            return .yes(Receipt("commit \(commit.sha.short) is on \(branch).", reference: commit.sha))
        }
        if let pull = try await client.pullRequest(from: head, to: branch, in: repository) {
            return .yes(Receipt("pull request #\(pull.number) stands: \(pull.url)", reference: "#\(pull.number)"))
        }
        do {
            _ = try await client.rules(ofBranch: head, in: repository)
            return .cannotTell("the branch \(head) stands in \(repository) without a pull request. Open one from it, or delete it.")
        } catch ServiceError.notFound {
            return .no("\(repository) has no branch \(head).")
        }
    }

    // MARK: Words

    private func requests(_ plan: Plan, branch: String) -> [PlannedRequest] {
        let file = "/repos/\(repository)/contents/\(path)"
        func put(_ branch: String) -> PlannedRequest {
            PlannedRequest(
                service: "GitHub", method: "PUT", path: file,
                body: "(the file as in the diff, to \(branch), in place of \(plan.request["sha"].short))")
        }
        guard plan.request["way"] != ManifestPolicy.Way.commit.rawValue else { return [put(branch)] }
        let head = Self.branch(plan)
        return [
            PlannedRequest(
                service: "GitHub", method: "POST", path: "/repos/\(repository)/git/refs", body: "(\(head) at \(plan.request["head"].short))"),
            put(head), PlannedRequest(service: "GitHub", method: "POST", path: "/repos/\(repository)/pulls", body: "(\(head) into \(branch))"),
        ]
    }

    private func command(_ planned: OperationRequest) -> String {
        let what = isRevert ? ["--revert", String(planned["reverts"].prefix(12))] : ["--image", planned["image"]]
        let way = request["way"] == ManifestPolicy.Way.pullRequest.rawValue ? ["--pull-request"] : []
        return commandLine(["quarterdeck", "bump", request["name"].isEmpty ? object : request["name"]] + what + way)
    }

    private static func branch(_ plan: Plan) -> String { "quarterdeck/bump-" + plan.request["mark"] }

    /// The commit's first line; a revert's is as git writes it.
    private var subject: String {
        guard !isRevert else { return "Revert \"\(request["subject"])\"" }
        let reference = try? ImageReference(image)
        return "Bump image of \(object) to \(reference?.tag ?? reference?.digest?.shortDigest ?? image)"
    }

    private var message: String {
        let reason = isRevert ? "This reverts commit \(request["reverts"])." : "From \(request["old"])."
        return "\(subject)\n\n\(reason)\n\nQuarterdeck-Action: \(request["mark"])\n"
    }
}
