import Host
import Services
import Settings
import Transport

/// Asks every configured service once, all at the same time, each within a deadline.
struct PlatformCheck: Sendable {
    /// How long a service may take.
    static let deadline = Duration.seconds(8)

    let settings: Settings
    let platform: Platform
    let time: any TimeSource

    /// One result for each service, in the order of the configuration.
    func run() async -> [CheckResult] {
        await withTaskGroup(of: (Int, CheckResult).self) { group in
            for (index, ask) in questions().enumerated() { group.addTask { (index, await ask()) } }
            var results: [(Int, CheckResult)] = []
            for await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func questions() -> [@Sendable () async -> CheckResult] {
        var questions: [@Sendable () async -> CheckResult] = []
        if platform.clusters.isEmpty {
            let sentence = "no context: the kubeconfig (KUBECONFIG, or ~/.kube/config) has none, and config.toml has no [[contexts]]."
            questions.append { CheckResult(service: "Kubernetes", sentence: sentence, outcome: .off) }
        }
        for cluster in platform.clusters { questions.append { await self.check(cluster.name, cluster.client) } }
        questions.append { await self.checkPrometheus() }
        questions.append { await self.checkAlertmanager() }
        questions.append { await self.checkMLflow() }
        questions.append { await self.checkArgoCD() }
        questions.append { await self.checkGitHub() }
        questions += imageQuestions()
        questions.append { await self.checkGemini() }
        return questions
    }

    /// Runs one question; its failure becomes the sentence.
    func ask(
        _ service: String, link: ServiceLink, _ question: @escaping @Sendable () async throws -> CheckResult
    ) async -> CheckResult {
        let started = time.uptime()
        do {
            var result = try await within(Self.deadline, of: service, time: time, question)
            result.latency = result.latency ?? time.uptime() - started
            result.clockOffset = link.usage.clockOffset
            if let offset = result.clockOffset, abs(offset.seconds) >= 60, result.sentence.isEmpty {
                result.sentence =
                    "its clock and ours differ by \(abs(Int(offset.seconds))) s; ages shown here are off by that much. Check NTP on both."
            }
            result.sentence = (link.configuration.warnings + [result.sentence]).filter { !$0.isEmpty }.joined(separator: " ")
            return result
        } catch {
            return CheckResult(service: service, clockOffset: link.usage.clockOffset, sentence: "\(error)", outcome: .fails)
        }
    }

    func off(_ service: String, _ section: String) -> CheckResult {
        CheckResult(service: service, sentence: "not configured: add [\(section)] to config.toml.", outcome: .off)
    }

    private func check(_ name: String, _ client: KubernetesClient) async -> CheckResult {
        await ask(name, link: client.link) {
            let started = time.uptime()
            var result = CheckResult(service: name, version: try await client.version())
            result.latency = time.uptime() - started
            result.identity = try await client.whoAmI() ?? ""
            return result
        }
    }

    private func checkPrometheus() async -> CheckResult {
        guard let client = platform.prometheus else { return off("Prometheus", "prometheus") }
        return await ask("Prometheus", link: client.link) {
            CheckResult(service: "Prometheus", version: try await client.build().version)
        }
    }

    private func checkAlertmanager() async -> CheckResult {
        guard let client = platform.alertmanager else { return off("Alertmanager", "alertmanager") }
        return await ask("Alertmanager", link: client.link) {
            CheckResult(service: "Alertmanager", version: try await client.status().version)
        }
    }

    private func checkMLflow() async -> CheckResult {
        guard let client = platform.mlflow else { return off("MLflow", "mlflow") }
        return await ask("MLflow", link: client.link) { CheckResult(service: "MLflow", version: try await client.version()) }
    }

    private func checkArgoCD() async -> CheckResult {
        guard let client = platform.argocd else { return off("ArgoCD", "argocd") }
        return await ask("ArgoCD", link: client.link) {
            let started = time.uptime()
            var result = CheckResult(service: "ArgoCD", version: try await client.version())
            result.latency = time.uptime() - started
            result.identity = try await client.user().username
            return result
        }
    }

    private func checkGitHub() async -> CheckResult {
        guard let client = platform.github else { return off("GitHub", "github") }
        return await ask("GitHub", link: client.link) {
            let viewer = try await client.viewer()
            var result = CheckResult(service: "GitHub", version: "REST 2022-11-28", identity: viewer.login)
            if let expires = viewer.expires, expires - time.now() < .seconds(14 * 86_400) {
                result.sentence = "the token ends on \(expires.rfc3339.prefix(10)); make a new one before."
            }
            return result
        }
    }

    private func checkGemini() async -> CheckResult {
        guard let client = platform.gemini else { return off("Gemini", "gemini") }
        return await ask("Gemini", link: client.link) {
            // Counting the tokens of one word costs nothing and shows whether model, location and credential work.
            _ = try await client.countTokens(ModelRequest(system: "", prompt: "check"))
            return CheckResult(service: "Gemini", version: client.name)
        }
    }
}
