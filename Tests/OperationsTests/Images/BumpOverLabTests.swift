import Archive
import Foundation
import Host
import Lab
import Operations
import Services
import TestSupport
import Testing
import Transport

/// Bumps against servers that share no code with their clients: commit, sync, rollout, health; and what goes wrong on the way.
@Suite(.serialized) struct BumpOverLabTests {
    private let lab: RunningLab
    private let reach: Reach
    private let runner: OperationRunner
    /// In the registry, and on no node yet.
    private let other = "main-48aa19c"

    init() async throws {
        lab = try await Lab.start(LabOptions(scenario: "calm", pace: 20))
        (reach, runner) = try await Self.runner(lab, token: LabCredentials.githubFineGrained)
    }

    private static func runner(
        _ lab: RunningLab, token: String, packages: String = LabCredentials.github
    ) async throws -> (Reach, OperationRunner) {
        let time = SystemTime(), http = Engine(), at = await lab.addresses
        func link(_ configuration: ServiceLink.Configuration, _ token: String = "") -> ServiceLink {
            var configuration = configuration
            // The tests look more often than a person.
            configuration.requestsPerMinute = 100_000
            if !token.isEmpty { configuration.credentials = SecretCredentials(name: "the token from env:INFRA_PAT") { token } }
            return ServiceLink(configuration, http: http, time: time)
        }
        var reach = Reach(time: time, who: Who(login: "ada", host: "bastion"))
        reach.clusters["k3d"] = KubernetesClient(link(.init(service: "k3d", base: at[.kubernetesK3D] ?? ""), "lab-k3d-operator"))
        reach.argocd = ArgoClient(link(ArgoClient.configuration(base: at[.argocd] ?? ""), LabCredentials.argocd))
        reach.github = GitHubClient(link(GitHubClient.configuration(base: at[.github] ?? ""), packages))
        reach.manifests = GitHubClient(link(GitHubClient.configuration(base: at[.github] ?? ""), token))
        var registry = RegistryClient.configuration(base: at[.registry] ?? "")
        registry.service = "ghcr.io"
        reach.registries["ghcr.io"] = RegistryClient(
            link(registry), login: RegistryLogin(name: "the token from env:GHCR_TOKEN") { packages })
        var image = DeployedImage()
        (image.name, image.image, image.repository) = ("iris-classifier", Lab.image, Lab.repositories[1])
        (image.path, image.object) = ("applications/iris-classifier/deployment.yaml", "iris-classifier")
        (image.application, image.context, image.namespace) = ("iris-classifier", "k3d", "ml-apps")
        reach.images = [image]
        reach.repositories = Lab.repositories
        reach.modelServers["iris-classifier"] = ModelServerClient(
            link(ModelServerClient.configuration(name: "iris-classifier", base: at[.modelIris] ?? "")))
        let file = FileManager.default.temporaryDirectory.path + "/quarterdeck-bump-lab-\(UUID().uuidString)/archive.sqlite"
        return (reach, OperationRunner(archive: try await Archive.open(path: file), reach: reach, redact: { $0 }))
    }

    private func plan(_ parameters: [String: String]) async throws -> Plan {
        try await runner.plan(
            OperationRequest(kind: "image.bump", parameters: parameters.merging(["name": "iris-classifier"]) { own, _ in own }))
    }

