import Testing

@testable import Lab

@Suite struct WorldTests {
    private func page(_ world: World) -> [UInt8] {
        let objects = ResourceKind.allCases.flatMap { kind in
            ClusterName.allCases.flatMap { world.clusters[$0].objects(kind) }
        }
        return objects.flatMap { KubernetesObject.json($0, apiVersion: "v1").bytes }
    }

    @Test func oneSeedAndOneStoryMakeOneWorld() {
        let first = World(at: .night, after: .oom)
        #expect(page(first) == page(World(at: .night, after: .oom)))
        #expect(page(first) != page(World(at: .night, after: .oom, seed: 2)))
    }

    @Test func aWorldOpensInTheMiddleOfItsStory() throws {
        let world = World(at: .night, after: .oom)
        #expect(world.now == .night)
        let container = try #require(world.irisContainer)
        #expect(container.restarts == 4)
        #expect(container.last?.reason == "OOMKilled")
        #expect(world.alert("ModelPodOOMKilled") == .firing)
        #expect(world.alert("ModelPodFrequentRestarts") == .pending)
    }

    @Test func theDemoOpensOnWhatTheDeckDraws() throws {
        let world = World(at: .night, after: .demo)
        #expect(world.monitoring.active.map(\.rule).sorted() == ["ModelAccuracyDrift", "ModelPodFrequentRestarts", "ModelPodOOMKilled"])
        #expect(world.clusters.gcp.pods.items.count == 21)
        #expect(world.clusters.gcp.nodes.items.count == 1)
        #expect(world.clusters.k3d.pods.items.count == 9)
        #expect(world.clusters.k3d.nodes.items.count == 2)
    }

    @Test func aCalmWorldStaysCalm() {
        var world = World(at: .night)
        world.tick(to: world.now + .hours(2))
        #expect(world.monitoring.active.isEmpty)
        #expect(ClusterName.allCases.flatMap { world.clusters[$0].pods.items }.allSatisfy { $0.isReady || $0.statusWord == "Completed" })
    }

    @Test func playingCalmIntoACrashLoopMendsIt() {
        var world = World(at: .night, after: .oom)
        world.play(.calm)
        let mended = world.wait(upTo: .minutes(10)) { world in
            world.modelPods.count == 2 && world.modelPods.allSatisfy(\.isReady)
                && world.iris?.spec.containers[0].image == Platform.irisBefore.image
        }
        #expect(mended != nil)
    }

    @Test func theVPNDropEndsByItself() {
        var world = World(at: .night)
        world.play(.vpnDrop)
        world.tick(to: world.now + .seconds(1))
        #expect(world.faults[.kubernetesK3D] == .hang)
        world.tick(to: world.now + .minutes(2))
        #expect(world.faults[.kubernetesK3D] == nil)
    }

    @Test func anEmptyImageIsNamedForWhatItIs() {
        var world = World(at: .night)
        world.runIris("")
        _ = world.wait(upTo: .minutes(1)) { $0.iris?.statusWord == "InvalidImageName" }
        #expect(world.iris?.statusWord == "InvalidImageName")
        #expect(world.reasons(about: "iris")["InspectFailed"] == 1)
    }

    @Test func goingBackToAnImageBringsItsReplicaSetBack() {
        var world = World(at: .night)
        let sets = world.clusters.k3d.replicaSets.items.count
        world.runIris(Platform.irisBatch.image)
        world.tick(to: world.now + .minutes(1))
        world.runIris(Platform.irisBefore.image)
        world.tick(to: world.now + .minutes(1))
        #expect(world.clusters.k3d.replicaSets.items.count == sets + 1)
        let key = ObjectKey(namespace: Platform.modelNamespace, name: Platform.irisApplication)
        #expect(world.clusters.k3d.deployments[key]?.revision == 4)
    }

    @Test func aLoadChangesDrawnCellsAtItsRate() {
        var world = World(at: .night)
        world.apply(.cluster(.k3d, .load(pods: 1000, changesPerSecond: 200)))
        let before = world.clusters.k3d.pods.items.reduce(0) { $0 + $1.restarts }
        world.tick(to: world.now + .seconds(2.5))
        let after = world.clusters.k3d.pods.items.reduce(0) { $0 + $1.restarts }
        #expect((495...500).contains(after - before))
        #expect(Set(world.clusters.k3d.pods.items.map(\.statusWord)).contains("CrashLoopBackOff"))
        world.apply(.cluster(.k3d, .load(pods: 0, changesPerSecond: 0)))
        #expect(world.clusters.k3d.pods.items.count == 9)
    }
}
