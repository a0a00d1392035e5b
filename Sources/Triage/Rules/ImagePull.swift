/// An image that cannot be pulled, by what the registry answered.
struct ImagePull: Rule {
    let classes = ["image-pull"]
    let evidence = "waiting reasons and the events of the pull"
    let summary = "ErrImagePull and its kin: tag missing, not authorised, registry away, name invalid, wrong platform, rate limit"
    let decider = "the registry's answer in the event"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        let waits = file.pod?.containers.first { container in
            ["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable", "ImageInspectError"]
                .contains(container.waiting?.reason ?? "")
        }
        let failed = file.events("Failed", "InspectFailed", "ErrImageNeverPull").first {
            $0.message.lowercased().has("pull", "image") && $0.message.count > 30 && !$0.message.hasPrefix("Error: container has ")
        }
        // Events outlive the trouble: without a pod that still waits, an image that is running now was pulled.
        guard waits != nil || failed != nil && file.pod.map({ pod in pod.containers.allSatisfy { $0.runningSince == nil } }) ?? true else {
            return []
        }
        let container = waits ?? file.container
        let image = container?.image ?? failed?.message.word(after: "image ") ?? "the image"
        let words = failed?.message ?? waits?.waiting?.message ?? ""
        let secret = file.events("FailedToRetrieveImagePullSecret").first
        let (told, action, prevention) = Self.explained(
            words.lowercased(), reason: waits?.waiting?.reason ?? "", image, secret.map { Self.names(in: $0.message) })
        let answer = Self.answer(words, image)
        let cause = answer.isEmpty || told.lowercased().contains(answer.lowercased()) ? told : "\(told.trimmingSuffix(".")): \(answer)."
        var citations = [failed.flatMap(file.citation), secret.flatMap(file.citation)].compactMap { $0 }
        if let container { citations += [file.citation(.pod, container.path + ["image"])].compactMap { $0 } }
        return [
            Conclusion(
                certainty: 96,
                finding: Finding(
                    failureClass: "image-pull", severity: file.severity, sentence: cause, citations: citations, against: doubts(file, image),
                    impact: file.podImpact, action: action,
                    verify: file.pod == nil
                        ? ""
                        : "\(file.kubectl("get pods")): no pod of \(file.workload ?? "this one's owner") waits for its image within 5 min, the longest back-off.",
                    prevention: prevention))
        ]
    }

    /// What the registry answered: the last clauses of the message that fit a sentence, without the image that it names again and again.
    private static func answer(_ words: String, _ image: String) -> String {
        let clauses = words.replacing("\"\(image)\"", with: "it").split(separator: ": ").map(String.init).filter { $0 != image }
        var answer = ""
        for clause in clauses.reversed() {
            let longer = answer.isEmpty ? clause : "\(clause): \(answer)"
            guard longer.count < 200 else { return answer.isEmpty ? Words.line(clause, 200) : "… \(answer)" }
            answer = longer
        }
        return Words.line(answer, 210)
    }

    /// The same image on another node, or a container that has it after all.
    private func doubts(_ file: CaseFile, _ image: String) -> [Finding.Point] {
        let elsewhere = file.events.filter { event in
            event.reason == "Pulled" && event.message.contains("\"\(image)\"") && event.name != file.pod?.name
        }.max { $0.last < $1.last }
        let pulled = elsewhere.map {
            Finding.Point("\($0.kind.lowercased()) \($0.name) has this very image, at \($0.last): the registry had it then", file.citation($0))
        }
        return [pulled].compactMap { $0 } + (file.container.map(file.recovery) ?? [])
    }

    /// Cause, first action and prevention by what the registry answered.
    private static func explained(_ words: String, reason: String, _ image: String, _ secret: String?) -> (String, String, String) {
        if reason == "InvalidImageName" || words.has("invalid reference format", "couldn't parse image") {
            return (
                "The image name \"\(image)\" is not valid, so nothing can be pulled.", "Correct the image in the manifests.",
                "Let the pipeline that writes the image into the manifests refuse an empty or unparsable one."
            )
        }
        if reason == "ErrImageNeverPull" {
            return (
                "The image \(image) is not on the node and its pull policy is Never.", "Load the image on the node, or let it be pulled.",
                "Set imagePullPolicy IfNotPresent, so that a node without the image can fetch it."
            )
        }
        if words.has(
            "no matching manifest", "exec format", "no match for platform", "cannot be used on this platform", "does not match the specified platform"
        ) {
            return (
                "The image \(image) exists, but not for this node's platform.", "Build it for the node's architecture.",
                "Build with --platform for every architecture of the nodes, or select nodes by kubernetes.io/arch."
            )
        }
        if words.has("unauthorized", "401", "authorize", "authentication required", "no basic auth", "403", "forbidden", "denied") {
            let because = secret.map { " because the image pull secret \($0) cannot be read in the namespace" } ?? ""
            let said =
                words.has("403", "forbidden") ? "403 Forbidden" : words.has("401", "unauthorized") ? "401 Unauthorized" : "access denied"
            return (
                "The registry does not authorise the pull of \(image) (\(said))\(because).",
                secret.map { "Create the secret \($0) in the pod's namespace, or correct its name." }
                    ?? "Check the image pull secret of the pod and of its service account.",
                secret.map { "Deploy the secret \($0) with the namespace, ahead of the first workload that names it." }
                    ?? "Alert on the pull credential's expiry, and renew it before."
            )
        }
        if words.has("toomanyrequests", "429", "rate limit") {
            return (
                "The registry's rate limit refuses the pull (429 Too Many Requests), so \(image) could not be pulled.",
                "Pull with credentials, or from a mirror.",
                "Serve the images of this registry from a mirror of your own."
            )
        }
        if words.has("not found", "manifest unknown", "notfound", "name unknown") {
            let tag = image.split(separator: "/").last.flatMap { $0.contains(":") ? $0.split(separator: ":").last : nil }.map(String.init)
            return (
                "The image tag \(tag ?? image) does not exist in the registry: \(image) was not found.",
                "Check that the build pushed this tag; go back to the last one that exists.",
                "Write a tag into the manifests only after the registry answers for it, best as a digest, and keep tags that are in use from being cleaned up."
            )
        }
        if words.has("http response to https client", "first record does not look like a tls handshake") {
            return (
                "The node asks the registry of \(image) by HTTPS, which answers plain HTTP, so it cannot be pulled.",
                "Configure the registry as plain HTTP on the nodes, or give it a certificate.",
                "Pull once from a new node's configuration before it takes pods."
            )
        }
        if words.has("x509", "certificate") {
            return (
                "The registry's certificate is not trusted (x509), so \(image) cannot be pulled.",
                "Give the node the registry's certificate authority.", "Probe the registry's certificate and its expiry from a node."
            )
        }
        if words.has("no space left") {
            return (
                "The node's disk is full, so \(image) cannot be unpacked (no space left on device).", "Free the node's disk.",
                "Alert on the node's image file system at 80%, before the kubelet's own clean-up begins."
            )
        }
        if words.has(
            "no such host", "i/o timeout", "connection refused", "timeout", "deadline exceeded", "connection reset", "tls handshake",
            "dial tcp")
        {
            return (
                "The registry of \(image) cannot be reached from the node: \(Words.line(String(words.suffix(160)), 170)).",
                "Check the node's network and name resolution.", "Keep images that must start in a mirror near the nodes."
            )
        }
        let said = words.isEmpty ? "" : ": \(Words.line(words, 200))"
        return ("The image \(image) cannot be pulled\(said).", "Pull it by hand from the node and read what the registry says.", "")
    }

    /// `Unable to retrieve some image pull secrets (ghcr-pull); …`.
    private static func names(in message: String) -> String {
        guard let open = message.firstIndex(of: "("), let close = message[open...].firstIndex(of: ")") else { return "named by the pod" }
        return String(message[message.index(after: open)..<close])
    }
}
