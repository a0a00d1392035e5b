import Host
import JSON
import Services

/// Deletes one pod: the very one that was seen, by its uid, never another that has its name by now.
///
/// Parameters: `context`, `namespace`, `name`, `uid`.
struct DeletePod: Operation {
    static let kind = "pod.delete"
    private let request: OperationRequest
    private let context: String, namespace: String, name: String, uid: String

    init(_ request: OperationRequest) throws {
        self.request = request
        context = try request.required("context")
        namespace = try request.required("namespace")
        name = try request.required("name")
        uid = try request.required("uid")
    }

    private var what: String { "Pod \(namespace)/\(name)" }

    func plan(_ reach: Reach) async throws -> Plan {
        let cluster = try reach.cluster(context)
        guard let pod = try await found(cluster) else { throw OperationError.gone(what: what, sentence: "\(context) has no such pod any more.") }
        guard pod.meta.uid == uid else {
            throw OperationError.gone(what: what, sentence: "another pod has its name since \(pod.meta.created?.clock ?? "then")Z.")
        }
        if let deletion = pod.meta.deletion { throw OperationError.pointless("\(what) is being deleted already, since \(deletion.clock)Z.") }
        var plan = Plan(
            request.with("owner", pod.meta.owner?.uid ?? ""), title: "Delete pod \(name)",
            target: Target(context: context, namespace: namespace, name: name, uid: uid, kind: "pod"), actionKey: "\(Self.kind) \(context)/\(uid)")
        let body: Value = ["apiVersion": "v1", "kind": "DeleteOptions", "preconditions": ["uid": .string(uid)]]
        plan.requests = [
            PlannedRequest(
                service: context, method: "DELETE", path: "/api/v1/namespaces/\(namespace.percentEncoded)/pods/\(name.percentEncoded)",
                body: body.text)
        ]
        if let owner = pod.meta.owner {
            plan.consequences = ["\(owner.kind) \(owner.name) makes another in its place."]
            plan.undo = "Cannot be undone; \(owner.kind) \(owner.name) makes another of the same template."
        } else {
            plan.consequences = ["Nothing makes it again: no controller owns it."]
            plan.undo = "Cannot be undone: its manifest must be applied again."
        }
        if pod.readyCount == pod.runningCount { plan.warnings = ["It is serving (\(pod.readyCount) of \(pod.runningCount) ready)."] }
        (plan.risk, plan.dangerousWord) = (.destroys, "Delete")
        plan.command = commandLine(["kubectl", "--context", context, "-n", namespace, "delete", "pod", name])
        await plan.go(as: cluster.link) { try await cluster.whoAmI() }
        return plan
    }

    func run(_ plan: Plan, _ reach: Reach, _ progress: Progress) async throws(WriteFailure) -> Receipt {
        let cluster = try reach.cluster(sending: context)
        do {
            try await cluster.deletePod(namespace: namespace, name: name, uid: uid)
        } catch .refused(.notFound) {
            throw .refused(.refused(service: context, status: 404, sentence: "the pod had gone already; nothing was done."))
        } catch .conflict {
            throw .refused(.refused(service: context, status: 409, sentence: "another pod has its name by now; nothing was done."))
        }
        return Receipt("\(context) is ending the pod.", reference: uid)
    }

    func follow(_ plan: Plan, _ receipt: Receipt, _ reach: Reach, _ progress: Progress) async throws -> Outcome {
        let cluster = try reach.cluster(context)
        await progress.step("Waiting for its containers to end.")
        let hasGone = try await reach.poll(progress, within: .seconds(180)) {
            let pod = try await found(cluster)
            return pod == nil || pod?.meta.uid != uid ? true : nil
        }
        guard hasGone != nil else {
            return Outcome(.unknown, "\(what) is still ending after 3 min; a finalizer or its node may hold it.")
        }
        let owner = plan.request["owner"]
        guard !owner.isEmpty else { return Outcome(.done, "\(what) has gone.") }
        await progress.step("It has gone. Waiting for another in its place.")
        let names = Set(try await siblings(cluster, owner).map(\.meta.name))
        let next = try await reach.poll(progress, within: .seconds(120)) {
            let pods = try await siblings(cluster, owner)
            return pods.allSatisfy { $0.readyCount == $0.runningCount } && !pods.isEmpty ? pods.map(\.meta.name) : nil
        }
        guard let next else {
            return Outcome(
                .done,
                "\(what) has gone; its controller has not brought all its pods to ready within 2 min (\(names.sorted().joined(separator: ", "))).")
        }
        return Outcome(.done, "\(what) has gone; \(next.sorted().joined(separator: ", ")) \(next.count == 1 ? "serves" : "serve").")
    }

    func happened(_ plan: Plan, since: Timestamp, _ reach: Reach) async throws -> Happened {
        guard let pod = try await found(reach.cluster(context)), pod.meta.uid == uid else {
            return .yes(Receipt("the pod has gone.", reference: uid))
        }
        guard let deletion = pod.meta.deletion else { return .no("the pod is there, and nobody has asked for its end.") }
        return .yes(Receipt("\(context) is ending the pod since \(deletion.clock)Z.", reference: uid))
    }

    private func found(_ cluster: KubernetesClient) async throws -> Pod? {
        do {
            return try await cluster.pod(namespace: namespace, name: name)
        } catch ServiceError.notFound {
            return nil
        }
    }

    private func siblings(_ cluster: KubernetesClient, _ owner: String) async throws -> [Pod] {
        try await cluster.list(.pods, namespace: namespace).items.filter { $0.meta.owner?.uid == owner && $0.meta.deletion == nil }
    }
}
