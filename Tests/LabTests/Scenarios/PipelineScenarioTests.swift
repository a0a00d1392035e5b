import Testing

@testable import Lab

/// The stories about pipelines and models: what stands there when the world opens with one.
@Suite struct PipelineScenarioTests {
    private func newest(_ scenario: Scenario) throws -> (run: WorkflowRun, world: World) {
        let world = World(at: .night, after: scenario)
        return (try #require(world.github.repositories.first?.runs.first), world)
    }

    @Test(arguments: [
        (Scenario.pipelinePytest, "Unit Tests", "Run unit tests"), (.pipelineGitleaks, "Secrets Detection", "Run Gitleaks"),
        (.gateFailed, "Continuous Training", "Train model"),
    ])
    func theNewestRunHasFailed(_ scenario: Scenario, _ job: String, _ step: String) throws {
        let (run, world) = try newest(scenario)
        #expect(run.state(at: world.now).conclusion == "failure")
        let failed = try #require(run.schedule().first { $0.conclusion == "failure" })
        #expect(failed.name == job)
        #expect(failed.steps.first { $0.conclusion == "failure" }?.name == step)
    }

    @Test func aModelBelowTheGateIsLoggedAndNotRegistered() throws {
        let (run, world) = try newest(.gateFailed)
        let logged = try #require(world.mlflow.runs.last)
        #expect(logged.tag("mlflow.source.git.commit") == run.sha)
        #expect(logged.parameters.contains { $0.key == "validation_status" && $0.value == "FAILED" })
        #expect(!world.mlflow.models.flatMap(\.versions).contains { $0.run == logged.id })
    }

    @Test func driftIsATenthWorseAndPassesItsGate() throws {
        let (run, world) = try newest(.drift)
        #expect(run.state(at: world.now).conclusion == "success")
        let runs = world.mlflow.runs.filter { $0.experiment == "2" && $0.status == "FINISHED" && $0.lifecycle == "active" }
        let accuracies = runs.compactMap { run in run.latest.first { $0.key == "accuracy" }?.value }
        let baseline = accuracies.dropLast(2).suffix(10).reduce(0, +) / 10
        let newest = try #require(accuracies.last)
        #expect((baseline - newest) / baseline > 0.1)
        #expect(newest >= 0.65)
        #expect(runs.last?.parameters.contains { $0.key == "max_depth" && $0.value == "2" } == true)
    }

    @Test func theNightShowsARunUnderWayAndAnApplicationOutOfSync() throws {
        let (run, world) = try newest(.oom)
        #expect(run.number == 412)
        #expect(run.state(at: world.now).status == "in_progress")
        let numbers = try #require(world.github.repositories.first).runs.prefix(3).map(\.number)
        #expect(numbers == [412, 411, 410])
        let iris = try #require(world.argo[Platform.irisApplication])
        #expect(iris.sync == .outOfSync)
        #expect(iris.image == Platform.irisBatch.image)
        #expect(world.argo[Platform.wineApplication]?.sync == .synced)
    }

    @Test func aPushThatPassesTrainsDeploysAndReachesTheEdge() throws {
        var world = World(at: .night)
        let before = world.mlflow.runs.count
        world.apply(.github(.start(.batchEndpoint)))
        world.tick(to: .night + .minutes(15))
        #expect(world.mlflow.runs.count == before + 1)
        let key = ObjectKey(namespace: Platform.modelNamespace, name: Platform.irisApplication)
        #expect(world.clusters.k3d.deployments[key]?.template.spec.containers.first?.image == Platform.irisBatch.image)
        #expect(world.argo[Platform.irisApplication]?.sync == .synced)
    }

    @Test func calmMendsWhatTheNightBroke() throws {
        var world = World(at: .night, after: .oom)
        world.apply(.gemini(.behave(.retired)))
        world.play(.calm)
        world.tick(to: .night + .minutes(5))
        let iris = try #require(world.argo[Platform.irisApplication])
        #expect(iris.sync == .synced)
        #expect(iris.image == Platform.irisBefore.image)
        #expect(world.gemini.behaviour == .answering)
    }
}
