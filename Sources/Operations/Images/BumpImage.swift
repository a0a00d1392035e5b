import Host
import Services

/// Changes one container's image in the manifests that ArgoCD follows: by a commit, guarded by the file's hash, or by a pull request;
/// then follows it to the cluster.
///
/// Parameters: `repository`, `path`, `object` (the Deployment's name), `container`, `image` (whole); `branch` (empty for the default one);
/// `way` = `pull-request` by policy; `application`, and `context` and `namespace` of the deployment, where it is to be followed.
struct BumpImage: Operation {
    static let kind = "image.bump"
    private let request: OperationRequest
    private let repository: String, path: String, object: String, container: String, image: String

    init(_ request: OperationRequest) throws {
        self.request = request
        repository = try request.required("repository")
        path = try request.required("path")
        object = try request.required("object")
        container = try request.required("container")
        image = try request.required("image")
    }

    func plan(_ reach: Reach) async throws -> Plan {
        let client = try reach.required(reach.github, "GitHub", "[github]")
        let access = try await client.access(to: repository)
        guard access.mayWrite else {
            throw OperationError.pointless("\(client.link.configuration.credentials?.name ?? "GitHub") may not write to \(repository).")
        }
        let branch = request["branch"].isEmpty ? access.defaultBranch : request["branch"]
        let rules = try await client.rules(ofBranch: branch, in: repository)
        let file = try await client.file(path, in: repository, ref: branch)
        let edit = try edit(file)
        var way = request["way"].isEmpty ? "commit" : request["way"]
        var because = ""
        if case .refused(let sentence) = rules.directPush { (way, because) = ("pull-request", sentence) }
        // A part of a branch's name: letters and digits only.
        let mark = "\(reach.who.login.filter { $0.isASCII && ($0.isLetter || $0.isNumber) })-\(reach.time.now().milliseconds)"
        let pinned = request.with("branch", branch).with("sha", file.sha).with("way", way).with("mark", mark).with("head", rules.head).with(
            "old", edit.old)
        let context = request["context"]
        var plan = Plan(
            pinned, title: "Bump image of \(object)",
            target: Target(context: context.isEmpty ? "GitHub" : context, namespace: request["namespace"], name: object, kind: "deployment"),
            actionKey: "\(Self.kind) \(repository)/\(path)@\(branch) \(object)/\(container)")
        plan.requests = requests(plan, branch: branch)
        plan.diff = [
            DiffLine(.place, "\(path):\(edit.line)"), DiffLine(.removed, SafeText.line(edit.before)), DiffLine(.added, SafeText.line(edit.after)),
        ]
        if way == "commit" {
            plan.consequences = ["A commit to \(repository), branch \(branch) (\(rules.isProtected ? "protected" : "not protected"))."]
        } else {
            plan.consequences = [
                "A pull request to \(branch) of \(repository)\(because.isEmpty ? "" : ": \(because)") Nothing is deployed before it is merged."
            ]
        }
        if case .notKnown(let sentence) = rules.directPush { plan.warnings.append("Whether the branch takes a commit is not known: \(sentence)") }
        if !request["application"].isEmpty, let argocd = reach.argocd {
            let state = try await argocd.state(of: ArgoTarget(request["application"]))
            plan.consequences.append(
                state.automation.isOn
                    ? "Then ArgoCD syncs by itself (automated)." : "Then \(state.application.name) is OutOfSync until it is synced by hand.")
        }
        plan.undo = "By a commit that sets the old image again, offered afterwards."
        plan.command = commandLine(["quarterdeck", "bump", object, "--image", image])
        await plan.go(as: client.link) { try await client.viewer().login }
        return plan
    }

    func run(_ plan: Plan, _ reach: Reach, _ progress: Progress) async throws(WriteFailure) -> Receipt {
        let client = try reach.sending(reach.github, "GitHub")
        let branch = plan.request["branch"]
        let edit = try await editAgain(plan, client)
        guard plan.request["way"] != "commit" else {
            let made = try await client.commit(
                edit.bytes, to: path, in: repository, branch: branch, replacing: plan.request["sha"], message: message(plan))
            return Receipt("Commit \(made.commit.short) landed on \(branch).", reference: made.commit)
        }
        let head = Self.branch(plan)
        try await client.createBranch(head, at: plan.request["head"], in: repository)
        await progress.step("Branch \(head) is made.")
        do throws(WriteFailure) {
            _ = try await client.commit(edit.bytes, to: path, in: repository, branch: head, replacing: plan.request["sha"], message: message(plan))
            await progress.step("The change is committed to \(head).")
            let pull = try await client.createPullRequest(
                title: "Bump image of \(object)", body: message(plan), from: head, to: branch, in: repository)
            return Receipt("Pull request #\(pull.number) is open: \(pull.url)", reference: "#\(pull.number)")
        } catch {
            await progress.step("The branch \(head) stands, and no pull request is known for it; open one, or delete the branch.")
            throw error
        }
    }

    func follow(_ plan: Plan, _ receipt: Receipt, _ reach: Reach, _ progress: Progress) async throws -> Outcome {
        let revert = Outcome.Offer("Set the old image again", plan.request.with("image", plan.request["old"]).fresh)
        if receipt.reference.hasPrefix("#") { return Outcome(.done, "\(receipt.sentence) What it changes is deployed once it is merged.") }
        guard !request["application"].isEmpty, let argocd = reach.argocd else {
            return Outcome(.done, "\(receipt.sentence) No application is named, so it is not followed further.", offers: [revert])
        }
        let target = ArgoTarget(request["application"])
        // Asking to compare changes nothing; without it ArgoCD looks at git every three minutes.
        _ = try? await argocd.refresh(target)
        let followed = try await sync(argocd, target, receipt.reference, reach, progress)
        if let followed { return Outcome(followed.kind, followed.sentence, offers: [revert]) }
        guard let cluster = reach.clusters[request["context"]], !request["namespace"].isEmpty else {
            return Outcome(.done, "\(receipt.reference.short) is synced.", offers: [revert])
        }
        let watch = RolloutWatch(cluster: cluster, namespace: request["namespace"], name: object, container: container, image: image)
        return watch.outcome(try await watch.follow(reach, progress, within: .seconds(900)), offers: [revert])
    }

