import Testing

@testable import Lab

/// One test for each row of the table in docs/lab.md.
@Suite struct CauseAndEffectTests {
    private let batch = Platform.irisBatch.image

    /// A world in which iris-classifier was just given an image.
    private func world(running image: String, behaving behaviour: Behaviour? = nil) -> World {
        var world = World(at: .night)
        if let behaviour { world.apply(.cluster(.k3d, .behave(image: image, behaviour))) }
        world.runIris(image)
        return world
    }

    /// Evaluations and looks do not fall on the same instants: a tenth of a second either way.
    private func isAbout(_ expected: Span, _ actual: Span?) -> Bool {
        actual.map { abs($0.milliseconds - expected.milliseconds) <= 100 } ?? false
    }

    @Test func anotherImageMakesAReplicaSetAndAPodAtOnce() {
        let world = world(running: batch)
        #expect(world.iris?.phase == .pending)
        #expect(world.iris?.spec.containers[0].image == batch)
        #expect(world.modelPods.count == 3)
        #expect(world.reasons(about: Platform.irisApplication) == ["ScalingReplicaSet": 1, "SuccessfulCreate": 1])
    }

    @Test func aNewPodIsPlacedPulledStartedAndReady() throws {
        var world = world(running: batch)
        #expect(world.wait(upTo: .minutes(1)) { $0.iris?.node == "k3d-edge-agent-0" } == Delays.schedule)
        #expect(world.wait(upTo: .minutes(1)) { $0.reasons(about: "iris")["Pulling"] == 1 } == Delays.pull)
        #expect(world.wait(upTo: .minutes(1)) { $0.irisContainer?.runningSince != nil } == Delays.pulled)
        for reason in ["Scheduled", "Pulled", "Created", "Started"] { #expect(world.reasons(about: "iris")[reason] == 1, "\(reason)") }
        #expect(world.iris?.isReady == false)
        #expect(world.wait(upTo: .minutes(1)) { $0.iris?.isReady == true } == Delays.ready)
    }

    @Test func theOldPodGoesWhenTheNewOneIsReady() {
        var world = world(running: batch)
        _ = world.wait(upTo: .minutes(1)) { $0.iris?.isReady == true }
        let old = world.modelPods.first { $0.spec.containers[0].image == Platform.irisBefore.image }
        #expect(old?.statusWord == "Terminating")
        #expect(world.reasons(about: "iris")["Killing"] == 1)
        #expect(world.wait(upTo: .minutes(1)) { $0.modelPods.count == 2 } == Delays.termination)
    }

    @Test func aMemoryFaultKillsTheContainerWithItsMemoryAtTheLimit() throws {
        var world = world(running: batch, behaving: .outOfMemory(after: .seconds(134)))
        _ = world.wait(upTo: .minutes(1)) { $0.irisContainer?.runningSince != nil }
        #expect(world.wait(upTo: .minutes(5)) { $0.irisContainer?.lastTermination != nil } == .seconds(134))
        let pod = try #require(world.iris)
        #expect(pod.statusWord == "OOMKilled")
        #expect(pod.containers[0].lastTermination?.exitCode == 137)
        let trace = try #require(world.clusters.k3d.traces.last { $0.uid == pod.meta.uid })
        let last = ContainerUsage(trace, at: world.now - .seconds(1)).memory(at: world.now - .seconds(1))
        #expect((247.0...249.5).contains(last / 1_048_576))
        let log = try #require(ContainerLog(of: pod, behaviour: world.clusters.k3d.behaviours[batch], previous: false))
        let lines = log.lines(after: nil, upTo: world.now).map(\.text)
        #expect(lines.suffix(3).contains { $0.contains("rows=48000") })
    }

    @Test func aContainerStartsAgainAtOnceTheFirstTimeAndThenBacksOff() throws {
        var world = world(running: batch, behaving: .outOfMemory(after: .seconds(134)))
        _ = world.wait(upTo: .minutes(5)) { $0.iris?.statusWord == "OOMKilled" }
        #expect(world.wait(upTo: .minutes(1)) { $0.irisContainer?.restarts == 1 } == Delays.kubelet)
        #expect(world.irisContainer?.last?.reason == "OOMKilled")
        _ = world.wait(upTo: .minutes(5)) { $0.iris?.statusWord == "CrashLoopBackOff" }
        #expect(world.reasons(about: "iris")["BackOff"] == 1)
        #expect(world.wait(upTo: .minutes(5)) { $0.irisContainer?.restarts == 2 } == Delays.backOff)
        _ = world.wait(upTo: .minutes(5)) { $0.iris?.statusWord == "CrashLoopBackOff" }
        #expect(world.wait(upTo: .minutes(5)) { $0.irisContainer?.restarts == 3 } == .seconds(20))
    }

    @Test func anUnknownTagFailsAndIsTriedAgain() throws {
        var world = world(running: batch, behaving: .imageNotFound)
        _ = world.wait(upTo: .minutes(1)) { !($0.iris?.node.isEmpty ?? true) }
        #expect(world.wait(upTo: .minutes(1)) { $0.iris?.statusWord == "ErrImagePull" } == Delays.pull)
        #expect(world.wait(upTo: .minutes(1)) { $0.iris?.statusWord == "ImagePullBackOff" } == .seconds(2))
        #expect(world.reasons(about: "iris")["BackOff"] == 1 && world.reasons(about: "iris")["Failed"] ?? 0 >= 1)
        #expect(world.wait(upTo: .minutes(1)) { $0.iris?.statusWord == "ErrImagePull" } == Delays.pullRetry)
        _ = world.wait(upTo: .minutes(1)) { $0.iris?.statusWord == "ImagePullBackOff" }
        let second = world.wait(upTo: .minutes(2)) { $0.iris?.statusWord == "ErrImagePull" }
        #expect(second == Delays.pullRetry * 2, "each further wait is twice as long")
        #expect(world.modelPods.contains { $0.isReady && $0.meta.labels["app"] == Platform.irisApplication })
    }

    @Test func aDeletedPodIsReplacedAtOnceAndGone() throws {
        var world = World(at: .night)
        let old = try #require(world.iris)
        world.apply(.cluster(.k3d, .deletePod(namespace: old.meta.namespace, name: old.meta.name)))
        #expect(world.iris?.meta.uid != old.meta.uid)
        #expect(world.wait(upTo: .minutes(1)) { $0.clusters.k3d.pods[old.meta.key] == nil } == Delays.termination)
    }

    @Test func aClosedWaySilencesTheEdgeAndItsSeries() throws {
        var world = World(at: .night)
        world.tick(to: world.now + .minutes(1))
        #expect(try world.value(of: #"up{job="k3d-kube-state-metrics"}"#) == 1)
        world.apply(.cluster(.k3d, .link(isUp: false)))
        #expect(world.faults == [.kubernetesK3D: .hang])
        world.tick(to: world.now + .seconds(15))
        #expect(try world.value(of: #"up{job="k3d-kube-state-metrics"}"#) == 0)
        #expect(try world.value(of: #"count(kube_pod_status_phase{namespace="ml-apps"})"#) == nil)
        #expect(try world.value(of: #"count(kube_pod_status_phase{namespace="argocd"} == 1)"#) == 7)
        world.apply(.cluster(.k3d, .link(isUp: true)))
        #expect(world.faults.isEmpty)
    }

    @Test func anOutOfMemoryKillMakesItsAlertPendingThenFiring() throws {
        var world = world(running: batch, behaving: .outOfMemory(after: .seconds(134)))
        _ = world.wait(upTo: .minutes(5)) { $0.irisContainer?.last?.reason == "OOMKilled" }
        #expect(world.alert("ModelPodOOMKilled") == nil)
        let pending = try #require(world.wait(upTo: .minutes(1)) { $0.alert("ModelPodOOMKilled") == .pending })
        #expect(pending <= Delays.evaluation)
        #expect(isAbout(.minutes(1), world.wait(upTo: .minutes(5)) { $0.alert("ModelPodOOMKilled") == .firing }))
    }

    @Test func manyRestartsFireAfterFiveMinutes() throws {
        var world = world(running: batch, behaving: .outOfMemory(after: .seconds(134)))
        _ = world.wait(upTo: .minutes(15)) { $0.irisContainer?.restarts == 4 }
        let pending = try #require(world.wait(upTo: .minutes(1)) { $0.alert("ModelPodFrequentRestarts") == .pending })
        #expect(pending <= Delays.evaluation)
        #expect(isAbout(.minutes(5), world.wait(upTo: .minutes(6)) { $0.alert("ModelPodFrequentRestarts") == .firing }))
    }

    @Test func aPodThatIsNotRunningFiresAfterTwoMinutesAndResolves() throws {
        var world = world(running: batch, behaving: .imageNotFound)
        let pending = try #require(world.wait(upTo: .minutes(1)) { $0.alert("ModelPodNotRunning") == .pending })
        #expect(pending <= Delays.evaluation)
        #expect(isAbout(.minutes(2), world.wait(upTo: .minutes(5)) { $0.alert("ModelPodNotRunning") == .firing }))
        world.runIris(Platform.irisBefore.image)
        _ = world.wait(upTo: .minutes(1)) { $0.modelPods.allSatisfy { $0.phase == .running } && $0.modelPods.count == 2 }
        let gone = try #require(world.wait(upTo: .minutes(5)) { $0.alert("ModelPodNotRunning") == nil })
        #expect(gone <= Delays.evaluation)
        #expect(world.monitoring.past.map(\.rule) == ["ModelPodNotRunning"])
    }

    @Test func aMuchWorseModelRaisesTheDriftAlert() throws {
        var world = World(at: .night)
        world.tick(to: world.now + .minutes(1))
        #expect(world.alert("ModelAccuracyDrift") == nil)
        let worse = Training(experiment: Platform.wineExperiment, name: "shallow", commit: "2c88d1f", depth: 2, wrong: 111)
        world.apply(.mlflow(.trained(worse)))
        let firing = try #require(world.wait(upTo: .minutes(1)) { $0.alert("ModelAccuracyDrift") == .firing })
        #expect(firing <= Delays.evaluation)
    }

    @Test func eventsGoAfterAnHour() {
        var world = world(running: batch)
        world.tick(to: world.now + .minutes(30))
        #expect(!world.reasons(about: "iris").isEmpty)
        world.tick(to: world.now + .minutes(32))
        #expect(world.reasons(about: "iris").isEmpty)
    }

    @Test func thePaceHurriesEveryDelay() {
        var world = World(at: .night, pace: 10)
        world.apply(.cluster(.k3d, .behave(image: batch, .outOfMemory(after: .seconds(134)))))
        world.runIris(batch)
        _ = world.wait(upTo: .minutes(1)) { $0.irisContainer?.last != nil }
        #expect(world.wait(upTo: .minutes(1)) { $0.alert("ModelPodOOMKilled") == .firing }.map { $0 <= .seconds(8) } == true)
    }
}
