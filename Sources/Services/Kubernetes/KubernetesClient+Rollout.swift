import Host
import Transport

extension KubernetesClient {
    /// One deployment.
    /// - Throws: ``ServiceError/notFound(service:what:)`` when it has gone.
    public func deployment(namespace: String, name: String) async throws -> Deployment {
        try await link.get(
            "/apis/apps/v1/namespaces/\(namespace.percentEncoded)/deployments/\(name.percentEncoded)",
            what: "deployment \(namespace)/\(name)")
    }

    /// Everything that decides how a deployment's rollout stands, for ``Rollout/state(of:)``. Five requests, for where no feed has it.
    ///
    /// What may not be read (events, budgets) is left out: the judgement is then less precise, not wrong.
    /// - Throws: ``ServiceError`` where the deployment or its pods cannot be read.
    public func rollout(namespace: String, name: String) async throws -> RolloutFacts {
        var facts = RolloutFacts()
        facts.deployment = try await deployment(namespace: namespace, name: name)
        let selector = [("labelSelector", facts.deployment.selector.words)]
        async let replicaSets = items(.replicaSets, namespace, selector)
        async let pods = items(.pods, namespace, selector)
        async let events = allowed { try await items(.events, namespace, [("fieldSelector", "type=Warning")]) }
        async let budgets = allowed { try await items(.disruptionBudgets, namespace, []) }
        (facts.replicaSets, facts.pods, facts.events, facts.budgets) = try await (replicaSets, pods, events, budgets)
        return facts
    }

    private func items<Item>(_ kind: KubernetesKind<Item>, _ namespace: String, _ query: [(String, String)]) async throws -> [Item] {
        let response = try await link.send(
            "GET", kind.path(namespace: namespace), query: query, limit: limits.list, what: "list of \(kind.resource)")
        return try readList(response, as: Item.self).items
    }

    private func allowed<Item>(_ list: () async throws -> [Item]) async throws -> [Item] {
        do {
            return try await list()
        } catch ServiceError.forbidden, ServiceError.notFound {
            return []
        }
    }
}
