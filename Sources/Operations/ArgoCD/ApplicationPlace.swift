import Host
import Services

/// The application that an operation is about, and what the two operations on one share.
///
/// Parameters: `application`; `namespace` and `project` of the Application, where known; `context`, where the caller knows which it deploys to.
struct ApplicationPlace: Sendable {
    let target: ArgoTarget
    private let context: String

    init(_ request: OperationRequest) throws {
        target = ArgoTarget(try request.required("application"), namespace: request["namespace"], project: request["project"])
        context = request["context"]
    }

    var path: String { "/api/v1/applications/\(target.name.percentEncoded)" }

    func client(_ reach: Reach) throws -> ArgoClient { try reach.required(reach.argocd, "ArgoCD", "[argocd]") }

    func state(_ client: ArgoClient) async throws -> ArgoState {
        do {
            return try await client.state(of: target)
        } catch ServiceError.notFound {
            throw OperationError.gone(what: "Application \(target.name)", sentence: "ArgoCD has no such application any more.")
        }
    }

    /// What the plan names: the context that it deploys to, so that a protected one is known as such.
    func planTarget(_ state: ArgoState, _ reach: Reach) -> Target {
        Target(
            context: context.isEmpty ? reach.context(of: state.application) ?? "ArgoCD" : context, namespace: state.application.namespace,
            name: target.name, uid: state.application.uid, kind: "application")
    }

    /// The query that names its namespace and project, as the client sends it.
    var query: String {
        let items = [("appNamespace", target.namespace), ("project", target.project)].filter { !$0.1.isEmpty }
        return items.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&")
    }
}

extension Reach {
    /// The context that an application deploys to: as config says, or by its destination's name or server; `nil` where none is ours.
    func context(of application: Application) -> String? {
        if let context = destinations[application.cluster] ?? destinations[application.server] { return context }
        if clusters[application.cluster] != nil { return application.cluster }
        return clusters.first { !application.server.isEmpty && $0.value.link.configuration.base == application.server }?.key
    }
}
