import Host
import JSON
import Services

/// Deletes one pod: the very one that was seen, by its uid, never another that has its name by now.
///
/// Parameters: `context`, `namespace`, `name`, `uid`.
struct DeletePod: Operation {
    static let kind = "pod.delete"
    private let place: ObjectPlace
    private let uid: String

    init(_ request: OperationRequest) throws {
        place = try ObjectPlace(request, kind: "pod")
        uid = try request.required("uid")
    }

    func plan(_ reach: Reach) async throws -> Plan {
        let cluster = try reach.cluster(place.context)
        guard let pod = try await found(cluster) else {
            throw OperationError.gone(what: place.what, sentence: "\(place.context) has no such pod any more.")
        }
        guard pod.meta.uid == uid else {
            throw OperationError.gone(what: place.what, sentence: "another pod has its name since \(pod.meta.created?.clock ?? "then")Z.")
        }
        if let deletion = pod.meta.deletion {
            throw OperationError.pointless("\(place.what) is being deleted already, since \(deletion.clock)Z.")
        }
        var plan = Plan(
            place.request.with("owner", pod.meta.owner?.uid ?? ""), title: "Delete pod \(place.name)", target: place.target(uid: uid),
            actionKey: "\(Self.kind) \(place.context)/\(uid)")
        let body: Value = ["apiVersion": "v1", "kind": "DeleteOptions", "preconditions": ["uid": .string(uid)]]
        plan.requests = [
            PlannedRequest(
                service: place.context, method: "DELETE",
                path: "/api/v1/namespaces/\(place.namespace.percentEncoded)/pods/\(place.name.percentEncoded)", body: body.text)
        ]
        (plan.consequences, plan.undo) = await aftermath(of: pod, reach)
        if pod.readyCount == pod.runningCount { plan.warnings = ["It is serving (\(pod.readyCount) of \(pod.runningCount) ready)."] }
        (plan.risk, plan.dangerousWord) = (.destroys, "Delete")
        plan.command = place.kubectl("delete", "pod", place.name)
        await plan.go(as: cluster.link) { try await cluster.whoAmI() }
        return plan
    }

    /// Who makes the pod again: its controller; of a pod without one, ArgoCD, where git holds it and self-heal is on.
    private func aftermath(of pod: Pod, _ reach: Reach) async -> (consequences: [String], undo: String) {
        if let owner = pod.meta.owner {
            let maker = "\(owner.kind) \(owner.name)"
            return (["\(maker) makes another in its place."], "Cannot be undone; \(maker) makes another of the same template.")
        }
        do {
            if let healer = try await place.healer(reach) {
                let sentence = "No controller owns it, but git holds it: self-heal of ArgoCD's \(healer.name) makes it again."
                return ([sentence], "Cannot be undone; ArgoCD makes another of the same manifest.")
            }
        } catch {
            let sentence = "No controller owns it; whether ArgoCD makes it again is not known: \(error)"
            return ([sentence], "Cannot be undone: unless ArgoCD makes it again, its manifest must be applied again.")
        }
        return (["Nothing makes it again: no controller owns it."], "Cannot be undone: its manifest must be applied again.")
    }

    func run(_ plan: Plan, _ reach: Reach, _ progress: Progress) async throws(WriteFailure) -> Receipt {
        let cluster = try reach.cluster(sending: place.context)
        do {
            try await cluster.deletePod(namespace: place.namespace, name: place.name, uid: uid)
        } catch .refused(.notFound) {
            throw .refused(.refused(service: place.context, status: 404, sentence: "the pod had gone already; nothing was done."))
        } catch .conflict {
            throw .refused(.refused(service: place.context, status: 409, sentence: "another pod has its name by now; nothing was done."))
        }
        return Receipt("\(place.context) is ending the pod.", reference: uid)
    }

    func follow(_ plan: Plan, _ receipt: Receipt, _ reach: Reach, _ progress: Progress) async throws -> Outcome {
        let cluster = try reach.cluster(place.context)
        await progress.step("Waiting for its containers to end.")
        let hasGone = try await reach.poll(progress, within: .seconds(180)) {
            let pod = try await found(cluster)
            return pod == nil || pod?.meta.uid != uid ? true : nil
        }
        guard hasGone != nil else {
            return Outcome(.unknown, "\(place.what) is still ending after 3 min; a finalizer or its node may hold it.")
        }
        let owner = plan.request["owner"]
        guard !owner.isEmpty else { return Outcome(.done, "\(place.what) has gone.") }
        await progress.step("It has gone. Waiting for another in its place.")
        let names = Set(try await siblings(cluster, owner).map(\.meta.name))
        let next = try await reach.poll(progress, within: .seconds(120)) {
            let pods = try await siblings(cluster, owner)
            return pods.allSatisfy { $0.readyCount == $0.runningCount } && !pods.isEmpty ? pods.map(\.meta.name) : nil
        }
        guard let next else {
            return Outcome(
                .done,
                "\(place.what) has gone; its controller has not brought all its pods to ready within 2 min (\(names.sorted().joined(separator: ", ")))."
            )
        }
        return Outcome(.done, "\(place.what) has gone; \(next.sorted().joined(separator: ", ")) \(next.count == 1 ? "serves" : "serve").")
    }

    func happened(_ plan: Plan, since: Timestamp, _ reach: Reach) async throws -> Happened {
        guard let pod = try await found(reach.cluster(place.context)), pod.meta.uid == uid else {
            return .yes(Receipt("the pod has gone.", reference: uid))
        }
        guard let deletion = pod.meta.deletion else { return .no("the pod is there, and nobody has asked for its end.") }
        return .yes(Receipt("\(place.context) is ending the pod since \(deletion.clock)Z.", reference: uid))
    }

    private func found(_ cluster: KubernetesClient) async throws -> Pod? {
        do {
            return try await cluster.pod(namespace: place.namespace, name: place.name)
        } catch ServiceError.notFound {
            return nil
        }
    }

    private func siblings(_ cluster: KubernetesClient, _ owner: String) async throws -> [Pod] {
        try await cluster.list(.pods, namespace: place.namespace).items.filter { $0.meta.owner?.uid == owner && $0.meta.deletion == nil }
    }
}
