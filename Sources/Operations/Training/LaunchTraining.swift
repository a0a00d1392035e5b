import Host
import JSON
import Services

/// Starts a training by its pipeline workflow, follows the run job by job, and says what came of it: the accuracy against its gate, and
/// the image that was built.
///
/// Parameters: as ``TrainingOrder``.
struct LaunchTraining: Operation {
    static let kind = "training.launch"
    /// How long a run may take; GitHub ends a job itself after six hours.
    private static let longest = Duration.seconds(6 * 3600)
    private let request: OperationRequest
    private let order: TrainingOrder

    init(_ request: OperationRequest) throws {
        self.request = request
        order = try TrainingOrder(request)
    }

    // MARK: Planning

    func plan(_ reach: Reach) async throws -> Plan {
        let client = try reach.required(reach.github, "GitHub", "[github]")
        let places = TrainingPlaces(client: client)
        let access = try await places.access(order.repository)
        let viewer = try? await client.viewer()
        try refuse(unless: access, viewer, client)
        let ref = request["ref"].isEmpty ? access.defaultBranch : request["ref"]
        let file = try await places.file(order.workflow, in: order.repository, ref: ref)
        let (values, objections) = file.values(for: order.inputs)
        guard objections.isEmpty else { throw OperationError.pointless(Self.sentences(objections, file)) }
        let head = try await places.head(of: ref, in: order.repository)
        let runs = try await client.runs(of: order.repository, branch: ref).filter { $0.path.hasSuffix("/" + order.workflow) }
        let newest = runs.map(\.number).max() ?? 0
        let builds = file.jobs.contains { !$0.leavesOutDispatch && Self.builds($0) }
        let standing = builds ? await BuiltImage(byRule: access.name, branch: ref, commit: head.sha).standing(reach) : nil
        var plan = Plan(
            order.pinned(request, ref: ref, values: values).with("newest", String(newest)).with("standing", standing ?? ""),
            title: "Launch training \(order.workflow) on \(ref)",
            target: Target(context: "GitHub", namespace: order.repository, name: order.workflow, kind: "workflow"),
            actionKey: Self.key(order, ref: ref, values: values))
        let body = GitHubClient.dispatchBody(branch: ref, inputs: values)
        plan.requests = [PlannedRequest(service: "GitHub", method: "POST", path: order.path, body: body.text)]
        plan.consequences = consequences(file, head, ref: ref)
        if let tag = standing?.split(separator: "@").first?.split(separator: ":").last {
            plan.consequences.append("The registry has \(SafeText.line(tag)) already: the same tag is built again, as another image.")
        }
        plan.warnings = warnings(file, runs)
        plan.undo = "Cancel the run (it stops within minutes); a model that it has registered by then, and an image that it has pushed, stay."
        plan.command = command(file, ref: ref, values: values, isDefault: ref == access.defaultBranch)
        plan.credential = client.link.configuration.credentials?.name ?? "no credentials"
        plan.identity = viewer?.login ?? ""
        return plan
    }

    /// With other inputs it is another training.
    private static func key(_ order: TrainingOrder, ref: String, values: [String: String]) -> String {
        let inputs = values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return ([kind, "\(order.repository)/\(order.workflow)@\(ref)"] + inputs).joined(separator: " ")
    }

    /// What is known beforehand to be refused. A fine-grained token's permissions are not: GitHub's refusal names them.
    private func refuse(unless access: RepositoryAccess, _ viewer: GitHubViewer?, _ client: GitHubClient) throws {
        let token = client.link.configuration.credentials?.name ?? "GitHub"
        if let scopes = viewer?.scopes, !scopes.contains("repo"), !scopes.contains("public_repo") {
            let has = scopes.isEmpty ? "none" : scopes.joined(separator: ", ")
            throw OperationError.pointless("\(token) may not start workflows: it lacks the scope repo (it has \(has)). \(Self.wayOut)")
        }
        guard access.mayWrite else {
            let who = viewer.map { "\($0.login), by \(token)," } ?? token
            throw OperationError.pointless("\(who) may only read \(order.repository), and starting a workflow is writing. \(Self.wayOut)")
        }
    }

    private static let wayOut =
        "Use a token that may (classic: scope repo; fine-grained: Actions, read and write), or start it on the repository's Actions page."

    private static func sentences(_ objections: [String], _ file: WorkflowFile) -> String {
        var sentences = objections
        if objections.contains(where: { $0.hasPrefix("the workflow has no input") }) {
            let names = file.inputs.map(\.name)
            sentences.append(names.isEmpty ? "It has none." : "It has \(names.joined(separator: ", ")).")
        }
        return SafeText.line(sentences.map(begun).joined(separator: " "))
    }

    /// A clause as a sentence begins; a name stays as it is spelled.
    private static func begun(_ clause: String) -> String { clause.hasPrefix("the ") ? "T" + clause.dropFirst() : clause }

