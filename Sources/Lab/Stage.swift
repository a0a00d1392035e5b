/// Holds the world while clients look at it: moves it with the clock, applies commands one after the other, and wakes
/// the streams when something changed.
actor Stage {
    private var world: World
    private let clock: any LabClock
    private var waiters: [UInt64: Waiter] = [:]
    private var lastWaiter: UInt64 = 0

    private struct Waiter {
        var topic: Topic
        var revision: UInt64
        var deadline: ContinuousClock.Instant
        var continuation: CheckedContinuation<Void, Never>
    }

    init(world: World, clock: any LabClock = WallClock()) {
        self.world = world
        self.clock = clock
    }

    /// Counts the changes of a part of the world; a stream remembers it, looks, and then waits for the next.
    func revision(of topic: Topic) -> UInt64 { world.revision(of: topic) }

    /// Looks at the world. The closure should take out what it needs and leave the rendering to its caller, so that a
    /// large answer does not hold up everybody else.
    func read<Result: Sendable>(_ body: @Sendable (World) -> Result) -> Result { body(world) }

    /// Changes the world by a command, at the clock's present time.
    func apply(_ command: LabCommand) { perform { $0.apply(command) } }

    /// Changes the world by what `decide` makes of it, in one step: for writes whose effect depends on what is there.
    func perform<Result: Sendable>(_ decide: @Sendable (inout World) -> Result) -> Result {
        world.tick(to: clock.now())
        let result = decide(&world)
        wake()
        return result
    }

    /// Moves the world to the clock's present time.
    func catchUp() {
        world.tick(to: clock.now())
        wake()
    }

    /// Follows the clock until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            catchUp()
            let span = min(max(world.nextDue - clock.now(), .milliseconds(5)), .milliseconds(100))
            // Only cancellation throws here, and that ends the loop.
            try? await Task.sleep(for: .milliseconds(span.milliseconds))
        }
        for waiter in waiters.values { waiter.continuation.resume() }
        waiters = [:]
    }

    /// Waits until a part of the world has changed since `revision`, or `limit` has passed, or the task is cancelled.
    /// - Returns: the part's revision then.
    func wait(for topic: Topic, after revision: UInt64, atMost limit: Duration = .seconds(1)) async -> UInt64 {
        guard world.revision(of: topic) == revision, !Task.isCancelled else { return world.revision(of: topic) }
        lastWaiter += 1
        let identifier = lastWaiter
        let deadline = ContinuousClock.now + limit
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume()
                } else {
                    waiters[identifier] = Waiter(
                        topic: topic, revision: revision, deadline: deadline, continuation: continuation)
                }
            }
        } onCancel: {
            Task { await self.release(identifier) }
        }
        return world.revision(of: topic)
    }

    private func release(_ identifier: UInt64) { waiters.removeValue(forKey: identifier)?.continuation.resume() }

    /// Lets those go on whose part has changed or whose patience is at its end.
    private func wake() {
        guard !waiters.isEmpty else { return }
        let now = ContinuousClock.now
        for (identifier, waiter) in waiters
        where waiter.deadline <= now || world.revision(of: waiter.topic) != waiter.revision {
            release(identifier)
        }
    }
}
