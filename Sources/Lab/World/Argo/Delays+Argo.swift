extension Delays {
    /// Between two comparisons of what Argo CD knows of git with the cluster.
    static let argoComparison = Span.seconds(5)
    /// Between two looks at git, without a webhook.
    static let argoPoll = Span.minutes(3)
    /// From the beginning of a synchronisation to its end.
    static let argoSync = Span.seconds(4)
}
