import Host
import Services

/// When to ask again after a failure: jittered, doubling, and never more than 8 s from one start to the next, so that a
/// service that answers again is live within 10 s; longer only where the service itself named a time.
struct Backoff {
    /// Longest time from one attempt's start to the next.
    static let longest = Duration.seconds(8)
    /// How long an attempt may take while the service is failing; with ``longest`` this bounds recovery.
    static let attempt = Duration.seconds(4)

    private(set) var failures = 0
    let random: RandomSource

    init(random: RandomSource) { self.random = random }

    /// All is well again.
    mutating func reset() { failures = 0 }

    /// One more failure.
    /// - Parameters:
    ///   - error: a limit with a time named by the service is respected, and so is our own cap.
    ///   - took: how long the failed attempt took.
    /// - Returns: how long to wait from now.
    mutating func wait(after error: any Error, took: Duration, now: Timestamp) -> Duration {
        failures += 1
        switch error {
        case ServiceError.limited(_, let until?, _) where until > now, ServiceError.capped(_, _, let until) where until > now: return until - now
        default: break
        }
        let step = Duration.milliseconds(500) * (1 << min(failures - 1, 5))
        let jittered = min(step, Self.longest) * (0.5 + random() / 2)
        return max(.milliseconds(200), min(jittered, Self.longest - took))
    }
}
