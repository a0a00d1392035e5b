import Testing

@testable import Lab

/// The stories about rollouts, monitoring and trainings: what stands there when the world opens with one, and what `calm` mends.
@Suite struct PlatformScenarioTests {
    @Test func everyScenarioHasItsOwnName() {
        #expect(Set(Scenarios.all.map(\.name)).count == Scenarios.all.count)
        #expect(Scenarios.all.allSatisfy { $0.summary.hasSuffix(".") })
    }

    @Test func theScanStopsTheImageBeforeItIsDeployed() throws {
        let world = World(at: .night, after: .securityScan)
        let run = try #require(world.github.repositories.first?.runs.first)
        let failed = try #require(run.schedule().first { $0.conclusion == "failure" })
        #expect(failed.steps.first { $0.conclusion == "failure" }?.name == "Run Trivy vulnerability scanner")
        #expect(world.argo[Platform.irisApplication]?.image == Platform.irisBefore.image)
    }

    @Test func aStuckRolloutKeepsTheOldPodServing() throws {
        var world = World(at: .night, after: .stuckRollout)
        let ready = world.modelPods.filter { $0.isReady && $0.meta.labels["app"] == Platform.irisApplication }
        #expect(ready.map(\.spec.containers[0].image) == [Platform.irisBefore.image])
        #expect(world.reasons(about: "iris")["Unhealthy"] ?? 0 > 5)
        #expect(world.argo[Platform.irisApplication]?.health == .progressing)
        world.tick(to: .night + .minutes(7))
        #expect(world.argo[Platform.irisApplication]?.health == .degraded)
    }

    @Test func anEmptyImageIsNoImage() {
        let world = World(at: .night, after: .invalidImage)
        #expect(world.modelPods.contains { $0.statusWord == "InvalidImageName" })
        #expect(world.modelPods.contains { $0.isReady && $0.meta.labels["app"] == Platform.irisApplication })
    }

    @Test func anExpiredPullSecretKeepsOnlyWhatIsNewFromStarting() {
        let image = Platform.image + ":main-48aa19c"
        var world = World(at: .night, after: .pullForbidden)
        #expect(!world.modelPods.contains { !$0.isReady })
        world.apply(Scenario.deploy(image))
        world.tick(to: .night + .minutes(5))
        #expect(world.modelPods.contains { ["ErrImagePull", "ImagePullBackOff"].contains($0.statusWord) })
        #expect(world.registry.digest(of: image) != nil, "the registry has it all the same")
        world.apply(Scenario.deploy(Platform.irisBefore.image))
        world.tick(to: .night + .minutes(10))
        #expect(world.modelPods.map(\.isReady) == [true, true], "what a node has needs no secret")
    }

    @Test func aClosedPortIsADownTarget() throws {
        let world = World(at: .night, after: .targetDown)
        #expect(try world.value(of: #"up{job="k3d-ml-apps"}"#) == 0)
        #expect(try world.value(of: #"sum(model_predictions_total)"#) == nil)
        #expect(try world.value(of: #"up{job="k3d-cadvisor"}"#) == 1)
    }

    @Test func theStormIsFortyAlertsInAMinuteOfTwoNodes() {
        let world = World(at: .night, after: .alertStorm)
        let storm = world.monitoring.active.filter { $0.labels["component"] == "platform" }
        #expect(storm.count == 40)
        #expect(storm.allSatisfy { $0.state == .firing })
        #expect(Set(storm.compactMap { $0.labels["node"] }) == ["k3d-edge-agent-0", "mlops-control"])
        let times = storm.compactMap(\.firedAt)
        #expect((times.max() ?? .night) - (times.min() ?? .night) <= .minutes(1))
        #expect(world.clusters.k3d.nodes.items.contains { !$0.isReady })
    }

    @Test func scrambledLabelsFailTheNextTraining() throws {
        var world = World(at: .night, after: .mislabelled)
        world.apply(
            .github(
                .dispatch(
                    .init(
                        repository: Platform.modelID, workflow: Pipeline.modelSource.id, branch: "main", inputs: [], actor: "oncall"))))
        let run = try #require(world.github.repositories.first?.runs.first)
        #expect(run.fault == .accuracyGate)
    }

    @Test(arguments: [
        Scenario.stuckRollout, .invalidImage, .pullForbidden, .targetDown, .alertStorm, .mislabelled, .manifestConflict, .protectedBranch,
    ])
    func calmMendsIt(_ scenario: Scenario) throws {
        var world = World(at: .night, after: scenario)
        world.play(.calm)
        world.tick(to: .night + .minutes(5))
        let names = Set(world.monitoring.active.map(\.rule))
        #expect(names.isEmpty, "\(names)")
        #expect(world.modelPods.count == 2 && world.modelPods.allSatisfy(\.isReady))
        #expect(world.github.training == .init() && world.github.rival == nil && world.github.repositories[1].protections.isEmpty)
        #expect(!world.clusters.k3d.nodes.items.contains { !$0.isReady })
        #expect(try world.value(of: #"up{job="k3d-ml-apps"}"#) == 1)
    }
}
