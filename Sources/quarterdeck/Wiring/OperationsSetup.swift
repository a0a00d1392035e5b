import Archive
import Feeds
import Host
import Operations
import Settings
import Triage

/// The runner of operations over the real clients and the archive.
enum OperationsSetup {
    /// Who acts is whom config or the login names.
    static func runner(
        _ settings: Settings, _ environment: Environment, time: any TimeSource, platform: Platform, archive: Archive
    ) -> OperationRunner {
        var reach = Reach(time: time, who: Who(author: settings.author, environment: environment))
        for cluster in platform.clusters { reach.clusters[cluster.name] = cluster.client }
        reach.argocd = platform.argocd
        reach.destinations = settings.argocd?.contexts ?? [:]
        reach.github = platform.github
        reach.alertmanager = platform.alertmanager
        reach.mlflow = platform.mlflow
        reach.images = settings.images.map { DeployedImage($0) }
        reach.registries = platform.registries
        reach.manifests = platform.manifests
        reach.manifestPolicy = ManifestPolicy(way: ManifestPolicy.Way(rawValue: settings.manifests.policy) ?? .commit)
        for server in platform.modelServers { reach.modelServers[server.name] = server.client }
        reach.models = (settings.mlflow?.models ?? []).map(ModelWatch.init)
        reach.repositories = settings.github?.repositories ?? []
        let redaction = Redactor.Options(settings)
        let policy = OperationRunner.Policy(
            readOnly: settings.readOnly, protectedContexts: Set(settings.contexts.filter(\.protected).map(\.name)))
        return OperationRunner(
            archive: archive, reach: reach, policy: policy,
            redact: { text in
                var redactor = Redactor(redaction)
                return redactor.redact(text)
            })
    }
}
