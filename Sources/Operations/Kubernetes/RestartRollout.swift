import Host
import JSON
import Services

/// Makes a deployment's pods anew, a few at a time, as `kubectl rollout restart` does.
///
/// Parameters: `context`, `namespace`, `name`, `uid`.
struct RestartRollout: Operation {
    static let kind = "deployment.restart"
    private let request: OperationRequest
    private let context: String, namespace: String, name: String, uid: String

    init(_ request: OperationRequest) throws {
        self.request = request
        context = try request.required("context")
        namespace = try request.required("namespace")
        name = try request.required("name")
        uid = try request.required("uid")
    }

    private var what: String { "Deployment \(namespace)/\(name)" }
    private var path: String { "/apis/apps/v1/namespaces/\(namespace.percentEncoded)/deployments/\(name.percentEncoded)" }
    private static let annotation = "kubectl.kubernetes.io/restartedAt"

    func plan(_ reach: Reach) async throws -> Plan {
        let cluster = try reach.cluster(context)
        let deployment: Deployment
        do {
            deployment = try await cluster.deployment(namespace: namespace, name: name)
        } catch ServiceError.notFound {
            throw OperationError.gone(what: what, sentence: "\(context) has no such deployment any more.")
        }
        guard deployment.meta.uid == uid else { throw OperationError.gone(what: what, sentence: "another deployment has its name by now.") }
        guard !deployment.paused else { throw OperationError.pointless("\(what) is paused: a restart would wait until it is resumed.") }
        let moment = Timestamp(milliseconds: reach.time.now().milliseconds / 1000 * 1000)
        var plan = Plan(
            request.with("at", moment.rfc3339), title: "Restart rollout of \(name)",
            target: Target(context: context, namespace: namespace, name: name, uid: uid, kind: "deployment"),
            actionKey: "\(Self.kind) \(context)/\(uid)")
        let body: Value = [
            "metadata": ["uid": .string(uid)],
            "spec": ["template": ["metadata": ["annotations": [Self.annotation: .string(moment.rfc3339)]]]],
        ]
        plan.requests = [
            PlannedRequest(service: context, method: "PATCH", path: path + "?fieldManager=quarterdeck", body: body.text)
        ]
        plan.diff = [DiffLine(.place, "spec.template.metadata.annotations"), DiffLine(.added, "\(Self.annotation): \(moment.rfc3339)")]
        plan.consequences = ["\(deployment.wanted) \(deployment.wanted == 1 ? "pod is" : "pods are") replaced, a few at a time, with the same image."]
        if deployment.wanted < 2 { plan.warnings = ["It has one replica: whether it serves throughout depends on its strategy."] }
        plan.undo = "Needs none: the new pods are of the same template."
        plan.command = commandLine(["kubectl", "--context", context, "-n", namespace, "rollout", "restart", "deployment", name])
        await plan.go(as: cluster.link) { try await cluster.whoAmI() }
        return plan
    }

    func run(_ plan: Plan, _ reach: Reach, _ progress: Progress) async throws(WriteFailure) -> Receipt {
        let cluster = try reach.cluster(sending: context)
        guard let moment = Timestamp(rfc3339: plan.request["at"]) else {
            throw .notSent(.malformed(service: context, what: "a plan without its moment"))
        }
        let generation = try await cluster.restart(.deployment, namespace: namespace, name: name, uid: uid, at: moment)
        return Receipt("\(context) has begun to replace the pods.", reference: String(generation))
    }

    func follow(_ plan: Plan, _ receipt: Receipt, _ reach: Reach, _ progress: Progress) async throws -> Outcome {
        let watch = RolloutWatch(
            cluster: try reach.cluster(context), namespace: namespace, name: name, generation: Int(receipt.reference) ?? 0)
        return watch.outcome(try await watch.follow(reach, progress, within: .seconds(900)))
    }

    func happened(_ plan: Plan, since: Timestamp, _ reach: Reach) async throws -> Happened {
        let object: Value
        do {
            object = try await reach.cluster(context).object(path: path, what: "deployment \(namespace)/\(name)")
        } catch ServiceError.notFound {
            return .no("the deployment has gone.")
        }
        let annotation = object["spec"]["template"]["metadata"]["annotations"][Self.annotation].string
        guard annotation == plan.request["at"] else {
            // A later restart overwrites the trace of an earlier one.
            let other = annotation.flatMap { Timestamp(rfc3339: $0) }.map { $0 > since } ?? false
            return other
                ? .cannotTell("the deployment was restarted again since, by another. Look at its rollout.")
                : .no("the deployment does not name this restart.")
        }
        return .yes(Receipt("the deployment names this restart.", reference: String(object["metadata"]["generation"].int ?? 0)))
    }
}
