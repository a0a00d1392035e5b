import Host
import JSON
import Services

/// Makes a deployment's pods anew, a few at a time, as `kubectl rollout restart` does.
///
/// Parameters: `context`, `namespace`, `name`; `uid`, where the caller has seen the deployment itself. The plan pins it.
struct RestartRollout: Operation {
    static let kind = "deployment.restart"
    private let place: ObjectPlace
    /// Of the deployment that was selected; empty where only its name is known.
    private let uid: String

    init(_ request: OperationRequest) throws {
        place = try ObjectPlace(request, kind: "deployment")
        uid = request["uid"]
    }

    private var path: String { "/apis/apps/v1/namespaces/\(place.namespace.percentEncoded)/deployments/\(place.name.percentEncoded)" }
    private static let annotation = "kubectl.kubernetes.io/restartedAt"

    func plan(_ reach: Reach) async throws -> Plan {
        let cluster = try reach.cluster(place.context)
        let object: Value
        do {
            object = try await cluster.object(path: path, what: "deployment \(place.namespace)/\(place.name)")
        } catch ServiceError.notFound {
            throw OperationError.gone(what: place.what, sentence: "\(place.context) has no such deployment any more.")
        }
        let deployment = try JSON.read(Deployment.self, from: object.bytes)
        let uid = deployment.meta.uid
        guard self.uid.isEmpty || uid == self.uid else {
            throw OperationError.gone(what: place.what, sentence: "another deployment has its name by now.")
        }
        guard !deployment.paused else { throw OperationError.pointless("\(place.what) is paused: a restart would wait until it is resumed.") }
        let moment = Timestamp(milliseconds: reach.time.now().milliseconds / 1000 * 1000)
        var plan = Plan(
            place.request.with("at", moment.rfc3339).with("uid", uid), title: "Restart rollout of \(place.name)",
            target: place.target(uid: uid), actionKey: "\(Self.kind) \(place.context)/\(uid)")
        let body: Value = [
            "metadata": ["uid": .string(uid)],
            "spec": ["template": ["metadata": ["annotations": [Self.annotation: .string(moment.rfc3339)]]]],
        ]
        plan.requests = [
            PlannedRequest(service: place.context, method: "PATCH", path: path + "?fieldManager=quarterdeck", body: body.text)
        ]
        plan.diff = [DiffLine(.place, "spec.template.metadata.annotations"), DiffLine(.added, "\(Self.annotation): \(moment.rfc3339)")]
        plan.consequences = ["\(deployment.wanted) \(deployment.wanted == 1 ? "pod is" : "pods are") replaced, a few at a time, with the same image."]
        if deployment.wanted < 2 { plan.warnings = ["It has one replica: whether it serves throughout depends on its strategy."] }
        if Self.isHeldByGit(object) { plan.warnings += await warningOfHealing(reach) }
        plan.undo = "Needs none: the new pods are of the same template."
        plan.command = place.kubectl("rollout", "restart", "deployment", place.name)
        await plan.go(as: cluster.link) { try await cluster.whoAmI() }
        return plan
    }

    private func warningOfHealing(_ reach: Reach) async -> [String] {
        do {
            guard let healer = try await place.healer(reach) else { return [] }
            return [
                "Git holds this annotation, and ArgoCD's \(healer.name) heals itself: it sets the old value again, and the pods are replaced once more."
            ]
        } catch {
            return ["Git holds this annotation; whether ArgoCD sets the old value again is not known: \(error)"]
        }
    }

    /// Whether the manifest that was applied last names the annotation itself. As a rule it does not, and self-heal, which compares the fields
    /// that git holds, leaves a restart alone.
    private static func isHeldByGit(_ object: Value) -> Bool {
        let applied = object["metadata"]["annotations"]["kubectl.kubernetes.io/last-applied-configuration"].string ?? ""
        // No JSON, or none at all (server-side apply): then nothing is known to be held.
        guard let manifest = try? JSON.value(Array(applied.utf8)) else { return false }
        return manifest["spec"]["template"]["metadata"]["annotations"][annotation].string != nil
    }

    func run(_ plan: Plan, _ reach: Reach, _ progress: Progress) async throws(WriteFailure) -> Receipt {
        let cluster = try reach.cluster(sending: place.context)
        guard let moment = Timestamp(rfc3339: plan.request["at"]) else {
            throw .notSent(.malformed(service: place.context, what: "a plan without its moment"))
        }
        let generation = try await cluster.restart(.deployment, namespace: place.namespace, name: place.name, uid: plan.target.uid, at: moment)
        return Receipt("\(place.context) has begun to replace the pods.", reference: String(generation))
    }

    func follow(_ plan: Plan, _ receipt: Receipt, _ reach: Reach, _ progress: Progress) async throws -> Outcome {
        let watch = RolloutWatch(
            cluster: try reach.cluster(place.context), namespace: place.namespace, name: place.name, generation: Int(receipt.reference) ?? 0)
        return watch.outcome(try await watch.follow(reach, progress, within: .seconds(900)))
    }

    func happened(_ plan: Plan, since: Timestamp, _ reach: Reach) async throws -> Happened {
        let object: Value
        do {
            object = try await reach.cluster(place.context).object(path: path, what: "deployment \(place.namespace)/\(place.name)")
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
