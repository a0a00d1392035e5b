import Host
import Services
import Settings
import Transport

/// The clients of everything that is configured, made once from the settings. Making them asks nothing remote.
struct Platform: Sendable {
    /// Clusters, which follow the kubeconfig.
    private(set) var contexts: ClusterContexts
    /// Clusters in the order of the settings.
    var clusters: [(name: String, client: KubernetesClient)] { contexts.clusters }
    private(set) var prometheus: PrometheusClient?
    private(set) var alertmanager: AlertmanagerClient?
    private(set) var mlflow: MLflowClient?
    private(set) var argocd: ArgoClient?
    private(set) var github: GitHubClient?
    private(set) var gemini: GeminiClient?
    /// Registries by the host that images name: those that are configured, and without a login those of the images.
    private(set) var registries: [String: RegistryClient] = [:]
    /// GitHub with the token for manifests; `nil` where ``github`` has it.
    private(set) var manifests: GitHubClient?
    /// Model servers by the name of their image, in the order of the settings.
    private(set) var modelServers: [(name: String, client: ModelServerClient)] = []

    /// Reads the kubeconfig and makes the clients.
    init(_ settings: Settings, environment: Environment, http: any HTTPClient, time: any TimeSource) async {
        let maker = LinkMaker(settings: settings, environment: environment, http: http, time: time)
        contexts = await ClusterContexts(settings, environment: environment, http: http, time: time)
        if let service = settings.prometheus { prometheus = PrometheusClient(maker.link(PrometheusClient.configuration, service)) }
        if let service = settings.alertmanager { alertmanager = AlertmanagerClient(maker.link(AlertmanagerClient.configuration, service)) }
        if let mlflow = settings.mlflow { self.mlflow = MLflowClient(maker.link(MLflowClient.configuration, mlflow.service)) }
        if let argocd = settings.argocd { self.argocd = ArgoClient(maker.link(ArgoClient.configuration, argocd.service)) }
        if let github = settings.github {
            self.github = GitHubClient(
                maker.link({ GitHubClient.configuration(base: $0) }, github.service) { $0.countedPerHour = github.requestsPerHour })
        }
        if let gemini = settings.gemini { self.gemini = maker.gemini(gemini) }
        registries = maker.registries()
        if let token = settings.manifests.token { manifests = maker.manifests(token) }
        for image in settings.images where !image.health.isEmpty {
            modelServers.append((image.name, ModelServerClient(maker.modelServer(image))))
        }
    }

    /// The same with only some contexts, and only what belongs to contexts: no models, no pipelines.
    func narrowed(to contexts: [String]) -> Platform {
        var narrowed = self
        narrowed.contexts.narrow(to: contexts)
        (narrowed.mlflow, narrowed.github) = (nil, nil)
        return narrowed
    }

    /// The same with only what alerts come from.
    var forAlerts: Platform {
        var part = self
        (part.mlflow, part.github, part.argocd) = (nil, nil, nil)
        return part
    }

    /// Names of all contexts, in the order shown.
    var contextNames: [String] { clusters.map(\.name) }
}

/// Makes links from what the settings say of a service.
struct LinkMaker: Sendable {
    let settings: Settings
    let environment: Environment
    let http: any HTTPClient
    let time: any TimeSource

    /// A link to a service as its client wants it; `change` adds what only that one needs.
    func link(
        _ client: (String) -> ServiceLink.Configuration, _ service: Settings.Service, _ change: (inout ServiceLink.Configuration) -> Void = { _ in }
    ) -> ServiceLink {
        var configuration = client(service.url)
        configuration.requestsPerMinute = service.requestsPerMinute
        configuration.bytesPerMinute = service.bytesPerMinute
        configuration.limit = settings.limits.body
        configuration.credentials = credentials(service)
        configuration.route.skipsVerification = service.insecure
        if service.insecure { configuration.warnings = ["Any certificate is accepted (insecure in config.toml)."] }
        if !service.caFile.isEmpty { configuration.credentials = CertifiedCredentials(service.caFile, configuration.credentials) }
        change(&configuration)
        return ServiceLink(configuration, http: http, time: time)
    }

    private func credentials(_ service: Settings.Service) -> (any Credentials)? {
        if let token = service.token { return SecretCredentials(name: "the token from \(token)", fetch: secret(token)) }
        guard let password = service.password else { return nil }
        return SecretCredentials(name: "the password from \(password)", scheme: .basic(user: service.username), fetch: secret(password))
    }

    func secret(_ reference: SecretReference) -> @Sendable () async throws -> String {
        let environment = environment
        return { try await reference.resolve(environment: environment) }
    }

    /// The language model's client.
    func gemini(_ gemini: Settings.Gemini) -> GeminiClient {
        let endpoint: GeminiEndpoint =
            gemini.mode == "vertex" ? .vertex(project: gemini.project, location: gemini.location) : .developer
        var configuration = GeminiConfiguration(endpoint: endpoint, models: [gemini.model] + gemini.fallbacks)
        configuration.thinking = GeminiConfiguration.Thinking(rawValue: gemini.thinking)
        configuration.dataPermitted = gemini.dataPermitted
        let reference = gemini.mode == "vertex" ? gemini.serviceAccount ?? gemini.token : gemini.apiKey
        if let reference { configuration.credential = "the credential from \(reference)" }
        var link = GeminiClient.linkConfiguration(configuration, base: gemini.endpoint.isEmpty ? nil : gemini.endpoint)
        link.requestsPerMinute = gemini.requestsPerMinute
        link.bytesPerMinute = gemini.bytesPerMinute
        link.credentials = googleCredentials(gemini)
        // The client knows which of its failures are worth another try.
        link.attempts = 1
        return GeminiClient(configuration, link: ServiceLink(link, http: http, time: time))
    }

    private func googleCredentials(_ gemini: Settings.Gemini) -> (any Credentials)? {
        if gemini.mode != "vertex" {
            return gemini.apiKey.map { SecretCredentials(name: "the API key from \($0)", scheme: .header("x-goog-api-key"), fetch: secret($0)) }
        }
        if let account = gemini.serviceAccount {
            let read = secret(account)
            let source = DeferredGoogleIdentity(name: "the service account from \(account)", http: http, time: time, read: read)
            return GoogleCredentials(source, time: time)
        }
        guard let token = gemini.token else { return nil }
        return GoogleCredentials(TokenCommand(name: "the token from \(token)", time: time, run: secret(token)), time: time)
    }
}

/// A Google key file that is read when its first token is needed, not when the console starts.
private struct DeferredGoogleIdentity: AccessTokenSource {
    let name: String
    let http: any HTTPClient
    let time: any TimeSource
    let read: @Sendable () async throws -> String
    var extraHeaders: [String: String] { [:] }

    func token() async throws -> AccessToken {
        let identity = try GoogleIdentity(file: Array(try await read().utf8), name: name)
        return try await GoogleTokenExchange(identity, http: http, time: time).token()
    }
}
