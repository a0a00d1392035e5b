import Host
import Services

/// Asks again and again, and keeps value and freshness together. One per polled service.
public struct Poller<Value: Sendable & Equatable>: Sendable {
    /// The service's name in sentences.
    let service: String
    /// Time between the end of one successful poll and the start of the next.
    let interval: Duration
    /// A shorter interval that a value asks for: something is under way.
    let shorter: @Sendable (Value) -> Duration?
    /// Longest time of one poll while all is well.
    let deadline: Duration
    let time: any TimeSource
    let random: RandomSource
    /// Asks once.
    let fetch: @Sendable (_ previous: Value?) async throws -> Value

    /// A poller; nothing happens before ``run(wake:publish:)``.
    public init(
        service: String, interval: Duration, shorter: @escaping @Sendable (Value) -> Duration? = { _ in nil },
        deadline: Duration = .seconds(20), time: any TimeSource, random: RandomSource = .system,
        fetch: @escaping @Sendable (_ previous: Value?) async throws -> Value
    ) {
        self.service = service
        self.interval = interval
        self.shorter = shorter
        self.deadline = deadline
        self.time = time
        self.random = random
        self.fetch = fetch
    }

    /// Polls until the task is cancelled. Each change of value or freshness is published.
    /// - Parameter wake: ends a wait early (a person asked for a refresh, a window came back).
    public func run(wake: Wake = Wake(), publish: @Sendable (Fed<Value>) async -> Void) async {
        var fed = Fed<Value>(nil, Freshness(.connecting, streams: false, since: time.now()))
        var backoff = Backoff(random: random)
        await publish(fed)
        while !Task.isCancelled {
            let started = time.uptime(), signals = wake.signals
            var pause = interval
            do {
                let previous = fed.value
                let limit = backoff.failures == 0 ? deadline : Backoff.attempt
                let value = try await within(limit, of: service, time: time) { try await fetch(previous) }
                backoff.reset()
                fed.value = value
                pause = shorter(value) ?? interval
                fed.freshness = Freshness(.live, streams: false, since: fed.freshness.state == .live ? fed.freshness.since : time.now())
                fed.freshness.lastSuccess = time.now()
            } catch {
                if Task.isCancelled { return }
                pause = backoff.wait(after: error, took: time.uptime() - started, now: time.now())
                fed.freshness.fail(error, hasValue: fed.value != nil, at: time.now(), next: time.now() + pause)
            }
            await publish(fed)
            await wake.wait(pause, after: signals, time: time)
        }
    }
}

extension Freshness {
    /// Notes a failed attempt; what was live becomes stale from now on.
    mutating func fail(_ error: any Error, hasValue: Bool, at now: Timestamp, next: Timestamp) {
        let failing = hasValue ? State.stale : .failed
        if state != failing { since = now }
        state = failing
        lastError = SafeText.line(String(describing: error))
        nextAttempt = next
    }
}
