extension AlertRow {
    /// Takes down which workload the alert belongs to. Asked for with every fold of a list of thousands, so it is found once, where rows are made.
    mutating func findWorkload() {
        let named = labels["deployment"] ?? labels["statefulset"] ?? labels["daemonset"] ?? labels["job_name"]
        guard let name = named ?? PodOwner.name(ofPod: pod) else { return }
        workload = [context, namespace, name].filter { !$0.isEmpty }.joined(separator: "/")
    }
}

/// What a pod's name says of its owner, for alerts about pods that have gone.
public enum PodOwner {
    /// `iris-classifier` for `iris-classifier-7c9d8f6b5-x2lq7`: a deployment's pods carry its template's hash and five letters.
    public static func name(ofPod pod: String) -> String? {
        let parts = pod.split(separator: "-")
        guard parts.count >= 3, let last = parts.last, last.utf8.count == 5, (8...10).contains(parts[parts.count - 2].utf8.count) else {
            return nil
        }
        return parts.dropLast(2).joined(separator: "-")
    }
}
