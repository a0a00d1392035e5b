/// News from a feed. Each carries the whole newest value: a reader that missed some has lost nothing.
public enum FeedEvent: Sendable, Equatable {
    /// A cluster context.
    case cluster(context: String, Fed<ClusterView>)
    /// Alerts, targets and rules.
    case alerts(Fed<AlertsView>)
    /// MLflow.
    case models(Fed<ModelsView>)
    /// ArgoCD.
    case applications(Fed<ApplicationsView>)
    /// GitHub Actions.
    case pipelines(Fed<PipelinesView>)
}
