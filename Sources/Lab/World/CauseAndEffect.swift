/// One row of the world's table of causes: what `docs/lab.md` prints, and what a test by the same number holds the world to.
struct CauseAndEffect: Sendable, Equatable {
    var cause: String
    var effect: String
    /// In life; the world divides it by its pace. `nil` where the effect has no delay of its own.
    var delay: Span?

    /// The rows about clusters and monitoring.
    static let platform: [CauseAndEffect] = [
        .init(
            cause: "a deployment gets another image", effect: "a replica set and a pod for it; `ScalingReplicaSet`, `SuccessfulCreate`"),
        .init(cause: "a pod is made", effect: "it has a node; `Scheduled`", delay: Delays.schedule),
        .init(cause: "a pod has a node", effect: "its image is pulled; `Pulling`, `Pulled`", delay: Delays.pull),
        .init(cause: "an image is pulled", effect: "the container runs; `Created`, `Started`", delay: Delays.pulled),
        .init(cause: "a container runs", effect: "its pod is ready", delay: Delays.ready),
        .init(cause: "the new pod is ready", effect: "the old one ends; `Killing`", delay: Delays.termination),
        .init(
            cause: "a container's image runs out of memory",
            effect: "memory grows to 7 MiB below the limit, the last log lines name the batch, exit 137 `OOMKilled`",
            delay: .seconds(134)),
        .init(
            cause: "a container ended for the first time", effect: "it starts again, restarts 1, `lastState` says why",
            delay: Delays.kubelet),
        .init(
            cause: "it ended again", effect: "`CrashLoopBackOff`, event `BackOff`; each further wait is twice as long, up to 5m",
            delay: Delays.backOff),
        .init(
            cause: "the registry does not know the tag", effect: "`ErrImagePull`, and after 2s `ImagePullBackOff`; `Failed`, `BackOff`",
            delay: Delays.pull),
        .init(cause: "a pull failed", effect: "it is tried again; each further wait is twice as long, up to 5m", delay: Delays.pullRetry),
        .init(cause: "a pod is deleted", effect: "its replica set makes another at once; it is gone", delay: Delays.termination),
        .init(
            cause: "the way to k3d closes", effect: "its API answers nothing, its targets are down, its series stop",
            delay: Delays.link),
        .init(
            cause: "a container was `OOMKilled`", effect: "`ModelPodOOMKilled` is pending at the next evaluation, and fires",
            delay: .minutes(1)),
        .init(
            cause: "more than 3 restarts in 15m", effect: "`ModelPodFrequentRestarts` is pending at the next evaluation, and fires",
            delay: .minutes(5)),
        .init(
            cause: "a model's pod is not in phase Running",
            effect: "`ModelPodNotRunning` is pending at the next evaluation, and fires", delay: .minutes(2)),
        .init(
            cause: "a model's newest version is over 5% worse than the one before", effect: "`ModelAccuracyDrift` fires",
            delay: Delays.evaluation),
        .init(
            cause: "an alert's condition is gone", effect: "the alert is gone from Prometheus and Alertmanager", delay: Delays.evaluation),
        .init(cause: "an event is an hour old", effect: "it is deleted", delay: ClusterEvent.lifetime),
    ]

    /// The rows about repositories, the registry, Argo CD and MLflow.
    static let delivery: [CauseAndEffect] = [
        .init(cause: "a workflow is dispatched", effect: "204; its run is listed", delay: Delays.dispatch),
        .init(
            cause: "a run begins",
            effect: "its jobs run step by step as their needs end, each with a log; a failed job keeps what needs it from running"),
        .init(
            cause: "the training job ends",
            effect: "a forest was grown on 120 irises and judged by 30: an MLflow run with the commit; at 0.85 and above a model version"),
        .init(cause: "a training ends below the gate", effect: "the job fails, nothing is built; its MLflow run says `FAILED`"),
        .init(cause: "the runner logs elsewhere", effect: "the job succeeds, its log has the accuracy, and MLflow gets no run"),
        .init(
            cause: "the image is built", effect: "a new digest in the registry; the tags of its commit move to it, also from an earlier build"),
        .init(
            cause: "a run is cancelled", effect: "its jobs end as `cancelled`, and nothing follows from them", delay: Delays.cancellation),
        .init(
            cause: "a run is started again", effect: "the same id, the next attempt; of the failed jobs only, what succeeded is kept"),
        .init(cause: "a deploy job ends", effect: "a commit to the manifests repository, which pushes only to `main` get"),
        .init(
            cause: "a commit to `deployment.yaml`", effect: "a validating run; Argo CD sees it at its next look, or at a refresh",
            delay: Delays.argoPoll),
        .init(
            cause: "Argo CD sees another image or number of pods", effect: "`OutOfSync`, and an automated operation that takes",
            delay: Delays.argoSync),
        .init(cause: "a sync ends", effect: "the deployment is as git asks; a replica set and pods roll"),
        .init(
            cause: "a field that git holds is edited in the cluster",
            effect: "self-heal undoes it, some seconds after the comparison that sees it; a restart annotation stays",
            delay: Delays.argoSelfHeal),
        .init(cause: "somebody asks for a sync", effect: "`operation`, then `operationState`", delay: Delays.argoTake),
        .init(
            cause: "a rollout's pods never become ready", effect: "`ProgressDeadlineExceeded`; its application `Degraded`",
            delay: Delays.progressDeadline),
        .init(cause: "a pod is in back-off", effect: "its application `Degraded`", delay: Delays.argoComparison),
        .init(
            cause: "the edge goes offline", effect: "its applications `Unknown` with a `ComparisonError`", delay: Delays.argoComparison),
        .init(cause: "no pod of a model is ready", effect: "its server's port is closed"),
    ]

    /// A table in Markdown.
    static func markdown(_ rows: [CauseAndEffect]) -> String {
        let lines = rows.map { "| \($0.cause) | \($0.effect) | \($0.delay.map(\.words) ?? "at once") |" }
        return "| cause | effect | after |\n| --- | --- | --- |\n" + lines.joined(separator: "\n") + "\n"
    }
}

extension Span {
    /// `2m14s`, `0.3s`, `at once`.
    var words: String {
        guard milliseconds > 0 else { return "at once" }
        if milliseconds < 60_000 { return PrometheusNumber.text(seconds) + "s" }
        let (minutes, rest) = (milliseconds / 60_000, milliseconds % 60_000 / 1000)
        if minutes >= 60, minutes % 60 == 0, rest == 0 { return "\(minutes / 60)h" }
        return "\(minutes)m" + (rest > 0 ? "\(rest)s" : "")
    }
}
