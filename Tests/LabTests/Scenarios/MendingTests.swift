import Testing

@testable import Lab

/// `calm` mends what every other scenario broke; what has happened stays in the histories.
@Suite struct MendingTests {
    @Test(arguments: Scenarios.all.map(\.name)) func calmMends(_ name: String) throws {
        let scenario = try #require(Scenarios.named(name))
        var world = World(at: .night, after: scenario)
        world.tick(to: .night + .minutes(12))
        world.play(.calm)
        world.tick(to: .night + .minutes(45))
        #expect(world.modelPods.map(\.isReady) == [true, true], "\(world.modelPods.map(\.statusWord))")
        #expect(world.faults.isEmpty)
        let applications = world.argo.applications
        #expect(applications.allSatisfy { $0.sync == .synced && $0.health == .healthy }, "\(applications.map { ($0.name, $0.sync, $0.health) })")
        let firing = Set(world.monitoring.active.filter { $0.state == .firing }.map(\.rule))
        // A model that was trained worse stays the newest until another is trained.
        #expect(firing.subtracting(Self.calmAlerts).subtracting(["drift", "demo"].contains(name) ? ["ModelAccuracyDrift"] : []) == [])
    }

    private static let calmAlerts: Set<String> = {
        var world = World(at: .night, after: .calm)
        world.tick(to: .night + .minutes(45))
        return Set(world.monitoring.active.filter { $0.state == .firing }.map(\.rule))
    }()
}
