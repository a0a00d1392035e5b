/// Manifests that cannot be made, or that the cluster does not take.
struct Delivered: Rule {
    let classes = ["gitops-deploy", "auth-failure", "dependency-unreachable", "config-error"]
    let evidence = "what the tool of the failed step answers"
    let summary = "Argo CD, Helm, kubectl, Kustomize, Terraform, Ansible: which object or file, and what is wrong with it"
    let decider = "the tool's sentence that names the object"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure else { return [] }
        let found = failure.reports(.gitops)
        // Why an object is refused says more than that something timed out, or that an operation failed.
        guard let first = found.first(where: { !isHollow($0.message) }) ?? found.first else { return [] }
        let other = StepErrorKind(first.message.lowercased())
        // A release that another run holds, or left half-way: no manifest is wrong.
        let isHeld = first.message.lowercased().contains("another operation (install/upgrade/rollback) is in progress")
        let place = first.place.isEmpty ? "" : "\(first.place): "
        return [
            Conclusion(
                certainty: failure.kind == .gitops ? 89 : failure.kind == .other ? 80 : 58,
                finding: Finding(
                    failureClass: other?.failureClass ?? "gitops-deploy", severity: file.severity,
                    sentence: "\(failure.words) failed: \(place)\(first.message.trimmingSuffix(".")).",
                    citations: first.lines.prefix(3).map(failure.log.citation), against: file.doubts(failure, first.line),
                    impact: file.blocked(failure),
                    action: other?.action(failure)
                        ?? (isHeld
                            ? "Look at `helm history` of the release: wait for a run that still goes on; roll a pending revision back that none works on any more."
                            : "Correct the object or file that is named, and render the manifests locally before the next run."),
                    verify: file.passes(failure, without: first.message),
                    prevention: isHeld
                        ? "Give the job a concurrency group for the release, and the upgrade a timeout with a rollback, so that a cancelled run leaves nothing pending."
                        : "Render and check the manifests (a dry run against the cluster's API) in the pull request."))
        ]
    }

    private func isHollow(_ text: String) -> Bool {
        text.lowercased().has("timed out waiting", "deadline exceeded", "not healthy", "outofsync", "progress deadline")
    }
}
