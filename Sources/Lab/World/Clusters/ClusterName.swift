/// The two clusters; the raw value is the name of the kubeconfig context.
public enum ClusterName: String, CaseIterable, Sendable, Hashable {
    /// The control plane: Argo CD, MLflow, monitoring.
    case gcp
    /// The edge machine with the model servers.
    case k3d

    var site: SiteName { self == .gcp ? .kubernetesGCP : .kubernetesK3D }
}
