import Glibc

/// Where the program gets its time. Passed in everywhere, so that a test owns it.
public protocol TimeSource: Sendable {
    /// The wall clock. May jump: a suspended laptop, a corrected clock.
    func now() -> Timestamp
    /// Time since some fixed start, never going back. For deadlines and intervals.
    func uptime() -> Duration
    /// Waits without holding a thread. Throws `CancellationError` when the task is cancelled meanwhile.
    func sleep(for duration: Duration) async throws
}

/// The machine's own clocks.
public struct SystemTime: TimeSource {
    private static let start = ContinuousClock.now

    /// The machine's own clocks.
    public init() {}

    /// The wall clock (`CLOCK_REALTIME`).
    public func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Time since the program first asked; goes on while the machine is suspended.
    public func uptime() -> Duration { ContinuousClock.now - Self.start }

    /// Waits on the continuous clock.
    public func sleep(for duration: Duration) async throws { try await ContinuousClock().sleep(for: duration) }
}
