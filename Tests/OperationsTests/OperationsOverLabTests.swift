import Archive
import Foundation
import Host
import Lab
import Operations
import Services
import TestSupport
import Testing
import Transport

/// The operations against servers that share no code with their clients: the lab's world is changed, and changes back what it would.
@Suite(.serialized) struct OperationsOverLabTests {
    private let lab: RunningLab
    private let reach: Reach
    private let runner: OperationRunner
    private let archive: Archive

    init() async throws {
        lab = try await Lab.start(LabOptions(scenario: "calm", pace: 20))
        let time = SystemTime(), http = Engine()
        var reach = Reach(time: time, who: Who(login: "ada", host: "bastion"))
        func link(_ configuration: ServiceLink.Configuration, _ token: String = "") -> ServiceLink {
            var configuration = configuration
            if !token.isEmpty { configuration.credentials = SecretCredentials(name: "the lab's token") { token } }
            return ServiceLink(configuration, http: http, time: time)
        }
        let addresses = await lab.addresses
        reach.clusters["k3d"] = KubernetesClient(link(.init(service: "k3d", base: addresses[.kubernetesK3D] ?? ""), "lab-k3d-operator"))
        reach.argocd = ArgoClient(link(ArgoClient.configuration(base: addresses[.argocd] ?? ""), LabCredentials.argocd))
        reach.alertmanager = AlertmanagerClient(link(AlertmanagerClient.configuration(base: addresses[.alertmanager] ?? "")))
        self.reach = reach
        let file = FileManager.default.temporaryDirectory.path + "/quarterdeck-operations-lab-\(UUID().uuidString)/archive.sqlite"
        archive = try await Archive.open(path: file)
        runner = OperationRunner(archive: archive, reach: reach, redact: { $0 })
    }

    private func run(_ kind: String, _ parameters: [String: String]) async throws -> Outcome {
        let plan = try await runner.plan(OperationRequest(kind: kind, parameters: parameters))
        var events: [OperationEvent] = []
        for await event in await runner.start(plan) { events.append(event) }
        return try #require(events.outcome, "\(events)")
    }

    private func pods() async throws -> [Pod] {
        try await #require(reach.clusters["k3d"]).list(.pods, namespace: "ml-apps").items.filter { $0.meta.name.hasPrefix("iris-classifier") }
    }

    @Test func aPodIsDeletedAndAnotherTakesItsPlace() async throws {
        let pod = try #require(try await pods().first)
        let parameters = ["context": "k3d", "namespace": "ml-apps", "name": pod.meta.name, "uid": pod.meta.uid]
        let outcome = try await run("pod.delete", parameters)
        #expect(outcome.kind == .done, "\(outcome)")
        #expect(try await !pods().contains { $0.meta.uid == pod.meta.uid })
        await #expect(throws: OperationError.self, "it has gone, and is not deleted again") { try await run("pod.delete", parameters) }
        await lab.stop()
    }

    @Test func aRolloutIsRestartedAndFollowed() async throws {
        let before = Set(try await pods().map(\.meta.uid))
        let outcome = try await run("deployment.restart", ["context": "k3d", "namespace": "ml-apps", "name": "iris-classifier"])
        #expect(outcome == Outcome(.done, "iris-classifier is rolled out: every pod is new and serves."))
        try await eventually("the old pods are gone") { try await before.isDisjoint(with: pods().map(\.meta.uid)) }
        await lab.stop()
    }

    @Test func anApplicationIsRefreshedAndSynced() async throws {
        let refreshed = try await run("application.refresh", ["application": "iris-classifier"])
        #expect(refreshed.kind == .done, "\(refreshed)")
        let synced = try await run("application.sync", ["application": "iris-classifier"])
        #expect(synced.kind == .done, "\(synced)")
        #expect(try await archive.audit(matching: "iris-classifier done").count == 2)
        await lab.stop()
    }

    @Test func anAlertIsSilencedAndTheSilenceEnded() async throws {
        let silenced = try await run("alert.silence", ["label.alertname": "ModelPodOOMKilled", "duration": "2h", "comment": "limit being raised"])
        #expect(silenced.kind == .done, "\(silenced)")
        let offer = try #require(silenced.offers.first)
        let expired = try await run(offer.request.kind, offer.request.parameters)
        #expect(expired.kind == .done, "\(expired)")
        await lab.stop()
    }
}
