/// A sign in the evidence that speaks for a cause, as somebody with experience would read it.
struct ReportSign {
    /// What a rule would call it.
    var classes: [String]
    /// Texts of which one must stand in the evidence, in lower case.
    var words: [String]
    /// How much it decides.
    var weight: Int
    var cause: String
    var impact: String
    var actions: [String]

    /// The places where the sign stands, one in each piece of evidence.
    func places(in evidence: NumberedEvidence) -> [ReportCause.Place] {
        evidence.items.compactMap { item in
            item.lines.first { line in words.contains { line.folded.contains($0) } }
                .map { ReportCause.Place(item: item.number, line: $0.number, text: $0.text) }
        }
    }

    static let all: [ReportSign] = [
        ReportSign(
            classes: ["oom-killed"],
            words: ["oomkilled", "exit code 137", "out of memory", "memory limit"], weight: 10,
            cause: "The container needs more memory than its limit allows and is killed by the kernel",
            impact: "Requests fail while the container restarts; predictions are lost for that time.",
            actions: ["Roll back to the image before the change", "Raise the memory limit if the new need is meant"]),
        ReportSign(
            classes: ["crash-loop", "model-load-failed"],
            words: ["modulenotfounderror", "importerror", "traceback (most recent call last)"], weight: 9,
            cause: "The program ends at its start with a Python error",
            impact: "No replica of this revision becomes ready.",
            actions: ["Roll back to the last image that started", "Add what is missing to the image and build it again"]),
        ReportSign(
            classes: ["image-pull"],
            words: ["imagepullbackoff", "errimagepull", "invalidimagename", "manifest unknown"], weight: 10,
            cause: "The image cannot be pulled under the name that the manifest gives",
            impact: "The new revision does not start; the old one serves as long as it lives.",
            actions: ["Compare the tag in the manifest with the registry", "Revert the commit that changed the image"]),
        ReportSign(
            classes: ["probe-failure"],
            words: ["liveness probe failed", "readiness probe failed", "unhealthy"], weight: 7,
            cause: "The container does not answer its probe in time",
            impact: "Traffic is taken from the pod, or it is restarted while it starts.",
            actions: ["Look at what the container does at the time of the probe", "Give it a startup probe"]),
        ReportSign(
            classes: ["crash-loop"],
            words: ["crashloopbackoff", "back-off restarting failed container"], weight: 5,
            cause: "The container ends again and again, and waits longer each time",
            impact: "The service is unavailable for most of the time.", actions: ["Read the log of the container before this one"]
        ),
        ReportSign(
            classes: ["secrets"],
            words: ["leaks found", "ruleid:", "gitleaks"], weight: 9, cause: "The commit holds a credential",
            impact: "The credential must be taken as known to others; nothing was deployed.",
            actions: ["Revoke the credential now", "Read it from the environment, and rewrite the commit"]),
        ReportSign(
            classes: ["unit-tests"],
            words: ["assertionerror", "e       assert", "failed tests/", "failures ="], weight: 8,
            cause: "A unit test fails on behaviour that this commit changed",
            impact: "The pipeline stops before training; what serves is not touched.",
            actions: ["Run the test alone on the commit", "Restore the behaviour, or change the test if the change is meant"]),
        ReportSign(
            classes: ["training"],
            words: ["below the gate", "validation_status=failed", "accuracy gate"], weight: 9,
            cause: "The trained model stays below the accuracy gate",
            impact: "No model is registered; the last one keeps serving.",
            actions: ["Compare parameters with the last run that passed", "Train again with the former parameters"]),
        ReportSign(
            classes: ["code-quality"],
            words: ["f821", "undefined name"], weight: 9, cause: "The code uses a name that is not defined",
            impact: "The pipeline stops at lint; the same line would fail at run time.",
            actions: ["Define or import the name", "Run flake8 before committing"]),
        ReportSign(
            classes: ["container-scan"],
            words: ["cve-", "trivy"], weight: 7, cause: "The image holds a critical vulnerability for which a fix exists",
            impact: "The image is not deployed.", actions: ["Raise the package to the fixed version", "Scan the image again"]),
        ReportSign(
            classes: ["model-decay", "data-drift", "concept-drift"],
            words: ["max_depth", "n_estimators", "learning_rate"], weight: 6,
            cause: "The model was trained with other parameters than the runs before it",
            impact: "Accuracy has fallen; the data need not have changed.",
            actions: ["Train again with the former parameters", "Keep the former version serving meanwhile"]),
        ReportSign(
            classes: ["unschedulable", "evicted", "infrastructure"],
            words: ["failedscheduling", "insufficient", "diskpressure", "no space left"], weight: 8,
            cause: "The node has no room for the pod", impact: "The pod waits or is moved; others on the node may follow.",
            actions: ["Free disk or memory on the node", "Move what may run elsewhere"]),
    ]
}