    /// - Parameter each: called with each step.
    private func run(_ plan: Plan, _ each: (String) async throws -> Void = { _ in }) async throws -> (outcome: Outcome, steps: [String]) {
        var events: [OperationEvent] = []
        for await event in await runner.start(plan) {
            events.append(event)
            if case .step(let sentence) = event { try await each(sentence) }
        }
        return (try #require(events.outcome, "\(events)"), events.steps)
    }

    private func images() async throws -> Set<String> {
        let pods = try await #require(reach.clusters["k3d"]).list(.pods, namespace: "ml-apps").items
        return Set(pods.filter { $0.meta.name.hasPrefix("iris-classifier") }.flatMap(\.containers).map(\.image))
    }

    @Test func aBumpIsCommittedSyncedRolledOutAndWell() async throws {
        let plan = try await plan(["tag": other])
        #expect(
            plan.consequences.first
                == "A commit to acme-ml/infra-manifests, branch main (not protected), as \(plan.identity), who may write there.")
        #expect(
            plan.warnings == [
                "The new image was built before the one that runs.",
                "Run #401 of acme-ml/model-source, which built it, ended with failure: Pin gunicorn for the edge image.",
            ])
        #expect(plan.credential == "the token from env:INFRA_PAT")
        #expect(plan.consequences.contains { $0.hasPrefix("k3d/ml-apps/iris-classifier runs main-9f00d11, built 20") }, "\(plan.consequences)")
        let (outcome, steps) = try await run(plan)
        #expect(outcome.kind == .done && outcome.sentence.hasSuffix("/health answers 200 ok."), "\(outcome) \(steps)")
        #expect(try await images() == [Lab.image + ":" + other])
        let choices = try await runner.choices(for: "iris-classifier")
        #expect(choices.gaps == [] && choices.choices.first { $0.isStanding }?.tag == other, "\(choices)")
        #expect(choices.choices.first { $0.runsIn == ["k3d/ml-apps/iris-classifier"] }?.tag == other)
        await lab.stop()
    }

    /// As on the reference platform, where a port that is taken keeps the application's Service from being synced.
    @Test func aSyncThatFailsAtAnotherObjectIsFollowedAllTheSame() async throws {
        let lab = try await Lab.start(LabOptions(scenario: "oom", pace: 20))
        let (_, runner) = try await Self.runner(lab, token: LabCredentials.githubFineGrained)
        let asked = OperationRequest(kind: "image.bump", parameters: ["name": "iris-classifier", "tag": "main-9f00d11"])
        var events: [OperationEvent] = []
        for await event in await runner.start(try await runner.plan(asked)) { events.append(event) }
        let outcome = try #require(events.outcome)
        #expect(outcome.kind == .done && outcome.sentence.hasSuffix("/health answers 200 ok."), "\(outcome) \(events.steps)")
        await lab.stop()
        await self.lab.stop()
    }

    /// The sixth moment of a night on call: you bump, and the image cannot be pulled. In real time.
    @Test func anImageThatCannotBePulledIsNamedWhileArgoCDWaitsAndTheRevertMendsIt() async throws {
        let lab = try await Lab.start(LabOptions(scenario: "pull-forbidden"))
        let (reach, runner) = try await Self.runner(lab, token: LabCredentials.githubFineGrained)
        let asked = OperationRequest(kind: "image.bump", parameters: ["name": "iris-classifier", "tag": other])
        var health: String?, outcome: Outcome?
        for await event in await runner.start(try await runner.plan(asked)) {
            if case .step(let sentence) = event, sentence.hasPrefix("Stuck: iris-classifier-") {
                health = try await reach.argocd?.application("iris-classifier").health
            }
            if case .finished(let end) = event { outcome = end }
        }
        let named = SystemTime().now(), stuck = try #require(outcome)
        #expect(health == "Progressing", "ArgoCD still waits")
        #expect(stuck.kind == .failed && stuck.sentence.hasPrefix("Stuck: iris-classifier-"), "\(stuck)")
        #expect(stuck.sentence.contains("cannot pull its image: the registry wants credentials for \(Lab.image):\(other)"), "\(stuck)")
        let pods = try await #require(reach.clusters["k3d"]).list(.pods, namespace: "ml-apps").items
        let pod = try #require(pods.first { $0.containers.first?.image == Lab.image + ":" + other })
        #expect(stuck.sentence.contains(pod.meta.name))
        #expect(named - (pod.meta.created ?? named) < .seconds(10), "not even ten seconds after the pod was made")
        let offer = try #require(stuck.offers.first)
        let revert = try await runner.plan(offer.request)
        #expect(revert.diff.last?.text.contains("image: \(Lab.image):main-9f00d11  # set by the pipeline") == true, "\(revert.diff)")
        for await event in await runner.start(revert) { if case .finished(let end) = event { outcome = end } }
        #expect(outcome?.kind == .done, "\(outcome.map { "\($0)" } ?? "")")
        await #expect(throws: OperationError.self, "it is undone already") { try await runner.plan(offer.request) }
        await lab.stop()
        await self.lab.stop()
    }

    @Test func anImageThatNeverGetsReadyIsNamed() async throws {
        try await lab.apply(scenario: "stuck-rollout")
        // The scenario's own commit must land first.
        try await eventually("the scenario has deployed it", within: .seconds(20)) { try await images().contains(Lab.image + ":main-5104b10") }
        let back = try await run(plan(["tag": "main-9f00d11"])).outcome
        #expect(back.kind == .done, "\(back)")
        let (outcome, _) = try await run(plan(["tag": "main-5104b10"]))
        #expect(outcome.kind == .failed && outcome.sentence.contains("fails its readiness probe"), "\(outcome)")
        await lab.stop()
    }

    @Test func anEmptyImageInTheManifestIsBumpedAway() async throws {
        try await lab.apply(scenario: "invalid-image")
        try await eventually("the scenario has emptied it", within: .seconds(20)) { try await images().contains("") }
        let plan = try await plan(["tag": other])
        #expect(plan.diff.dropFirst().first?.text.hasSuffix("image:   # set by the pipeline") == true, "\(plan.diff)")
        #expect(try await run(plan).outcome.kind == .done)
        await lab.stop()
    }

    @Test func aColleaguesCommitIsNotOverwritten() async throws {
        let plan = try await plan(["tag": other])
        try await lab.apply(scenario: "manifest-conflict")
        let outcome = try await run(plan).outcome
        #expect(outcome.kind == .failed && outcome.offers.map(\.title) == ["Plan it again"], "\(outcome)")
        await lab.stop()
    }

    @Test func aPullRequestIsFollowedThroughItsMergeToTheModelServer() async throws {
        let plan = try await plan(["tag": other, "way": "pull-request"])
        #expect(plan.requests.count == 3)
        let (outcome, steps) = try await run(plan) { try await decide($0, "PUT", "/merge", "{}") }
        #expect(outcome.kind == .done && outcome.sentence.hasSuffix("/health answers 200 ok."), "\(outcome) \(steps)")
        #expect(steps.contains { $0.hasPrefix("Pull request #") && $0.contains(" was merged as ") }, "\(steps)")
        #expect(try await images() == [Lab.image + ":" + other])
        let offer = try #require(outcome.offers.first)
        #expect(try await runner.plan(offer.request).diff.last?.text.contains(":main-9f00d11") == true, "the merge can be reverted")
        await lab.stop()
    }

    @Test func aProtectedBranchGetsAPullRequestAndOneThatIsClosedDeploysNothing() async throws {
        try await lab.apply(scenario: "protected-branch")
        let plan = try await plan(["tag": other])
        #expect(plan.requests.count == 3)
        let outcome = try await run(plan) { try await decide($0, "PATCH", "", #"{"state":"closed"}"#) }.outcome
        #expect(outcome.kind == .failed && outcome.sentence.hasSuffix("was closed without being merged: nothing is deployed."), "\(outcome)")
        await lab.stop()
    }

    /// What somebody does on the page of the pull request that a step names.
    private func decide(_ step: String, _ method: String, _ path: String, _ body: String) async throws {
        guard step.hasSuffix("Waiting for somebody to merge it."), let number = step.split(separator: "/").last?.prefix(while: \.isNumber) else {
            return
        }
        let page = "\(await lab.addresses[.github] ?? "")/repos/\(Lab.repositories[1])/pulls/\(number)\(path)"
        let answer = try await Engine().send(
            HTTPRequest(method, page, headers: ["Authorization": "Bearer " + LabCredentials.github], body: Array(body.utf8)))
        #expect(answer.status == 200)
    }

    @Test func whatIsNoChangeOrNotThereIsRefused() async throws {
        for (tag, words) in [("main-9f00d11", "the same image is no change"), ("main-9f00d1", "the nearest tag is main-9f00d11")] {
            let error = await #expect(throws: OperationError.self) { try await plan(["tag": tag]) }
            #expect(error?.description.contains(words) == true, "\(error.map { "\($0)" } ?? "")")
        }
        await lab.stop()
    }

    @Test func aRegistryThatWantsAClassicTokenSaysSo() async throws {
        let (_, runner) = try await Self.runner(lab, token: LabCredentials.github, packages: LabCredentials.githubFineGrained)
        let request = OperationRequest(kind: "image.bump", parameters: ["name": "iris-classifier", "tag": other])
        let error = await #expect(throws: OperationError.self) { try await runner.plan(request) }
        let said = error?.description ?? ""
        #expect(said.contains("classic token with the scope read:packages") && said.contains("[[registries]]"), "\(said)")
        let choices = try await runner.choices(for: "iris-classifier")
        #expect(choices.choices.isEmpty && choices.gaps.count == 2 && choices.gaps.allSatisfy { $0.contains("classic token") }, "\(choices.gaps)")
        await lab.stop()
    }

    @Test func aTokenThatMayOnlyReadIsRefusedWithThePermission() async throws {
        let (_, reader) = try await Self.runner(lab, token: LabCredentials.githubReader)
        var said = ""
        do {
            let plan = try await reader.plan(OperationRequest(kind: "image.bump", parameters: ["name": "iris-classifier", "tag": other]))
            for await event in await reader.start(plan) { if case .finished(let outcome) = event { said = outcome.sentence } }
        } catch let error as OperationError {
            said = error.description
        }
        #expect(said.contains("may not write to acme-ml/infra-manifests") || said.contains("contents=write"), "\(said)")
        await lab.stop()
    }
}
