import Archive
import Feeds
import Foundation
import Host
import Operations
import Services
import TestSupport
import Testing
import Transport

/// Everything an operation needs, scripted: services by HTTP, a clock moved by hand, an archive of its own.
final class Bench: Sendable {
    let http: ScriptedHTTP
    let time = ManualTime(Timestamp(rfc3339: "2026-11-23T03:20:11Z") ?? Timestamp(milliseconds: 0))
    let archive: Archive
    /// What `[[images]]` and `[manifests]` say.
    let images: [DeployedImage], policy: ManifestPolicy
    private let directory: String

    init(http: ScriptedHTTP = ScriptedHTTP(), images: [DeployedImage] = [], policy: ManifestPolicy = .init()) async throws {
        self.http = http
        self.images = images
        self.policy = policy
        directory = FileManager.default.temporaryDirectory.path + "/quarterdeck-operations-\(UUID().uuidString)"
        archive = try await Archive.open(path: directory + "/archive.sqlite")
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }  // A leftover in the temporary directory harms nobody.

    /// All services, by the hosts `k3d`, `argocd`, `api.github.com`, `alertmanager`, `mlflow`, `ghcr.io` and `iris`; one model is watched.
    var reach: Reach {
        var reach = Reach(time: time, who: Who(login: "ada", host: "bastion", sshIdentity: "from 10.0.0.5"))
        reach.clusters["k3d"] = KubernetesClient(link(.init(service: "k3d", base: "https://k3d:6443")))
        reach.argocd = ArgoClient(link(ArgoClient.configuration(base: "https://argocd")))
        reach.github = GitHubClient(link(GitHubClient.configuration(base: "https://api.github.com")))
        reach.alertmanager = AlertmanagerClient(link(AlertmanagerClient.configuration(base: "http://alertmanager:9093")))
        reach.registries["ghcr.io"] = RegistryClient(link(RegistryClient.configuration(base: "https://ghcr.io")))
        reach.images = images
        reach.manifestPolicy = policy
        for image in images where !image.health.isEmpty {
            reach.modelServers[image.name] = ModelServerClient(link(ModelServerClient.configuration(name: image.name, base: image.health)))
        }
        reach.mlflow = MLflowClient(link(MLflowClient.configuration(base: "http://mlflow:5000")))
        reach.models = [ModelWatch(experiment: "iris-classification", registered: "iris-classifier", gate: 0.85)]
        reach.repositories = ["acme/models"]
        return reach
    }

    func runner(
        _ allowed: OperationRunner.Policy = .init(), kinds: [any Operations.Operation.Type] = OperationKinds.all,
        process: ProcessIdentity = .current
    ) -> OperationRunner {
        OperationRunner(
            archive: archive, reach: reach, policy: allowed, redact: { $0.replacing("s3cret", with: "[secret]") }, kinds: kinds,
            process: process)
    }

    /// Requests that change something, as `METHOD path`.
    var writes: [String] { http.requests.filter { !["GET", "HEAD"].contains($0.method) }.map { "\($0.method) \(pathOf($0.url))" } }

    /// Runs a plan to its end, letting time pass.
    func run(_ plan: Plan, typed: String? = nil, by runner: OperationRunner? = nil) async throws -> [OperationEvent] {
        let runner = runner ?? self.runner()
        let seen = Collector<OperationEvent>(), ended = Collector<Void>()
        let stream = await runner.start(plan, typed: typed)
        Task {
            for await event in stream { seen.add(event) }
            ended.add(())
        }
        try await pass("the operation ends") { !ended.all.isEmpty }
        return seen.all
    }

    /// Plans and runs.
    func run(_ request: OperationRequest) async throws -> (plan: Plan, events: [OperationEvent]) {
        let plan = try await runner().plan(request)
        return (plan, try await run(plan))
    }

    /// Lets time pass until something holds.
    func pass(_ what: Comment, until condition: () async throws -> Bool) async throws {
        try await eventually(what) {
            time.advance(by: .milliseconds(500))
            return try await condition()
        }
    }

    private func link(_ configuration: ServiceLink.Configuration) -> ServiceLink {
        var configuration = configuration
        configuration.attempts = 1
        return ServiceLink(configuration, http: http, time: time, random: RandomSource { 0.5 })
    }
}

/// Path and query of a URL.
func pathOf(_ url: String) -> String {
    let rest = url.split(separator: "://", maxSplits: 1).last ?? ""
    return String(rest[(rest.firstIndex(of: "/") ?? rest.endIndex)...])
}

extension [OperationEvent] {
    /// The sentence it ended with.
    var outcome: Outcome? { if case .finished(let outcome)? = last { outcome } else { nil } }
    /// The sentence it was refused with.
    var refusal: String? { if case .refused(let sentence)? = last { sentence } else { nil } }
    /// Its steps' sentences.
    var steps: [String] { compactMap { if case .step(let sentence) = $0 { sentence } else { nil } } }
}