    /// Waits until ArgoCD has synced the commit, or a later one of the same branch. Returns how it ended where it did not.
    private func sync(
        _ argocd: ArgoClient, _ target: ArgoTarget, _ commit: String, _ reach: Reach, _ progress: Progress
    ) async throws -> Outcome? {
        let end = try await reach.poll(progress, every: .seconds(2), within: .seconds(600)) { () -> Outcome?? in
            let state = try await argocd.state(of: target)
            if state.application.history.contains(where: { $0.revision == commit }) { return .some(nil) }
            guard state.application.revision == commit else {
                await progress.step("ArgoCD has not seen \(commit.short) yet (it is at \(state.application.revision.short)).")
                return nil
            }
            if state.operation.isFinished, state.operation.phase != "Succeeded", state.operation.syncedRevision == commit {
                return Outcome(.failed, "ArgoCD could not sync \(commit.short): \(state.operation.message)")
            }
            if !state.automation.isOn, state.application.sync == "OutOfSync" {
                return Outcome(.done, "\(target.name) is OutOfSync with \(commit.short): sync it by hand.")
            }
            await progress.step("ArgoCD syncs \(commit.short).")
            return nil
        }
        return end ?? Outcome(.unknown, "ArgoCD has not synced \(commit.short) within 10 min.")
    }

    func happened(_ plan: Plan, since: Timestamp, _ reach: Reach) async throws -> Happened {
        let client = try reach.required(reach.github, "GitHub", "[github]")
        let branch = plan.request["branch"], head = Self.branch(plan)
        guard plan.request["way"] != "commit" else {
            let mark = "Quarterdeck-Action: " + plan.request["mark"]
            // Ten minutes for clocks that differ.
            let commits = try await client.commits(of: repository, branch: branch, path: path, since: since + .seconds(-600))
            guard let commit = commits.first(where: { $0.message.contains(mark) }) else { return .no("\(branch) has no such commit.") }
            return .yes(Receipt("commit \(commit.sha.short) is on \(branch).", reference: commit.sha))
        }
        if let pull = try await client.openPullRequest(from: head, to: branch, in: repository) {
            return .yes(Receipt("pull request #\(pull.number) is open: \(pull.url)", reference: "#\(pull.number)"))
        }
        do {
            _ = try await client.rules(ofBranch: head, in: repository)
            return .cannotTell("the branch \(head) stands in \(repository) without a pull request. Open one from it, or delete it.")
        } catch ServiceError.notFound {
            return .no("\(repository) has no branch \(head).")
        }
    }

    /// The file as it is now, if it is still the one that was planned with.
    private func editAgain(_ plan: Plan, _ client: GitHubClient) async throws(WriteFailure) -> ManifestEdit {
        do {
            let file = try await client.file(path, in: repository, ref: plan.request["branch"])
            guard file.sha == plan.request["sha"] else {
                throw WriteFailure.conflict(
                    .refused(service: "GitHub", status: 409, sentence: "\(path) is another since it was planned; plan again."))
            }
            return try edit(file)
        } catch let failure as WriteFailure {
            throw failure
        } catch let error as ServiceError {
            throw .notSent(error)
        } catch {
            throw .notSent(.malformed(service: "GitHub", what: "\(path): \(error)"))
        }
    }

    private func edit(_ file: RepositoryFile) throws -> ManifestEdit {
        do {
            return try Manifest(file.bytes).settingImage(of: container, in: "Deployment", named: object, to: image)
        } catch {
            throw OperationError.pointless("\(path): \(error)")
        }
    }

    private func requests(_ plan: Plan, branch: String) -> [PlannedRequest] {
        let file = "/repos/\(repository)/contents/\(path)"
        func put(_ branch: String) -> PlannedRequest {
            PlannedRequest(
                service: "GitHub", method: "PUT", path: file,
                body: "(the file as in the diff, to \(branch), in place of \(plan.request["sha"].short))")
        }
        guard plan.request["way"] != "commit" else { return [put(branch)] }
        let head = Self.branch(plan)
        return [
            PlannedRequest(
                service: "GitHub", method: "POST", path: "/repos/\(repository)/git/refs", body: "(\(head) at \(plan.request["head"].short))"),
            put(head), PlannedRequest(service: "GitHub", method: "POST", path: "/repos/\(repository)/pulls", body: "(\(head) into \(branch))"),
        ]
    }

    private static func branch(_ plan: Plan) -> String { "quarterdeck/bump-" + plan.request["mark"] }

    private func message(_ plan: Plan) -> String {
        "Bump image of \(object) to \(image.split(separator: ":").last ?? "")\n\nFrom \(plan.request["old"]).\n\nQuarterdeck-Action: \(plan.request["mark"])\n"
    }
}

extension OperationRequest {
    /// Without what a plan has pinned, for planning anew.
    fileprivate var fresh: OperationRequest {
        var request = self
        for name in ["sha", "mark", "head", "old", "way"] { request.parameters[name] = nil }
        return request
    }
}
