/// What a client of the lab signs in with. Not secret at all: they open nothing but a lab on loopback.
public enum LabSecrets {
    /// Bearer token of Argo CD.
    public static var argocd: String { ArgoCDSite.token }
    /// Token of GitHub.
    public static var github: String { GitHubSite.token }
    /// Key of the Gemini API.
    public static var gemini: String { GeminiSite.key }
}

extension Lab {
    /// The repositories of the platform, as `owner/name`: model source, then infrastructure manifests.
    public static var repositories: [String] { [Platform.modelRepository, Platform.infraRepository].map { "\(Platform.owner)/\($0)" } }
}
