/// What somebody does to an application: synchronise, roll back, stop, change its policy.
/// <https://argo-cd.readthedocs.io/en/stable/developer-guide/api-docs/>
struct ArgoWrites: Sendable {
    let request: LabRequest
    let name: String
    /// Whether the account may read only.
    let isReader: Bool

    /// The account behind the lab's token.
    static let account = "console"
    /// What can stand after an application's name and changes it.
    static let actions: Set<String> = ["sync", "rollback", "operation"]

    func respond(on stage: Stage) async -> LabResponse {
        let selection = ArgoSelection(request)
        return await stage.perform { world -> LabResponse in
            guard let application = world.argo[name], selection.admits(application) else {
                return (selection.projects.isEmpty ? ArgoError.denied : ArgoError.missing(name)).response
            }
            let action = request.segments.count > 4 ? request.segments[4] : "application"
            guard !isReader else {
                let verb = action == "application" ? "update" : "sync"
                return ArgoError(
                    status: 403, code: 7, message: "permission denied: applications, \(verb), default/\(name), sub: reader, iat: 2026-11-20T08:00:00Z"
                ).response
            }
            switch (action, request.method) {
            case ("sync", "POST"): return sync(application, in: &world)
            case ("rollback", "POST"): return rollback(application, in: &world)
            case ("operation", "DELETE"): return terminate(application, in: &world)
            case ("application", "PATCH"): return patch(application, in: &world)
            default: return ArgoError(status: 501, code: 12, message: "Method Not Allowed").response
            }
        }
    }

    private var body: JSON { request.json ?? .object([]) }

    private func refused(_ message: String, code: Int = 9) -> LabResponse { ArgoError(status: 400, code: code, message: message).response }

    private func sync(_ application: ArgoApplication, in world: inout World) -> LabResponse {
        if let revision = body["revision"]?.text, !revision.isEmpty, application.automated != nil, revision != "main",
            revision != application.revision
        {
            return refused("Cannot sync to \(revision): auto-sync currently set to main")
        }
        if let refusal = busy(application) { return refusal }
        let isDryRun = body["dryRun"]?.bool ?? false
        let notes = (body["infos"]?.elements ?? []).map { ArgoApplication.Note(name: $0["name"]?.text ?? "", value: $0["value"]?.text ?? "") }
        world.apply(.argo(.request(name, by: Self.account, isDryRun: isDryRun, to: nil, notes: notes)))
        return present(in: world)
    }

    private func rollback(_ application: ArgoApplication, in world: inout World) -> LabResponse {
        guard application.automated == nil else { return refused("rollback cannot be initiated when auto-sync is enabled") }
        guard let id = body["id"]?.int.map(Int.init), application.history.contains(where: { $0.id == id }) else {
            return refused("application \(name) does not have deployment id \(body["id"]?.int ?? 0) in history", code: 3)
        }
        if let refusal = busy(application) { return refusal }
        world.apply(.argo(.request(name, by: Self.account, isDryRun: body["dryRun"]?.bool ?? false, to: id)))
        return present(in: world)
    }

    private func busy(_ application: ArgoApplication) -> LabResponse? {
        application.operation?.phase == "Running" ? refused("another operation is already in progress") : nil
    }

    private func terminate(_ application: ArgoApplication, in world: inout World) -> LabResponse {
        guard application.operation?.phase == "Running" else {
            return refused("Unable to terminate operation. No operation is in progress", code: 3)
        }
        world.apply(.argo(.terminate(name)))
        return .json(.object([]))
    }

    /// A merge patch, which stands as text in the body. Only the policy of automated synchronisation can be changed here.
    private func patch(_ application: ArgoApplication, in world: inout World) -> LabResponse {
        guard body["patchType"]?.text == "merge", let patch = body["patch"]?.text.flatMap({ JSON(parsing: Array($0.utf8)) }),
            let policy = patch["spec"]?["syncPolicy"]
        else { return refused("error applying patch: only merge patches of spec.syncPolicy are taken here", code: 3) }
        var automated = application.automated
        if policy == .null || policy["automated"] == .null {
            automated = nil
        } else if let wanted = policy["automated"] {
            automated = .init(
                prune: wanted["prune"]?.bool ?? automated?.prune ?? false,
                selfHeal: wanted["selfHeal"]?.bool ?? automated?.selfHeal ?? false)
        }
        world.apply(.argo(.automate(name, automated)))
        return present(in: world)
    }

    private func present(in world: World) -> LabResponse {
        world.argo[name].map { .json(ArgoJSON.application($0)) } ?? ArgoError.missing(name).response
    }
}
