import Host
import Services
import Settings

// What a bump needs: the manifests' repository, registries, model servers.
extension PlatformCheck {
    func imageQuestions() -> [@Sendable () async -> CheckResult] {
        guard !settings.images.isEmpty else { return [{ off("Images", "[images]") }] }
        var questions: [@Sendable () async -> CheckResult] = []
        for repository in Set(settings.images.map(\.repository)).sorted() { questions.append { await checkManifests(repository) } }
        for (host, client) in platform.registries.sorted(by: { $0.key < $1.key }) { questions.append { await check(host, client) } }
        for server in platform.modelServers { questions.append { await check(server.name, server.client) } }
        return questions
    }

    /// Whether the token may write to the manifests.
    private func checkManifests(_ repository: String) async -> CheckResult {
        let name = "Manifests"
        guard let client = platform.manifests ?? platform.github else { return off(name, "manifests") }
        return await ask(name, link: client.link) {
            let access = try await client.access(to: repository)
            var result = CheckResult(service: name, version: access.name, identity: try await client.viewer().login)
            if !access.mayWrite {
                let credential = client.link.configuration.credentials?.name ?? "nobody's token"
                result.outcome = .fails
                result.sentence = "\(credential) may not write to \(repository): set a token that may under [manifests] in config.toml."
            }
            return result
        }
    }

    /// Whether the registry answers, and shows the images that are kept there.
    private func check(_ host: String, _ client: RegistryClient) async -> CheckResult {
        let own = settings.images.compactMap { try? ImageReference($0.image) }.filter { $0.registry == host }
        return await ask(host, link: client.link) {
            if own.isEmpty { try await client.ping() }
            for repository in Set(own.map(\.repository)).sorted() { _ = try await client.tags(of: repository) }
            var result = CheckResult(service: host, version: "registry v2")
            if await client.isLoginRefused {
                result.sentence = "its token is refused, and the images are read without it; GHCR takes a classic one with the scope read:packages."
            }
            return result
        }
    }

    private func check(_ name: String, _ client: ModelServerClient) async -> CheckResult {
        await ask(name, link: client.link) {
            let health = try await client.health()
            var result = CheckResult(service: name, version: health.version, latency: health.elapsed)
            if !health.isWell {
                result.outcome = .fails
                result.sentence = "/health answers \(health.status): \(health.words)."
            }
            return result
        }
    }
}
