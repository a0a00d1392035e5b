import Host
import Services

/// Asks ArgoCD to look at git now and to compare anew. Changes nothing that is deployed, unless sync is automated.
///
/// Parameters: as ``ApplicationPlace``; `hard` (`true` also forgets the cached manifests).
struct RefreshApplication: Operation {
    static let kind = "application.refresh"
    private let request: OperationRequest
    private let place: ApplicationPlace
    private let isHard: Bool

    init(_ request: OperationRequest) throws {
        self.request = request
        place = try ApplicationPlace(request)
        isHard = request["hard"] == "true"
    }

    func plan(_ reach: Reach) async throws -> Plan {
        let client = try place.client(reach)
        let state = try await place.state(client)
        var plan = Plan(
            request.with("compared", String(state.application.reconciled?.milliseconds ?? 0)),
            title: "Refresh \(place.target.name)\(isHard ? " (hard)" : "")", target: place.planTarget(state, reach),
            actionKey: "\(Self.kind) \(state.application.id)")
        let query = ["refresh=" + (isHard ? "hard" : "normal"), place.query].filter { !$0.isEmpty }.joined(separator: "&")
        plan.requests = [PlannedRequest(service: "ArgoCD", method: "GET", path: place.path + "?" + query)]
        plan.consequences = ["ArgoCD reads \(state.application.repository) and compares."]
        if isHard { plan.consequences.append("Its repository server renders the manifests anew, which costs it work.") }
        if state.automation.isOn {
            plan.consequences.append(
                state.automation.selfHeals
                    ? "What differs is then synced by itself: sync is automated, and self-heal undoes what was changed in the cluster."
                    : "A new commit is then synced by itself: sync is automated; what was changed in the cluster stays, for it does not heal itself.")
        }
        plan.undo = "Needs none."
        plan.command = commandLine(["argocd", "app", "get", place.target.name, isHard ? "--hard-refresh" : "--refresh"])
        await plan.go(as: client.link) { try await client.user().username }
        return plan
    }

    func run(_ plan: Plan, _ reach: Reach, _ progress: Progress) async throws(WriteFailure) -> Receipt {
        let client = try reach.sending(reach.argocd, "ArgoCD")
        do {
            _ = try await client.refresh(place.target, hard: isHard)
            return Receipt("ArgoCD was asked to compare.")
        } catch let error as ServiceError {
            switch error {
            case .forbidden, .notFound, .unauthorised, .refused, .limited: throw .refused(error)
            default: throw .unanswered(error)
            }
        } catch {
            throw .unanswered(.cut(service: "ArgoCD", what: "the comparison"))
        }
    }

    func follow(_ plan: Plan, _ receipt: Receipt, _ reach: Reach, _ progress: Progress) async throws -> Outcome {
        let client = try place.client(reach)
        await progress.step("Waiting for ArgoCD's controller to compare.")
        let after = try await reach.poll(progress, every: .seconds(2), within: .seconds(300)) { () -> Application? in
            let state = try await client.state(of: place.target)
            return !state.isRefreshPending && isNewer(state.application, plan) ? state.application : nil
        }
        guard let after else { return Outcome(.unknown, "ArgoCD has not compared \(place.target.name) within 5 min; its controller may hang.") }
        return Outcome(.done, "\(after.name) was compared with \(after.revision.short): \(after.sync), \(after.health).")
    }

    func happened(_ plan: Plan, since: Timestamp, _ reach: Reach) async throws -> Happened {
        let state = try await place.client(reach).state(of: place.target)
        if state.isRefreshPending { return .yes(Receipt("ArgoCD has been asked, and compares.")) }
        return isNewer(state.application, plan) ? .yes(Receipt("ArgoCD has compared since.")) : .no("ArgoCD has not compared since.")
    }

    private func isNewer(_ application: Application, _ plan: Plan) -> Bool {
        (application.reconciled?.milliseconds ?? 0) > Int64(plan.request["compared"]) ?? 0
    }
}
