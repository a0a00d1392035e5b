import Host

/// The machine's clocks, run faster: waits of seconds take less, and whoever asks sees consistent times.
struct QuickTime: TimeSource {
    private static let start = (wall: SystemTime().now(), instant: ContinuousClock.now)
    /// How much faster.
    let pace: Int

    func uptime() -> Duration { (ContinuousClock.now - Self.start.instant) * pace }
    func now() -> Timestamp { Self.start.wall + uptime() }
    func sleep(for duration: Duration) async throws { try await ContinuousClock().sleep(for: duration / pace) }
}
