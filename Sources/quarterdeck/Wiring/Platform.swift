import Host
import Services
import Settings
import Transport

/// The clients of everything that is configured, made once from the settings. Making them asks nothing remote.
struct Platform: Sendable {
    /// Clusters in the order of the settings.
    private(set) var clusters: [(name: String, client: KubernetesClient)] = []
    /// Contexts that the kubeconfig does not let us use, and why.
    private(set) var gaps: [(name: String, sentence: String)] = []
    private(set) var prometheus: PrometheusClient?
    private(set) var alertmanager: AlertmanagerClient?
    private(set) var mlflow: MLflowClient?
    private(set) var argocd: ArgoClient?
    private(set) var github: GitHubClient?
    private(set) var gemini: GeminiClient?

    /// Reads the kubeconfig and makes the clients.
    init(_ settings: Settings, environment: Environment, http: any HTTPClient, time: any TimeSource) async {
        let maker = LinkMaker(settings: settings, environment: environment, http: http, time: time)
        await addClusters(settings, environment: environment, maker)
        if let service = settings.prometheus { prometheus = PrometheusClient(maker.link(PrometheusClient.configuration, service)) }
        if let service = settings.alertmanager { alertmanager = AlertmanagerClient(maker.link(AlertmanagerClient.configuration, service)) }
        if let mlflow = settings.mlflow { self.mlflow = MLflowClient(maker.link(MLflowClient.configuration, mlflow.service)) }
        if let argocd = settings.argocd { self.argocd = ArgoClient(maker.link(ArgoClient.configuration, argocd.service)) }
        if let github = settings.github {
            self.github = GitHubClient(
                maker.link({ GitHubClient.configuration(base: $0) }, github.service) { $0.countedPerHour = github.requestsPerHour })
        }
        if let gemini = settings.gemini { self.gemini = maker.gemini(gemini) }
    }

    /// The same with only some contexts, and only what belongs to contexts: no models, no pipelines.
    func narrowed(to contexts: [String]) -> Platform {
        var narrowed = self
        narrowed.clusters.removeAll { !contexts.contains($0.name) }
        narrowed.gaps.removeAll { !contexts.contains($0.name) }
        (narrowed.mlflow, narrowed.github) = (nil, nil)
        return narrowed
    }

    /// The same with only what alerts come from.
    var forAlerts: Platform {
        var part = self
        (part.mlflow, part.github, part.argocd) = (nil, nil, nil)
        return part
    }

    /// Names of all contexts, those that cannot be used last.
    var contexts: [String] { clusters.map(\.name) + gaps.map(\.name) }

    private mutating func addClusters(_ settings: Settings, environment: Environment, _ maker: LinkMaker) async {
        let kubeconfig: Kubeconfig
        do {
            let path = settings.kubeconfig.isEmpty ? nil : settings.kubeconfig
            kubeconfig = try await Kubeconfig.load(path: path, environment: environment, time: maker.time)
        } catch {
            gaps = settings.contexts.map { ($0.name, "\(error)") }
            return
        }
        for context in Self.contexts(settings, kubeconfig) {
            do {
                var configuration = try await kubeconfig.context(named: context.kubeContext).linkConfiguration(service: context.name)
                configuration.requestsPerMinute = context.requestsPerMinute
                configuration.limit = settings.limits.body
                let link = ServiceLink(configuration, http: maker.http, time: maker.time)
                clusters.append((context.name, KubernetesClient(link, namespaces: context.namespaces, limits: (settings.limits.list, 16 << 20))))
            } catch {
                gaps.append((context.name, "\(error)"))
            }
        }
    }

    /// The configured contexts; without any, all of the kubeconfig.
    private static func contexts(_ settings: Settings, _ kubeconfig: Kubeconfig) -> [Settings.Context] {
        guard settings.contexts.isEmpty else { return settings.contexts }
        return kubeconfig.contextNames.map { name in
            var context = Settings.Context()
            context.name = name
            context.kubeContext = name
            return context
        }
    }
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
        configuration.limit = settings.limits.body
        configuration.credentials = credentials(service)
        configuration.route.skipsVerification = service.insecure
        // Read once, small, local: a missing file is said by the first request, whose TLS then fails by name.
        if !service.caFile.isEmpty { configuration.route.authorities = (try? LocalFile.read(service.caFile, limit: 1 << 20)) ?? [] }
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
