/// How long effects take to follow their causes, in life. The world divides each by its pace.
///
/// `docs/lab.md` lists these; ``CauseAndEffect`` is that table as data.
enum Delays {
    /// Between the making of a pod and its place on a node.
    static let schedule = Span.seconds(0.3)
    /// Between its place and the beginning of the pull.
    static let pull = Span.seconds(0.7)
    /// A pull of an image that is not on the node.
    static let pulled = Span.seconds(4)
    /// From a container's start to its first successful readiness probe.
    static let ready = Span.seconds(8)
    /// From a container's end to the kubelet's next step.
    static let kubelet = Span.seconds(1)
    /// From a pod's deletion to its end: model servers stop at once when asked.
    static let termination = Span.seconds(2)
    /// The kubelet's first back-off; each further one is twice as long.
    static let backOff = Span.seconds(10)
    /// The kubelet's longest back-off.
    static let longestBackOff = Span.minutes(5)
    /// A container that ran this long is forgiven: its back-off begins anew.
    static let forgiveness = Span.minutes(10)
    /// Between two attempts to pull.
    static let pullRetry = Span.seconds(20)
    /// After which a rollout that gets nowhere is said to have failed.
    static let progressDeadline = Span.minutes(10)
    /// Between two evaluations of the alert rules.
    static let evaluation = Span.seconds(15)
    /// From a dispatch's 204 to its run in the list.
    static let dispatch = Span.seconds(3)
    /// From asking for a cancellation to the end of the run.
    static let cancellation = Span.seconds(4)
    /// From the beginning of a network fault to nothing at all being answered.
    static let link = Span.zero
}
