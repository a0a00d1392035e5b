import Host
import Services
import Settings
import Transport

/// The clients of everything that is configured, made once from the settings. Nothing is asked while making them.
struct Platform: Sendable {
    /// A configured context that cannot be used, and why.
    struct Gap: Sendable {
        let name: String, sentence: String
    }

    /// Clusters in the order of the settings.
    private(set) var clusters: [(name: String, client: KubernetesClient)] = []
    /// Contexts that the kubeconfig does not allow to be used.
    private(set) var gaps: [Gap] = []
    private(set) var prometheus: PrometheusClient?
    private(set) var alertmanager: AlertmanagerClient?
    private(set) var mlflow: MLflowClient?
    private(set) var argocd: ArgoClient?
    private(set) var github: GitHubClient?
    private(set) var gemini: GeminiClient?
    /// The links by service name, for what they count.
    private(set) var links: [(name: String, link: ServiceLink)] = []
}
