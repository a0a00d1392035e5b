/// How an image comes to a node, or does not.
extension World {
    mutating func pull(_ pod: Pod, attempt: Int, in name: ClusterName) {
        guard pod.meta.deleted == nil, pod.containers.first?.runningSince == nil else { return }
        let image = pod.spec.containers[0].image
        if !Self.isValid(image: image) { return refuse(image, of: pod, in: name) }
        let isThere = clusters[name].traces.contains { $0.image == image && $0.node == pod.node && !$0.runs.isEmpty }
        // What is wrong with pulling as such does not matter to an image that is there.
        let behaviour = clusters[name].behaviours[image] ?? (isThere ? nil : clusters[name].behaviours[Behaviour.anyImage])
        if behaviour == .imageNotFound || behaviour == .pullForbidden || (!isThere && registry.lacks(image)) {
            return failPull(of: pod, attempt: attempt, isForbidden: behaviour == .pullForbidden, in: name)
        }
        if isThere {
            recordKubelet("Pulled", "Container image \"\(image)\" already present on machine", on: pod, in: name)
            plan(.start, of: pod, in: name, after: .milliseconds(200))
        } else {
            recordKubelet("Pulling", "Pulling image \"\(image)\"", on: pod, in: name)
            recordKubelet(
                "Pulled",
                "Successfully pulled image \"\(image)\" in 3.871s (3.871s including waiting). Image size: 412860214 bytes.",
                on: pod, in: name)
            plan(.start, of: pod, in: name, after: Delays.pulled)
        }
    }

    /// What a tag means on a node: once pulled it is not asked for again (`IfNotPresent`), so a tag that was rebuilt is not what runs.
    func digest(of image: String, on node: String, in name: ClusterName) -> String {
        if let pinned = image.split(separator: "@").dropFirst().first { return String(pinned) }
        let known = clusters[name].pods.items.lazy.filter { $0.node == node }.flatMap(\.containers)
            .first { $0.image == image && !$0.digest.isEmpty }
        if let known { return known.digest }
        if let pushed = registry.digest(of: image) { return pushed }
        var random = SeededRandom(image)
        return "sha256:" + random.hex(64)
    }

    /// A name that no registry could have: a pipeline once wrote an empty one.
    private static func isValid(image: String) -> Bool {
        !image.isEmpty && !image.contains(" ") && !image.hasSuffix(":") && image == image.lowercased()
    }

    private mutating func refuse(_ image: String, of old: Pod, in name: ClusterName) {
        let message = "Failed to apply default image tag \"\(image)\": couldn't parse image name \"\(image)\": invalid reference format"
        var pod = old
        pod.containers[0].state = .waiting(reason: "InvalidImageName", message: message)
        clusters[name].save(pod, at: now)
        recordKubelet("InspectFailed", message, on: pod, in: name, warning: true)
        recordKubelet("Failed", "Error: InvalidImageName", on: pod, in: name, warning: true)
    }

    /// `ErrImagePull` and `ImagePullBackOff` take turns: each attempt fails, and then the kubelet waits.
    private mutating func failPull(of old: Pod, attempt: Int, isForbidden: Bool, in name: ClusterName) {
        let image = old.spec.containers[0].image
        var reason =
            "rpc error: code = NotFound desc = failed to pull and unpack image \"\(image)\": failed to resolve reference \"\(image)\": \(image): not found"
        if isForbidden {
            let repository = image.split(separator: ":").first.map(String.init) ?? image
            reason =
                "rpc error: code = Unknown desc = failed to pull and unpack image \"\(image)\": failed to resolve reference \"\(image)\": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3A\(repository.dropFirst("ghcr.io/".count))%3Apull&service=ghcr.io: 403 Forbidden"
        }
        var pod = old
        if case .waiting("ErrImagePull", _) = pod.containers[0].state {
            pod.containers[0].state = .waiting(
                reason: "ImagePullBackOff", message: "Back-off pulling image \"\(image)\": ErrImagePull: \(reason)")
            clusters[name].save(pod, at: now)
            recordKubelet("BackOff", "Back-off pulling image \"\(image)\"", on: pod, in: name)
            recordKubelet("Failed", "Error: ImagePullBackOff", on: pod, in: name, warning: true)
            let wait = min(Delays.pullRetry * Double(1 << min(attempt, 4)), Delays.longestBackOff)
            plan(.pullBackOff(attempt: attempt + 1), of: pod, in: name, after: wait)
        } else {
            pod.containers[0].state = .waiting(reason: "ErrImagePull", message: reason)
            clusters[name].save(pod, at: now)
            recordKubelet("Pulling", "Pulling image \"\(image)\"", on: pod, in: name)
            recordKubelet("Failed", "Failed to pull image \"\(image)\": \(reason)", on: pod, in: name, warning: true)
            recordKubelet("Failed", "Error: ErrImagePull", on: pod, in: name, warning: true)
            plan(.pullBackOff(attempt: attempt), of: pod, in: name, after: Delays.kubelet * 2)
        }
    }
}
