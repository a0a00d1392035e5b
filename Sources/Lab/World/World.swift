/// The simulated platform at one instant: a value that only ``tick(to:)`` and ``apply(_:)`` change. From one seed and one
/// sequence of commands it always becomes the same world, with or without HTTP in front of it.
struct World: Sendable {
    private(set) var now: Moment
    /// How often each part has changed.
    private var revisions: [Topic: UInt64] = [:]
    var random: SeededRandom
    /// How much faster than in life effects follow their causes: every delay of ``Delays`` is divided by it.
    var pace: Double
    var agenda = Agenda()
    /// What is wrong on the way to each site.
    var faults: [SiteName: Fault] = [:]

    var clusters: ClustersState
    var monitoring = MonitoringState()
    var mlflow = MLflowState()
    var argo = ArgoState()
    var github = GitHubState()
    var registry = RegistryState()
    var gemini = GeminiState()

    /// A calm world with some days of history behind it.
    init(at start: Moment, seed: UInt64 = 1, pace: Double = 1) {
        now = start
        random = SeededRandom(seed: seed)
        self.pace = pace
        clusters = ClustersState()
        seedGitHub()
        seedClusters()
        seedMLflow()
        seedArgo()
        seedGemini()
        seedMonitoring()
    }

    /// A world in which a scenario has been under way for a while: it started `lead` before `present`. Up to then everything
    /// took its time; the pace holds for what comes.
    init(at present: Moment, after scenario: Scenario, seed: UInt64 = 1, pace: Double = 1) {
        self.init(at: present - scenario.lead, seed: seed)
        play(scenario)
        tick(to: present)
        self.pace = pace
    }

    /// Lets time pass: everything on the agenda up to `moment` happens, in order, each at its own time.
    mutating func tick(to moment: Moment) {
        while let entry = agenda.popFirst(until: moment) {
            now = max(now, entry.due)
            apply(entry.command)
        }
        now = max(now, moment)
    }

    /// Changes the world now. Effects that take time are put on the agenda.
    mutating func apply(_ command: LabCommand) {
        touch(command.topic)
        switch command {
        case .fault(let site, let fault): faults[site] = fault
        case .cluster(let cluster, let command): apply(command, to: cluster)
        case .monitoring(let command): apply(command)
        case .mlflow(let command): apply(command)
        case .argo(let command): apply(command)
        case .github(let command): apply(command)
        case .gemini(let command): apply(command)
        case .registry(.push(let revision, let tag)):
            registry.push(ImageBuild(revision: revision, version: tag, tags: [tag], created: now, seed: "\(tag) \(now.milliseconds)"))
        }
    }

    /// Counts the changes of a part, so that streams know whether to look again.
    func revision(of topic: Topic) -> UInt64 { revisions[topic] ?? 0 }

    /// Notes that a part has changed by something other than a command of its own.
    mutating func touch(_ topic: Topic) { revisions[topic, default: 0] += 1 }

    /// Puts a command on the agenda. `delay` is used as it is; divide by ``pace`` what should follow the world's pace.
    mutating func schedule(_ command: LabCommand, after delay: Span) { agenda.add(command, at: now + delay) }

    /// Puts a scenario's timeline on the agenda.
    mutating func play(_ scenario: Scenario) {
        for step in scenario.timeline { schedule(step.command, after: step.after) }
    }

    /// When the next thing on the agenda happens.
    var nextDue: Moment { agenda.nextDue ?? now + .hours(1) }
}
