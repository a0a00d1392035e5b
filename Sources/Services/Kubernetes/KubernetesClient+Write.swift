import Host
import JSON
import Transport

/// A workload that can be restarted by making its pods anew.
public enum Restartable: String, Sendable, CaseIterable {
    /// The kinds, under the names their objects have.
    case deployment = "Deployment", statefulSet = "StatefulSet", daemonSet = "DaemonSet"

    var resource: String { rawValue.lowercased() + "s" }
}

/// Whether something may be done.
public struct AccessReview: Sendable, Equatable {
    /// Whether it may.
    public var isAllowed = false
    /// What the authorizer says of it; often nothing.
    public var reason = ""
}

// Changes in a cluster. Every change is sent once; see ``WriteFailure``. A trial (`dryRun=All`) goes through admission and changes nothing.
extension KubernetesClient {
    /// Who changed a field, in the object's own record.
    static let fieldManager = "quarterdeck"

    /// Deletes one pod, if it is still the one that was seen.
    ///
    /// - Parameters:
    ///   - uid: of the pod that was seen; a pod of the same name and another uid is left alone.
    ///   - gracePeriod: seconds its containers have to end; `nil` for what the pod itself asks.
    ///   - isTrial: changes nothing.
    /// - Throws: ``WriteFailure``: `.conflict` when the name is another pod's by now (409), `.refused` when it has gone or may not be deleted.
    /// - Note: <https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#delete-delete-a-pod>
    public func deletePod(
        namespace: String, name: String, uid: String, gracePeriod: Int? = nil, isTrial: Bool = false
    ) async throws(WriteFailure) {
        var options: Value = ["apiVersion": "v1", "kind": "DeleteOptions", "preconditions": ["uid": .string(uid)]]
        if let gracePeriod { options["gracePeriodSeconds"] = .int(max(0, gracePeriod)) }
        if isTrial { options["dryRun"] = ["All"] }
        _ = try await link.write("DELETE", podPath(namespace, name), body: options, what: "pod \(namespace)/\(name)")
    }

    /// Makes a workload's pods anew, a few at a time, as `kubectl rollout restart` does: by a new annotation on its pods' template.
    ///
    /// A paused deployment takes the change and does nothing; ask first. What git holds does not name the annotation, so self-heal leaves it.
    /// - Parameters:
    ///   - uid: of the object that was seen.
    ///   - moment: what the annotation says.
    /// - Returns: its generation after the change: the restart is under way once `observedGeneration` has reached it.
    /// - Throws: ``WriteFailure``: `.conflict` when it is another object by now.
    public func restart(
        _ kind: Restartable, namespace: String, name: String, uid: String, at moment: Timestamp, isTrial: Bool = false
    ) async throws(WriteFailure) -> Int {
        struct Answer: Readable {
            let generation: Int
            init(_ json: Element) throws { generation = json["metadata"]["generation"].int ?? 0 }
        }
        let patch: Value = [
            "metadata": ["uid": .string(uid)],
            "spec": ["template": ["metadata": ["annotations": ["kubectl.kubernetes.io/restartedAt": .string(moment.rfc3339)]]]],
        ]
        var query = [("fieldManager", Self.fieldManager)]
        if isTrial { query.append(("dryRun", "All")) }
        do {
            return try await link.write(
                "PATCH", "/apis/apps/v1/namespaces/\(namespace.percentEncoded)/\(kind.resource)/\(name.percentEncoded)", query: query,
                body: patch, type: "application/strategic-merge-patch+json", what: "\(kind.rawValue.lowercased()) \(namespace)/\(name)",
                as: Answer.self
            ).generation
        } catch .refused(.refused(let service, 422, let sentence)) where sentence.contains("metadata.uid") {
            // Another uid than its own is, to the server, an attempt to change it.
            throw .conflict(.refused(service: service, status: 422, sentence: sentence))
        }
    }

    /// Whether we may do something.
    ///
    /// - Parameters:
    ///   - verb: `get`, `delete`, `patch`, …
    ///   - resource: `pods`; with its part by a slash: `pods/log`.
    ///   - group: empty for core.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/self-subject-access-review-v1/>
    public func mayI(
        _ verb: String, _ resource: String, group: String = "", namespace: String = "", name: String = ""
    ) async throws -> AccessReview {
        struct Answer: Readable {
            let review: AccessReview
            init(_ json: Element) throws {
                let status = try json.required("status")
                review = AccessReview(isAllowed: status["allowed"].bool ?? false, reason: status.text(at: "reason"))
            }
        }
        let parts = resource.split(separator: "/", maxSplits: 1).map(String.init)
        var attributes: Value = ["verb": .string(verb), "group": .string(group), "resource": .string(parts.first ?? "")]
        if parts.count > 1 { attributes["subresource"] = .string(parts[1]) }
        if !namespace.isEmpty { attributes["namespace"] = .string(namespace) }
        if !name.isEmpty { attributes["name"] = .string(name) }
        let body: Value = [
            "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview", "spec": ["resourceAttributes": attributes],
        ]
        return try await link.post(
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", body: body, what: "selfsubjectaccessreviews", repeatable: true,
            as: Answer.self
        ).review
    }
}
