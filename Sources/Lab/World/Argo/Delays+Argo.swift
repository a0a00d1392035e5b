extension Delays {
    /// Between two comparisons of what Argo CD knows of git with the cluster.
    static let argoComparison = Span.seconds(5)
    /// Between two looks at git, without a webhook.
    static let argoPoll = Span.minutes(3)
    /// From the beginning of a synchronisation to its end.
    static let argoSync = Span.seconds(4)
    /// From a request of somebody to the controller's taking it up.
    static let argoTake = Span.seconds(1)
    /// From the end of a synchronisation to undoing what was changed in the cluster since.
    static let argoSelfHeal = Span.seconds(5)
}
