/// Pods that the API server does not admit, so that there is none to look at.
struct AdmissionRefused: Rule {
    let classes = ["admission-refused"]
    let evidence = "FailedCreate events of the replica set, daemon set, stateful set or job that should have made the pod"
    let summary = "a quota, a limit range, a pod security standard or an admission webhook that refuses new pods, in its own words"
    let decider = "the controller's last FailedCreate event"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        // A pod of the revision before may serve on; one that is in trouble itself is told by what troubles it.
        if let pod = file.pod, file.kind != "alert" || !pod.containers.allSatisfy({ $0.ready || $0.initial }) { return [] }
        let refused = file.refusals
        guard let event = refused.first else { return [] }
        var message = Words.line(event.message, 400)
        if message.hasPrefix("Error creating: ") { message = String(message.dropFirst(16)) }
        let words = message.lowercased()
        let (what, action, prevention): (String, String, String)
        if words.has("failed calling webhook", "no endpoints available for service") {
            (what, action, prevention) = (
                "Its admission webhook cannot be asked, and refuses by that", "Look at the webhook's service and its certificate.",
                "Give the webhook two replicas, and failurePolicy Ignore where its check may be left out."
            )
        } else if words.has("exceeded quota", "must specify") {
            (what, action, prevention) = (
                "The namespace's quota refuses it", "Raise the quota, lower the requests, or scale something else down.",
                "Alert on kube_resourcequota used against hard at 90%, before the next rollout needs room for a second set of pods."
            )
        } else if words.has("webhook", "denied the request") {
            (what, action, prevention) = (
                "An admission webhook refuses it", "Do what the webhook's policy asks for, or ask who keeps it.",
                "Run the manifests against the webhook in the pull request: `kubectl apply --dry-run=server` asks it, too."
            )
        } else if words.has("podsecurity", "pod security", "securitycontext") {
            (what, action, prevention) = (
                "The namespace's pod security standard refuses it", "Correct the security context that is named.",
                "Label the namespace's standard as `warn`, too, so that applying such a manifest says so before a pod is wanted."
            )
        } else if words.has("maximum ", "minimum ", "limitrange") {
            (what, action, prevention) = (
                "The namespace's limit range refuses it", "Bring the container's resources within the range.",
                "Keep the limit range beside the manifests and check resources against it in the pull request."
            )
        } else {
            (what, action, prevention) = ("The API server refuses it", "Correct what the message names.", "")
        }
        return [
            Conclusion(
                certainty: 94,
                finding: Finding(
                    failureClass: "admission-refused", severity: file.severity,
                    sentence: "\(event.kind) \(event.name) can create no pod. \(what): \(message).",
                    citations: refused.prefix(2).compactMap(file.citation), against: doubts(file, event),
                    impact:
                        "\(event.kind) \(event.name) has no new pod\(event.count > 1 ? " after \(event.count) tries, the last at \(event.last)" : ""); pods that it made before go on running.",
                    action: action,
                    verify:
                        "\(file.kubectl("get events --field-selector involvedObject.name=\(Words.argument(event.name))")): SuccessfulCreate, and no FailedCreate after it; the controller tries again within 16 min, at once when its object changes.",
                    prevention: prevention))
        ]
    }

    /// A pod of the same owner that was made after the refusal.
    private func doubts(_ file: CaseFile, _ refused: EventFacts) -> [Finding.Point] {
        file.events.filter { $0.reason == "SuccessfulCreate" && $0.name == refused.name && $0.last > refused.last }.prefix(1).map {
            Finding.Point("\(refused.kind) \(refused.name) made a pod after that, at \($0.last)", file.citation($0))
        }
    }
}

extension CaseFile {
    /// FailedCreate events of what the subject names, newest first; of any workload where it names none.
    var refusals: [EventFacts] {
        let labels = ["deployment", "replicaset", "statefulset", "daemonset", "job_name", "workload", "pod", "created_by_name"]
        var names = labels.compactMap { alert?.label($0) }.filter { !$0.isEmpty }
        // A new replica set has another name than the one of the pod that the alert names.
        names += names.compactMap(Self.deployment)
        return events.filter { event in
            guard event.reason == "FailedCreate", event.kind != "Pod" else { return false }
            return names.isEmpty || names.contains { $0 == event.name || event.name.hasPrefix($0 + "-") || $0.hasPrefix(event.name + "-") }
        }.sorted { ($0.last, $1.index) > ($1.last, $0.index) }
    }

    /// The deployment of a pod by its name, which ends in the replica set's hash and five letters of its own; `nil` for other names.
    private static func deployment(of pod: String) -> String? {
        let parts = pod.split(separator: "-")
        guard parts.count > 2, let last = parts.last, last.count == 5, let hash = parts.dropLast().last, (8...10).contains(hash.count),
            hash.allSatisfy({ $0.isNumber || $0.isLowercase }), hash.contains(where: \.isNumber)
        else { return nil }
        return parts.dropLast(2).joined(separator: "-")
    }
}
