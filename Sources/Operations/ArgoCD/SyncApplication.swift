import Host
import JSON
import Services

/// Asks ArgoCD to bring an application to what git holds, and follows that to its end.
///
/// Parameters: as ``ApplicationPlace``; `prune` (`true` deletes what git no longer holds).
struct SyncApplication: Operation {
    static let kind = "application.sync"
    /// The note by which our sync is known again: nobody else's has it.
    private static let note = "quarterdeck"
    private let request: OperationRequest
    private let place: ApplicationPlace
    private let prunes: Bool

    init(_ request: OperationRequest) throws {
        self.request = request
        place = try ApplicationPlace(request)
        prunes = request["prune"] == "true"
    }

    func plan(_ reach: Reach) async throws -> Plan {
        let client = try place.client(reach)
        let state = try await place.state(client)
        let application = state.application
        if state.operation.isWaiting || ["Running", "Terminating"].contains(state.operation.phase) {
            throw OperationError.pointless(
                "\(application.name) has an operation under way\(state.operation.by.isEmpty ? "" : " by \(state.operation.by)"); it takes one at a time."
            )
        }
        if application.deletion != nil { throw OperationError.pointless("\(application.name) is being deleted.") }
        let mark = "\(reach.who.login)@\(reach.who.host) \(reach.time.now().milliseconds)"
        var plan = Plan(
            request.with("mark", mark), title: "Sync \(application.name)", target: place.planTarget(state, reach),
            actionKey: "\(Self.kind) \(application.id)")
        var body: [Value.Member] = [.init("name", .string(place.target.name))]
        if !place.target.namespace.isEmpty { body.append(.init("appNamespace", .string(place.target.namespace))) }
        if !place.target.project.isEmpty { body.append(.init("project", .string(place.target.project))) }
        body += [
            .init("prune", .bool(prunes)), .init("dryRun", false), .init("strategy", ["hook": [:]]),
            .init("infos", [["name": .string(Self.note), "value": .string(mark)]]),
        ]
        plan.requests = [PlannedRequest(service: "ArgoCD", method: "POST", path: place.path + "/sync", body: Value.object(body).text)]
        let drifted = application.resources.filter { $0.sync == "OutOfSync" }
        plan.diff = drifted.prefix(20).map { DiffLine(.place, "\($0.kind) \($0.namespace)/\($0.name) is OutOfSync") }
        plan.consequences = [
            "\(application.targetRevision.isEmpty ? "HEAD" : application.targetRevision) of \(application.repository) is applied to \(application.targetNamespace); \(drifted.count) of \(application.resources.count) resources differ."
        ]
        if prunes {
            plan.consequences.append("What git no longer holds is deleted.")
            (plan.risk, plan.dangerousWord) = (.destroys, "deleted")
        }
        if drifted.isEmpty, application.sync == "Synced" { plan.warnings.append("It is Synced already: this applies the same again.") }
        plan.warnings += application.conditions.map { SafeText.line("\($0.type): \($0.message)") }
        plan.undo =
            "By a commit that reverts what git holds; ArgoCD's own rollback \(application.automated ? "is refused while sync is automated" : "goes back to a revision of its history")."
        plan.command = commandLine(["argocd", "app", "sync", application.name] + (prunes ? ["--prune"] : []))
        await plan.go(as: client.link) { try await client.user().username }
        return plan
    }

    func run(_ plan: Plan, _ reach: Reach, _ progress: Progress) async throws(WriteFailure) -> Receipt {
        let client = try reach.sending(reach.argocd, "ArgoCD")
        var sync = ArgoSync()
        sync.prunes = prunes
        sync.notes = [Self.note: plan.request["mark"]]
        _ = try await client.sync(place.target, sync)
        return Receipt("ArgoCD has noted the sync.", reference: plan.request["mark"])
    }

    func follow(_ plan: Plan, _ receipt: Receipt, _ reach: Reach, _ progress: Progress) async throws -> Outcome {
        let client = try place.client(reach)
        let name = place.target.name
        let outcome = try await reach.poll(progress, every: .seconds(2), within: .seconds(900)) { () -> Outcome? in
            let state = try await client.state(of: place.target)
            let operation = state.operation
            guard operation.notes[Self.note] == receipt.reference else {
                // The controller has not taken it up yet; or it has ended, and another has come after it.
                guard !operation.isWaiting, let started = operation.started, started > plannedAt(receipt) + .seconds(60) else { return nil }
                return Outcome(
                    .unknown,
                    "Another operation on \(name)\(operation.by.isEmpty ? "" : " by \(operation.by)") came after ours; ArgoCD keeps only the last one."
                )
            }
            switch operation.phase {
            case "Succeeded":
                return Outcome(
                    .done,
                    "\(name) is synced to \(operation.syncedRevision.short); it is \(state.application.health).")
            case "Failed", "Error":
                let failed = operation.results.filter(\.hasFailed).map { "\($0.kind) \($0.name): \($0.message)" }
                let why = failed.isEmpty ? operation.message : failed.prefix(3).joined(separator: "; ")
                return Outcome(.failed, "The sync of \(name) failed: \(why)")
            default:
                await progress.step(
                    operation.isWaiting ? "ArgoCD has not begun yet." : "ArgoCD: \(operation.message.isEmpty ? operation.phase : operation.message)")
                return nil
            }
        }
        return outcome ?? Outcome(.unknown, "The sync of \(name) has not ended within 15 min; ArgoCD goes on.")
    }

    func happened(_ plan: Plan, since: Timestamp, _ reach: Reach) async throws -> Happened {
        let operation = try await place.client(reach).state(of: place.target).operation
        if operation.notes[Self.note] == plan.request["mark"] {
            return .yes(Receipt("ArgoCD has our sync.", reference: plan.request["mark"]))
        }
        guard let started = operation.started, started >= since else { return .no("ArgoCD has no sync of ours.") }
        return .cannotTell("another sync has run since, and ArgoCD keeps only the last. Look at \(place.target.name).")
    }

    /// The mark ends with when it was planned.
    private func plannedAt(_ receipt: Receipt) -> Timestamp {
        Timestamp(milliseconds: receipt.reference.split(separator: " ").last.flatMap { Int64($0) } ?? 0)
    }
}
