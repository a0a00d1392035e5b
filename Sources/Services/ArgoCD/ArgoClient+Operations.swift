import Host
import JSON
import Transport

// Changing applications. Every change is sent once; see ``WriteFailure``. ArgoCD wants JSON's media type on each, with a body or without.
extension ArgoClient {
    /// An application with its operation in full.
    /// - Throws: ``ServiceError``, as ``application(_:namespace:project:)``.
    public func state(of target: ArgoTarget) async throws -> ArgoState {
        do {
            return try await link.get(Self.path(target), query: target.query, what: "application \(target.name)")
        } catch ServiceError.forbidden(let service, let what, _) {
            throw ServiceError.forbidden(service: service, what: what, sentence: "it is not there, or the token may not see it.")
        }
    }

    /// Asks for a sync and returns as soon as it is noted; follow it with ``state(of:)`` and know it again by its notes.
    /// - Throws: ``WriteFailure``: `.refused` with ArgoCD's sentence: another operation is in progress; a sync window; automated sync
    ///   follows another revision.
    /// - Note: <https://argo-cd.readthedocs.io/en/stable/developer-guide/api-docs/>
    public func sync(_ target: ArgoTarget, _ sync: ArgoSync = ArgoSync()) async throws(WriteFailure) -> ArgoState {
        try await link.write("POST", Self.path(target) + "/sync", body: sync.body(target), what: "application \(target.name)", as: ArgoState.self)
    }

    /// Asks ArgoCD to look at git, and compares anew.
    ///
    /// The server answers when its controller has compared, however long that takes; after `limit` we stop waiting, and the
    /// comparison goes on.
    /// - Parameters:
    ///   - hard: also forget the cached manifests, which costs the repository server a rendering.
    ///   - limit: longest wait for the comparison.
    /// - Returns: the application after it; `nil` when it was asked for and is not done.
    /// - Throws: ``ServiceError``.
    public func refresh(_ target: ArgoTarget, hard: Bool = false, within limit: Duration = .seconds(10)) async throws -> ArgoState? {
        var request = link.request("GET", Self.path(target), query: [("refresh", hard ? "hard" : "normal")] + target.query)
        request.deadlines.answer = limit
        let response: HTTPResponse
        do {
            response = try await link.answer(to: request)
        } catch TransportError.timedOut(_, let waiting, _) where waiting != "connection" {
            return nil
        } catch let error as TransportError {
            throw ServiceError(error, service: link.configuration.service)
        }
        guard response.status == 200 else { throw link.failure(response, what: "application \(target.name)") }
        return try link.read(response)
    }

    /// Stops the operation under way.
    /// - Throws: ``WriteFailure``: `.refused` when there is none.
    public func terminate(_ target: ArgoTarget) async throws(WriteFailure) {
        _ = try await link.write("DELETE", Self.path(target) + "/operation", query: target.query, what: "operation of \(target.name)")
    }

    /// Goes back to a deployment of the history.
    ///
    /// What git holds stays as it is: the lasting way back is a commit.
    /// - Parameter id: ``Application/Deployed/id``.
    /// - Throws: ``WriteFailure``: `.refused` while sync is automated: "rollback cannot be initiated when auto-sync is enabled".
    public func rollBack(
        _ target: ArgoTarget, to id: Int, prunes: Bool = false, isTrial: Bool = false
    ) async throws(WriteFailure) -> ArgoState {
        let body: [Value.Member] =
            [.init("name", .string(target.name)), .init("id", .int(id)), .init("prune", .bool(prunes)), .init("dryRun", .bool(isTrial))]
            + target.members
        return try await link.write(
            "POST", Self.path(target) + "/rollback", body: .object(body), what: "deployment \(id) of \(target.name)", as: ArgoState.self)
    }

    /// Sets automated sync.
    ///
    /// Where the Application object stands in git itself (an app of apps), ArgoCD changes it back.
    /// - Parameter knowsSwitch: ``ArgoAutomation/canBeSwitched(at:)`` of the server's version. Without it, off means that prune and
    ///   self-heal are forgotten: keep them and set them again.
    /// - Throws: ``WriteFailure``.
    public func setAutomation(
        _ automation: ArgoAutomation, of target: ArgoTarget, knowsSwitch: Bool
    ) async throws(WriteFailure) -> ArgoState {
        let patch: Value = ["spec": ["syncPolicy": ["automated": automation.value(knowsSwitch: knowsSwitch)]]]
        let body: [Value.Member] =
            [.init("name", .string(target.name)), .init("patch", .string(patch.text)), .init("patchType", "merge")] + target.members
        return try await link.write("PATCH", Self.path(target), body: .object(body), what: "application \(target.name)", as: ArgoState.self)
    }

    /// Whether the token may do something: `applications`, `sync`, `default/iris-classifier`.
    ///
    /// - Parameters:
    ///   - action: `get`, `sync`, `update`, `override`, `delete`, `action/…`.
    ///   - object: project and name, by a slash.
    /// - Throws: ``ServiceError``.
    public func may(_ action: String, _ resource: String = "applications", on object: String) async throws -> Bool {
        struct Answer: Readable {
            let value: String
            init(_ json: Element) throws { value = try json.requiredString("value") }
        }
        let path = ([resource, action] + object.split(separator: "/").map(String.init)).map(\.percentEncoded).joined(separator: "/")
        return try await link.get("/api/v1/account/can-i/" + path, what: "answer to what the token may do", as: Answer.self).value == "yes"
    }

    private static func path(_ target: ArgoTarget) -> String { "/api/v1/applications/\(target.name.percentEncoded)" }
}
