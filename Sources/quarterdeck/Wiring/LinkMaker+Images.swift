import Host
import Operations
import Services
import Settings

// The clients that a bump needs: registries, the manifests' repository, model servers.
extension LinkMaker {
    /// A client for each registry that is configured, and for each that an image is kept in.
    func registries() -> [String: RegistryClient] {
        var clients: [String: RegistryClient] = [:]
        for image in settings.images {
            guard let reference = try? ImageReference(image.image) else { continue }
            var registry = Settings.Registry()
            registry.host = reference.registry
            clients[reference.registry] = self.registry(registry)
        }
        for registry in settings.registries { clients[registry.host] = self.registry(registry) }
        return clients
    }

    private func registry(_ registry: Settings.Registry) -> RegistryClient {
        var service = registry.service
        let login = login(service)
        // The registry's client has its own way of showing who we are.
        (service.token, service.password) = (nil, nil)
        let own = (try? ImageReference(registry.host + "/image"))?.base ?? "https://" + registry.host
        if service.url.isEmpty { service.url = own }
        let link = link(RegistryClient.configuration, service) { configuration in
            configuration.service = registry.host
            configuration.limit = 4 << 20
        }
        return RegistryClient(link, login: login, tokenHosts: registry.tokenHosts)
    }

    private func login(_ service: Settings.Service) -> RegistryLogin? {
        if let token = service.token { return RegistryLogin(name: "the token from \(token)", secret: secret(token)) }
        guard let password = service.password else { return nil }
        return RegistryLogin(name: "the password from \(password)", user: service.username, secret: secret(password))
    }

    /// GitHub as [github] has it, with another token.
    func manifests(_ token: SecretReference) -> GitHubClient {
        let github = settings.github ?? Settings.GitHub()
        var service = github.service
        (service.token, service.username, service.password) = (token, "", nil)
        return GitHubClient(link({ GitHubClient.configuration(base: $0) }, service) { $0.countedPerHour = github.requestsPerHour })
    }

    /// A model server, asked once at a time and without credentials.
    func modelServer(_ image: Settings.Image) -> ServiceLink {
        ServiceLink(ModelServerClient.configuration(name: "The model server \(image.name)", base: image.health), http: http, time: time)
    }
}

extension DeployedImage {
    /// An image as the settings have it.
    init(_ image: Settings.Image) {
        self.init()
        (name, self.image) = (image.name, image.image)
        (repository, path, branch) = (image.repository, image.path, image.branch)
        (object, container, application) = (image.object, image.container, image.application ?? "")
        (context, namespace, health) = (image.context, image.namespace, image.health)
    }
}
