/// Clocks that run faster than the machine's, from a moment on: a day of use in minutes, for measurements.
///
/// Processes with the same pace and the same start agree on the time.
///
///     PacedTime("300@1795404011000")     // since then, five minutes pass in a second
public struct PacedTime: TimeSource {
    /// How much faster: at least 1.
    public let pace: Int
    /// When both clocks showed the same time.
    public let start: Timestamp

    /// Clocks that showed the machine's time at `start`.
    public init(pace: Int, since start: Timestamp) {
        self.pace = max(1, pace)
        self.start = start
    }

    /// Reads `PACE@MILLISECONDS`, the start in milliseconds since 1970. `nil` for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "@")
        guard parts.count == 2, let pace = Int(parts[0]), (1...10_000).contains(pace), let start = Int64(parts[1]), start >= 0 else { return nil }
        self.init(pace: pace, since: Timestamp(milliseconds: start))
    }

    /// The fast wall clock.
    public func now() -> Timestamp { start + (SystemTime().now() - start) * pace }
    /// The fast monotonic clock.
    public func uptime() -> Duration { SystemTime().uptime() * pace }
    /// Waits a shorter time.
    public func sleep(for duration: Duration) async throws { try await SystemTime().sleep(for: duration / pace) }
}
