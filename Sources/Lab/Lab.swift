import Foundation

/// The embedded platform: one simulated world behind real HTTP on loopback.
public enum Lab {
    /// Opens a world and serves it, each site on a port that the system chooses.
    ///
    /// - Throws: ``LabError`` when a port cannot be taken or the scenario is not known.
    public static func start(_ options: LabOptions = LabOptions()) async throws -> RunningLab {
        guard let scenario = Scenarios.named(options.scenario) else { throw LabError.unknownScenario(options.scenario) }
        // A client that leaves in the middle of a body must not end the process.
        signal(SIGPIPE, SIG_IGN)
        let present = options.clock.now()
        let world = World(at: present, after: scenario, seed: options.seed, pace: options.pace)
        let stage = Stage(world: world, clock: options.clock)
        let lab = RunningLab(stage: stage, clock: options.clock)
        do {
            try await lab.open(control: options.controlPort)
        } catch {
            await lab.stop()
            throw error
        }
        return lab
    }
}

/// How a lab is to be started.
public struct LabOptions: Sendable {
    /// The story that is under way when the world opens; see ``Lab/scenarios``.
    public var scenario: String
    /// How much faster than in life effects follow their causes: 10 turns a `for: 5m` into 30 seconds.
    public var pace: Double
    /// Where chance comes from: the same seed and the same commands make the same world.
    public var seed: UInt64
    /// Where lab time comes from.
    public var clock: any LabClock
    /// The port of the control endpoint; 0 lets the system choose.
    public var controlPort: UInt16

    /// Sensible for a test: calm, in real time.
    public init(
        scenario: String = "calm", pace: Double = 1, seed: UInt64 = 1, clock: any LabClock = WallClock(), controlPort: UInt16 = 0
    ) {
        self.scenario = scenario
        self.pace = pace
        self.seed = seed
        self.clock = clock
        self.controlPort = controlPort
    }
}

extension Lab {
    /// The stories that can be played: name and one sentence.
    public static var scenarios: [(name: String, summary: String)] { Scenarios.all.map { ($0.name, $0.summary) } }
}
