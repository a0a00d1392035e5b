/// The remote systems that the lab plays. The raw value is what the command line and the control endpoint call them.
public enum SiteName: String, CaseIterable, Sendable, Hashable {
    /// The API server of the control plane cluster, context `gcp`.
    case kubernetesGCP = "kubernetes-gcp"
    /// The API server of the edge cluster, context `k3d`.
    case kubernetesK3D = "kubernetes-k3d"
    /// Prometheus.
    case prometheus
    /// Alertmanager.
    case alertmanager
    /// The MLflow tracking server.
    case mlflow
    /// Argo CD.
    case argocd
    /// The GitHub REST API.
    case github
    /// The container registry, with its token service.
    case registry
    /// The Gemini API, as Vertex AI and as the API-key endpoint.
    case gemini
    /// The model servers on the edge, at their node ports.
    case modelIris = "model-iris"
    case modelWine = "model-wine"
}