    private func consequences(_ file: WorkflowFile, _ head: Commit, ref: String) -> [String] {
        var sentences = ["A run on commit \(head.sha.short) of \(ref)\(head.message.isEmpty ? "" : " (\(Self.firstLine(head.message)))")."]
        let running = file.jobs.filter { !$0.leavesOutDispatch }, left = file.jobs.filter(\.leavesOutDispatch)
        if !running.isEmpty { sentences.append("Its jobs: \(running.map(\.name).joined(separator: ", ")).") }
        if !left.isEmpty {
            sentences.append(
                "Left out, as \(left.count == 1 ? "it runs" : "they run") for other events only: \(left.map(\.name).joined(separator: ", ")).")
        }
        if !running.contains(where: Self.deploys) {
            sentences.append("A dispatched run does not deploy: that is the image bump, offered afterwards.")
        }
        return sentences.map { SafeText.line($0) }
    }

    private func warnings(_ file: WorkflowFile, _ runs: [WorkflowRun]) -> [String] {
        var sentences = runs.filter { $0.status != "completed" }.prefix(3).map { run in
            "Run #\(run.number) of the same workflow and branch is \(run.status.replacing("_", with: " ")), by \(run.actor)."
        }
        if let deploying = file.jobs.first(where: { !$0.leavesOutDispatch && Self.deploys($0) }) {
            sentences.append("\(deploying.name) may deploy: nothing in its condition keeps it from a dispatched run.")
        }
        return sentences.map { SafeText.line($0) }
    }

    /// Whether a job deploys, by what it is called.
    private static func deploys(_ job: WorkflowFile.Job) -> Bool {
        let words = (job.key + " " + job.name).lowercased()
        return ["deploy", "gitops", "release"].contains { words.contains($0) }
    }

    /// Whether a job builds an image, by what it is called.
    private static func builds(_ job: WorkflowFile.Job) -> Bool {
        let words = (job.key + " " + job.name).lowercased()
        return (["build"] + BuiltImage.words).contains { words.contains($0) }
    }

    private func command(_ file: WorkflowFile, ref: String, values: [String: String], isDefault: Bool) -> String {
        var words = ["quarterdeck", "train", order.workflow, "--repository", order.repository]
        if !isDefault { words += ["--ref", ref] }
        for input in file.inputs {
            if let value = values[input.name], value != input.standard { words += ["--input", "\(input.name)=\(value)"] }
        }
        return commandLine(words)
    }

    private static func firstLine(_ text: String) -> String { String(text.split(separator: "\n").first?.prefix(80) ?? "") }

    // MARK: Doing

    func run(_ plan: Plan, _ reach: Reach, _ progress: Progress) async throws(WriteFailure) -> Receipt {
        let client = try reach.sending(reach.github, "GitHub")
        let sent = reach.time.now()
        let made: Dispatched
        do throws(WriteFailure) {
            made = try await client.dispatch(
                order.workflow, in: order.repository, branch: plan.request["ref"], inputs: TrainingOrder.values(plan.request))
        } catch {
            throw Self.explained(error)
        }
        guard let run = made.run else {
            return Receipt("GitHub took it, and does not say which run it made.", reference: DispatchedRun.unnamed(sent))
        }
        return Receipt("GitHub took it: run \(run).", reference: String(run))
    }

    /// The same refusal with the way out of it.
    private static func explained(_ failure: WriteFailure) -> WriteFailure {
        switch failure {
        case .refused(.forbidden(let service, let what, let sentence)):
            return .refused(.forbidden(service: service, what: what, sentence: "\(ended(sentence)) \(wayOut)"))
        case .refused(.notFound(let service, let what)):
            return .refused(
                .forbidden(service: service, what: what, sentence: "it answers 404, which it also does to a token that may only read. \(wayOut)"))
        default: return failure
        }
    }

    private static func ended(_ sentence: String) -> String { sentence.hasSuffix(".") ? sentence : sentence + "." }

    func happened(_ plan: Plan, since: Timestamp, _ reach: Reach) async throws -> Happened {
        let client = try reach.required(reach.github, "GitHub", "[github]")
        let runs = try await DispatchedRun(plan, order).candidates(client, since: since)
        switch runs.count {
        case 0: return .no("\(order.repository) has no run of \(order.workflow) that was started by hand on \(plan.request["ref"]) since.")
        case 1: return .yes(Receipt("run #\(runs[0].number) was started by it.", reference: String(runs[0].id)))
        default: return .cannotTell(DispatchedRun.ambiguity(runs))
        }
    }

    // MARK: Following

    func follow(_ plan: Plan, _ receipt: Receipt, _ reach: Reach, _ progress: Progress) async throws -> Outcome {
        let client = try reach.required(reach.github, "GitHub", "[github]")
        let id: Int64
        switch try await DispatchedRun(plan, order).find(receipt, client, reach, progress) {
        case .run(let found): id = found
        case .notFound(let sentence): return Outcome(.unknown, sentence)
        }
        guard let ended = try await JobWatch(client: client, repository: order.repository, run: id).follow(reach, progress, within: Self.longest)
        else { return Outcome(.unknown, "The run has not ended within 6 h; GitHub goes on with it.") }
        await progress.step("Run #\(ended.run.number) has ended: \(ended.run.conclusion). Reading what it trained and built.")
        return await TrainingResult(run: ended.run, jobs: ended.jobs, client: client, reach: reach, before: plan.request["standing"]).outcome(
            progress)
    }
}
