import Archive
import Host
import Settings
import Triage

extension LiveEvidence {
    /// Evidence from everything that is configured; what configuration knows of the models with it.
    init(_ platform: Platform, _ settings: Settings, time: any TimeSource) {
        self.init(time: time)
        for cluster in platform.clusters { clusters[cluster.name] = cluster.client }
        pipelines = platform.github
        models = platform.mlflow
        deployments = platform.argocd
        metrics = platform.prometheus
        // A repository of manifests builds no images.
        let manifests = Set(settings.images.map(\.repository) + [settings.manifests.repository])
        sources = (settings.github?.repositories ?? []).filter { !manifests.contains($0) }
        logBytes = min(settings.limits.log, logBytes)
        for model in settings.mlflow?.models ?? [] {
            var known = Model()
            known.registered = model.registered
            known.metric = model.metric
            known.baseline = model.baseline
            known.testRows = model.testRows
            self.known[model.experiment] = known
        }
    }
}

extension TriageEngine.Options {
    /// What the settings say of the model.
    init(_ settings: Settings, _ environment: Environment) {
        self.init()
        author = settings.author.isEmpty ? LoginName.of(environment) : settings.author
        host = HostName.current
        redaction = Redactor.Options(settings)
        guard let gemini = settings.gemini else { return }
        promptBudget = gemini.promptBudget
        maxOutputTokens = gemini.maxOutputTokens
        limits = .init(
            requestsPerMinute: gemini.requestsPerMinute, requestsPerDay: gemini.requestsPerDay, tokensPerMonth: gemini.tokensPerMonth)
        priceIn = gemini.priceIn
        priceOut = gemini.priceOut
    }
}
