import Services

/// The object in a cluster that an operation is about, as it was selected, and what the operations on one share.
///
/// Parameters: `context`, `namespace`, `name`.
struct ObjectPlace: Sendable {
    let request: OperationRequest
    /// As kubectl names it: `pod`, `deployment`.
    let kind: String
    let context: String, namespace: String, name: String

    init(_ request: OperationRequest, kind: String) throws {
        self.request = request
        self.kind = kind
        context = try request.required("context")
        namespace = try request.required("namespace")
        name = try request.required("name")
    }

    /// How sentences begin: `Pod ml-apps/iris-7c9d`.
    var what: String { kind.capitalized + " \(namespace)/\(name)" }

    func target(uid: String) -> Target { Target(context: context, namespace: namespace, name: name, uid: uid, kind: kind) }

    /// The same from a shell: `kubectl --context k3d -n ml-apps …`.
    func kubectl(_ words: String...) -> String { commandLine(["kubectl", "--context", context, "-n", namespace] + words) }

    /// The application in whose manifests the object stands and whose automated self-heal undoes what is changed at it.
    ///
    /// `nil` where there is none, and where no ArgoCD is configured.
    /// - Throws: ``ServiceError`` where ArgoCD does not tell: the plan must not promise what depends on it.
    func healer(_ reach: Reach) async throws -> Application? {
        guard let argocd = reach.argocd else { return nil }
        return try await argocd.applications().first { application in
            application.automated && application.selfHeals && reach.context(of: application) == context
                && application.resources.contains { $0.kind.lowercased() == kind && $0.namespace == namespace && $0.name == name }
        }
    }
}

extension String {
    /// With a capital letter at its beginning.
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
