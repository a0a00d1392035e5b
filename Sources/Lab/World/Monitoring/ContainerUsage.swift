import Foundation

/// What one container uses, as a function of time: no samples are kept, any instant can be asked about.
struct ContainerUsage: Sendable {
    /// The present run; `nil` uses nothing.
    var run: PodTrace.Run?
    var limits: Container.Resources?
    var requests: Container.Resources?
    /// Tells pods of one kind apart.
    var seed: String

    private static let mebibyte = 1_048_576.0

    init(_ trace: PodTrace, at moment: Moment) {
        run = trace.run(at: moment)
        limits = trace.limits
        requests = trace.requests
        seed = trace.pod
    }

    init(_ pod: Pod, behaviour: Behaviour?) {
        let since = pod.containers.first?.runningSince
        run = since.map { PodTrace.Run(started: $0, behaviour: behaviour) }
        limits = pod.spec.containers.first?.limits
        requests = pod.spec.containers.first?.requests
        seed = pod.meta.name
    }

    /// Bytes in use at an instant; 0 while nothing runs.
    func memory(at moment: Moment) -> Double {
        guard let run else { return 0 }
        var random = SeededRandom(seed)
        let share = 0.78 + 0.1 * random.unit()
        let base = Double(requests?.memory ?? Int(18 + 30 * random.unit())) * share
        let age = (moment - run.started).seconds
        if case .outOfMemory(let span) = run.behaviour, let limits {
            // Batches pile up until 7 MiB below the limit; the next allocation is the last.
            let progress = min(max(age / span.seconds, 0), 1)
            let top = Double(limits.memory - 7)
            return (base + (top - base) * pow(progress, 1.1)) * Self.mebibyte
        }
        let warmUp = 1 - 0.3 * exp(-age / 20)
        let wave = 1 + 0.03 * sin(moment.seconds / 310 + random.unit() * 6)
        return base * warmUp * wave * Self.mebibyte
    }

    /// Processor seconds used since the run began: a counter that a restart sets back.
    func processorSeconds(at moment: Moment) -> Double {
        guard let run else { return 0 }
        let (base, swing, period) = load
        let age = (moment - run.started).seconds
        return base * age + swing * period / (2 * .pi) * (1 - cos(2 * .pi * age / period))
    }

    /// Processors in use at an instant: what the counter's slope is.
    func processors(at moment: Moment) -> Double {
        guard let run else { return 0 }
        let (base, swing, period) = load
        return base + swing * sin(2 * .pi * (moment - run.started).seconds / period)
    }

    /// Mean use, the swing around it (both in processors), and the swing's period in seconds.
    private var load: (base: Double, swing: Double, period: Double) {
        var random = SeededRandom(seed + "/cpu")
        let requested = Double(requests?.milliCPU ?? 10) / 1000
        let base = requested * (0.25 + 0.3 * random.unit())
        if case .outOfMemory = run?.behaviour { return (base * 4, base, 90) }
        return (base, base * 0.4, 240 + 200 * random.unit())
    }
}
