import Testing

@testable import Lab

/// One test for each row of the table in docs/lab.md about repositories, the registry, Argo CD and MLflow.
@Suite struct DeliveryTests {
    private let key = ObjectKey(namespace: Platform.modelNamespace, name: Platform.irisApplication)

    private func dispatch(_ world: inout World, _ inputs: [MLflowState.Pair] = []) {
        world.apply(
            .github(
                .dispatch(
                    .init(
                        repository: Platform.modelID, workflow: Pipeline.modelSource.id, branch: "main", inputs: inputs, actor: "oncall"))))
    }

    private func newest(_ world: World) throws -> WorkflowRun { try #require(world.github.repositories.first?.runs.first) }

    private func live(_ world: World) -> Deployment? { world.clusters.k3d.deployments[key] }

    private func iris(_ world: World) throws -> ArgoApplication { try #require(world.argo[Platform.irisApplication]) }

    /// Sets the image in the manifest, as a commit through the contents API does.
    private func commit(_ image: String, in world: inout World) {
        world.pushIris(image)
        let path = "applications/\(Platform.irisApplication)/deployment.yaml"
        let text = world.github.repositories[1].files[path]?.replacing(Platform.irisBefore.image, with: image)
        world.apply(
            .github(
                .change(
                    Platform.infraID, .write(path: path, text: text, message: "Bump iris-classifier", branch: "main", actor: "oncall"))))
    }

    @Test func aDispatchedRunIsListedALittleLater() throws {
        var world = World(at: .night)
        dispatch(&world)
        #expect(try newest(world).appears == .night + Delays.dispatch)
    }

    @Test func jobsFollowTheirNeeds() throws {
        var world = World(at: .night)
        world.apply(.github(.start(.failing(.pytest, sha: "4ad81e6", actor: "lin"))))
        world.tick(to: .night + .minutes(10))
        let jobs = try newest(world).schedule()
        #expect(jobs.map(\.conclusion) == ["success", "success", "failure", "skipped", "skipped", "skipped"])
    }

    @Test func trainingIsLoggedRegisteredAndBuilt() throws {
        var world = World(at: .night)
        let versions = world.mlflow.models[0].versions.count
        dispatch(&world, [.init(key: "random_state", value: "3")])
        world.tick(to: .night + .minutes(15))
        let run = try newest(world)
        let logged = try #require(world.mlflow.runs.last)
        #expect(logged.tag("mlflow.source.git.commit") == run.sha)
        #expect(logged.latest.first { $0.key == "accuracy" }?.value == run.training?.accuracy)
        #expect(world.mlflow.models[0].versions.count == versions + 1)
        #expect(world.registry.version(run.tag)?.build.created ?? .night > .night)
    }

    @Test func belowTheGateNothingIsBuilt() throws {
        var world = World(at: .night, after: .mislabelled)
        let images = world.registry.versions
        dispatch(&world)
        world.tick(to: .night + .minutes(15))
        #expect(try newest(world).state(at: world.now).conclusion == "failure")
        #expect(world.mlflow.runs.last?.parameters.contains(.init(key: "validation_status", value: "FAILED")) == true)
        #expect(world.registry.versions == images)
    }

    @Test func aRunnerThatLogsElsewhereLeavesNoRun() throws {
        var world = World(at: .night, after: .logsElsewhere)
        let runs = world.mlflow.runs.count
        dispatch(&world)
        world.tick(to: .night + .minutes(15))
        #expect(try newest(world).state(at: world.now).conclusion == "success")
        #expect(world.mlflow.runs.count == runs)
    }

    @Test func aTagMovesToItsNewestBuild() throws {
        var world = World(at: .night)
        let before = try #require(world.registry.version(Platform.irisBefore.tag))
        world.apply(.registry(.push(revision: Platform.irisBefore.sha, tag: Platform.irisBefore.tag)))
        let after = try #require(world.registry.version(Platform.irisBefore.tag))
        #expect(after.build.index.digest != before.build.index.digest)
        // What runs is what was pulled, whatever its tag means by now.
        #expect(world.iris?.containers.first?.digest == before.build.index.digest)
    }

    @Test func aCancelledRunHasNoConsequences() throws {
        var world = World(at: .night)
        let runs = world.mlflow.runs.count
        dispatch(&world)
        world.tick(to: .night + .minutes(1))
        world.apply(.github(.cancel(try newest(world).id)))
        let end = try #require(world.wait(upTo: .minutes(1)) { $0.github.repositories[0].runs[0].state(at: $0.now).status == "completed" })
        #expect(end == Delays.cancellation)
        world.tick(to: .night + .minutes(15))
        #expect(try newest(world).state(at: world.now).conclusion == "cancelled")
        #expect(world.mlflow.runs.count == runs)
    }

    @Test func aRunStartedAgainKeepsItsIdAndWhatSucceeded() throws {
        var world = World(at: .night, after: .securityScan)
        let first = try newest(world)
        world.apply(.github(.rerun(first.id, onlyFailed: true, actor: "oncall")))
        let second = try newest(world)
        #expect((second.id, second.attempt) == (first.id, 2))
        let train = { (run: WorkflowRun) in run.schedule().first { $0.key == "train" }?.completed }
        #expect(train(first) == train(second))
        let build = { (run: WorkflowRun) in run.schedule().first { $0.key == "build-and-scan" }?.completed }
        #expect(try #require(build(second)) > #require(build(first)))
    }

    @Test func aDeployJobCommitsToTheManifests() throws {
        var world = World(at: .night)
        world.apply(.github(.start(.batchEndpoint)))
        world.tick(to: try newest(world).finished() + .seconds(1))
        #expect(world.github.repositories[1].commits.first?.message == "Update iris-classifier to \(Platform.irisBatch.tag)")
    }

    @Test func aCommitIsSeenAtTheNextLook() throws {
        var world = World(at: .night)
        let runs = world.github.repositories[1].runs.count
        commit(Platform.irisBatch.image, in: &world)
        #expect(world.github.repositories[1].runs.count == runs + 1)
        #expect(try iris(world).sync == .synced)
        let seen = try #require(world.wait(upTo: .minutes(4)) { $0.argo[Platform.irisApplication]?.sync == .outOfSync })
        #expect(seen <= Delays.argoPoll + Delays.argoComparison)
    }

    @Test func whatIsSeenIsSynchronisedAndRolls() throws {
        var world = World(at: .night)
        commit(Platform.irisBatch.image, in: &world)
        world.apply(.argo(.refresh(Platform.irisApplication)))
        #expect(try iris(world).operation?.phase == "Running")
        #expect(world.wait(upTo: .minutes(1)) { $0.argo[Platform.irisApplication]?.operation?.phase == "Succeeded" } == Delays.argoSync)
        #expect(live(world)?.template.spec.containers.first?.image == Platform.irisBatch.image)
        #expect(world.wait(upTo: .minutes(1)) { $0.iris?.isReady == true && $0.modelPods.count == 2 } != nil)
        #expect(world.iris?.containers.first?.digest == world.registry.digest(of: Platform.irisBatch.image))
    }

    @Test func selfHealUndoesWhatGitHolds() throws {
        var world = World(at: .night)
        world.tick(to: .night + .minutes(1))
        world.apply(.cluster(.k3d, .restart(namespace: key.namespace, deployment: key.name)))
        world.apply(.cluster(.k3d, .scale(namespace: key.namespace, deployment: key.name, replicas: 2)))
        let healed = try #require(world.wait(upTo: .minutes(1)) { $0.clusters.k3d.deployments[self.key]?.replicas == 1 })
        #expect(healed <= Delays.argoSelfHeal + Delays.argoComparison + Delays.argoSync)
        #expect(live(world)?.template.annotations["kubectl.kubernetes.io/restartedAt"] != nil)
    }

    @Test func aRequestIsTakenUpAMomentLater() throws {
        var world = World(at: .night)
        world.apply(.argo(.request(Platform.irisApplication, by: "console", isDryRun: false, to: nil)))
        #expect(try iris(world).operation?.isRequested == true)
        #expect(world.wait(upTo: .minutes(1)) { $0.argo[Platform.irisApplication]?.operation?.isRequested == false } == Delays.argoTake)
    }

    @Test func aRolloutThatGetsNowhereIsSaidToHaveFailed() throws {
        var world = World(at: .night)
        world.pushIris(Scenario.stuckImage)
        world.apply(.cluster(.k3d, .behave(image: Scenario.stuckImage, .notReady)))
        commit(Scenario.stuckImage, in: &world)
        world.apply(.argo(.sync(Platform.irisApplication)))
        #expect(world.wait(upTo: .minutes(11)) { $0.clusters.k3d.deployments[self.key]?.status.hasStalled == true } == Delays.progressDeadline)
        world.tick(to: world.now + Delays.argoComparison)
        #expect(try iris(world).health == .degraded)
    }

    @Test func aPodInBackOffDegradesItsApplication() throws {
        var world = World(at: .night, after: .crashloop)
        world.tick(to: world.now + Delays.argoComparison)
        #expect(world.iris?.statusWord == "CrashLoopBackOff")
        #expect(try iris(world).health == .degraded)
    }

    @Test func anEdgeThatIsGoneIsUnknown() throws {
        var world = World(at: .night)
        world.apply(.cluster(.k3d, .link(isUp: false)))
        world.tick(to: .night + Delays.argoComparison)
        #expect(try iris(world).sync == .unknown)
        #expect(try iris(world).conditions.first?.type == "ComparisonError")
    }

    @Test func aModelWithoutAReadyPodClosesItsPort() {
        var world = World(at: .night)
        let site = ModelSite(name: .modelIris, application: Platform.irisApplication)
        #expect(site.fault(in: world) == nil)
        world.apply(.cluster(.k3d, .scale(namespace: key.namespace, deployment: key.name, replicas: 0)))
        #expect(site.fault(in: world) == .refuse)
    }
}
