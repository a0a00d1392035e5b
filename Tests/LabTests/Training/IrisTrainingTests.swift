import Testing

@testable import Lab

/// Training on the iris data, and what a dispatch does with it.
@Suite struct IrisTrainingTests {
    @Test func theDataIsFishers() {
        #expect(IrisData.flowers.count == 150)
        #expect(IrisData.flowers[0] == .init(features: [5.1, 3.5, 1.4, 0.2], species: 0))
        #expect(IrisData.flowers[149] == .init(features: [5.9, 3.0, 5.1, 1.8], species: 2))
        let means = (0..<4).map { feature in IrisData.flowers.reduce(0) { $0 + $1.features[feature] } / 150 }
        // The table's own means: 5.843, 3.057, 3.758, 1.199.
        #expect(zip(means, [5.843, 3.057, 3.758, 1.199]).allSatisfy { abs($0 - $1) < 0.001 })
    }

    @Test func aFifthIsHeldOutOfEachSpecies() {
        let (train, test) = IrisTraining.split(IrisData.flowers, seed: 42)
        #expect((train.count, test.count) == (120, 30))
        #expect([0, 1, 2].allSatisfy { species in test.count { $0.species == species } == 10 })
    }

    @Test func theUsualForestPassesAndAStumpDoesNot() {
        #expect(Training.iris(.init(), commit: "c").passed)
        let stump = Training.iris(.init(trees: 1, depth: 1, seed: 42), commit: "c")
        #expect(stump.accuracy < 0.7)
        #expect(!Training.iris(.init(), commit: "c", on: .mislabelled).passed)
        // Of two species one is always taken for the other: weighted precision is a half.
        #expect(abs(stump.scores.precision - 0.5) < 0.001)
    }

    /// Starts the pipeline by hand, waits for its end, and returns its run.
    private func dispatched(_ world: inout World, _ inputs: [MLflowState.Pair] = []) throws -> WorkflowRun {
        world.apply(
            .github(
                .dispatch(
                    .init(
                        repository: 871_203_344, workflow: Pipeline.modelSource.id, branch: "main", inputs: inputs, actor: "oncall"))))
        world.tick(to: world.now + .minutes(15))
        return try #require(world.github.repositories.first?.runs.first)
    }

    private func log(of run: WorkflowRun, in world: World, job key: String) throws -> String {
        let job = try #require(run.schedule().first { $0.key == key })
        let repository = try #require(world.github.repositories.first)
        return String(decoding: JobLog(repository: repository, run: run, job: job).bytes(), as: UTF8.self)
    }

    @Test func aDispatchTrainsLogsAndBuildsButDeploysNothing() throws {
        var world = World(at: .night)
        let manifests = world.github.repositories[1].commits.count
        let run = try dispatched(&world, [.init(key: "random_state", value: "2")])
        #expect(run.state(at: world.now).conclusion == "success")
        let logged = try #require(world.mlflow.runs.last)
        #expect(logged.tag("mlflow.source.git.commit") == run.sha)
        let accuracy = try #require(logged.latest.first { $0.key == "accuracy" }?.value)
        #expect(accuracy == Training.iris(.init(seed: 2), commit: "").accuracy)
        #expect(logged.parameters.contains(.init(key: "random_state", value: "2")))
        #expect(try log(of: run, in: world, job: "train").contains("holdout 30 rows: accuracy=0.9667"))
        let image = try #require(world.registry.version(run.tag))
        #expect(image.build.revision == run.sha)
        #expect(try log(of: run, in: world, job: "build-and-scan").contains(image.build.index.digest))
        #expect(world.github.repositories[1].commits.count == manifests)
    }

    @Test func theSameCommitBuiltAgainIsAnotherImageUnderTheSameTag() throws {
        var world = World(at: .night)
        let first = try dispatched(&world)
        let digest = world.registry.version(first.tag)?.build.index.digest
        let second = try dispatched(&world)
        #expect(first.tag == second.tag)
        #expect(world.registry.version(second.tag)?.build.index.digest != digest)
        #expect(world.registry.versions.contains { $0.build.index.digest == digest && $0.tags.isEmpty })
    }

    @Test func belowTheGateTheRunFailsAndNothingIsBuilt() throws {
        var world = World(at: .night)
        let images = world.registry.versions.count
        let run = try dispatched(&world, [.init(key: "n_estimators", value: "1"), .init(key: "max_depth", value: "1")])
        #expect(run.state(at: world.now).conclusion == "failure")
        #expect(world.mlflow.runs.last?.parameters.contains(.init(key: "validation_status", value: "FAILED")) == true)
        #expect(try log(of: run, in: world, job: "train").contains("accuracy 0.6667 is below the gate 0.85"))
        #expect(world.registry.versions.count == images)
    }

    @Test func aRunnerThatLogsElsewhereLeavesNoRun() throws {
        var world = World(at: .night)
        world.apply(.github(.training(.init(isElsewhere: true))))
        let runs = world.mlflow.runs.count
        let run = try dispatched(&world)
        #expect(run.state(at: world.now).conclusion == "success")
        #expect(world.mlflow.runs.count == runs)
        #expect(try log(of: run, in: world, job: "train").contains("tracking to file:///home/runner"))
    }
}
