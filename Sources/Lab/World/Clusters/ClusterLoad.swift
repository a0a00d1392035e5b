/// A benchmark's pods: many, and changing.
struct ClusterLoad: Sendable, Equatable {
    /// The label by which they are known.
    static let label = "quarterdeck.lab/load"
    static let namespaces = 20
    /// Between two beats of churn; each makes as many changes as its share of the rate.
    static let beat = Span.milliseconds(20)

    var pods = 0
    var changesPerSecond = 0.0
    /// Raised with each change of the load, so that the beats of an earlier one end.
    var generation = 0
    /// The fraction of a change that the last beat left over.
    var owed = 0.0
    var next = 0
}
