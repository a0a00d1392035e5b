/// A change of the world, as data: scenarios are timelines of these, and the sites turn writes into them.
enum LabCommand: Sendable, Equatable {
    case fault(SiteName, Fault?)
    case cluster(ClusterName, ClusterCommand)
    case monitoring(MonitoringCommand)
    case mlflow(MLflowCommand)
    case argo(ArgoCommand)
    case github(GitHubCommand)
    case gemini(GeminiCommand)
    case registry(RegistryCommand)
}
