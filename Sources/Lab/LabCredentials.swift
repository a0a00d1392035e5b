/// What a client of the lab must send. Each is refused by the others' sites, as in life.
public enum LabCredentials {
    /// GitHub: a classic token, `Authorization: Bearer`.
    public static let github = GitHubSite.token
    /// GitHub: a classic token without the scopes `workflow` and `read:packages`.
    public static let githubNarrow = GitHubSite.narrowToken
    /// GitHub: a fine-grained token that may write; the packages API and the registry refuse it.
    public static let githubFineGrained = GitHubSite.fineGrainedToken
    /// GitHub: a fine-grained token that may only read.
    public static let githubReader = GitHubSite.readerToken
    /// Argo CD: an API token, `Authorization: Bearer`.
    public static let argocd = ArgoCDSite.token
    /// Argo CD: the token of an account that may read only.
    public static let argocdReader = ArgoCDSite.readerToken
    /// Gemini as the Developer API: a key, `x-goog-api-key`.
    public static let geminiKey = GeminiSite.key
    /// Gemini as Vertex AI: an access token that does not end, `Authorization: Bearer`. See ``RunningLab/serviceAccountKey()`` for the
    /// way through a service account.
    public static let geminiToken = GeminiSite.accessToken
}
