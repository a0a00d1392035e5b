/// A moment on the wall clock: milliseconds since 1970-01-01T00:00:00Z.
///
/// Ages shown to a person are differences of timestamps; deadlines use ``TimeSource/uptime()`` instead,
/// which does not jump when the clock is set or a laptop wakes up.
public struct Timestamp: Sendable, Hashable, Comparable, Codable {
    /// Milliseconds since 1970, negative before.
    public var milliseconds: Int64

    /// A moment given in milliseconds since 1970.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// A moment given in seconds since 1970, rounded to the millisecond.
    public init(seconds: Double) { milliseconds = Int64((seconds * 1000).rounded()) }

    /// Seconds since 1970.
    public var seconds: Double { Double(milliseconds) / 1000 }

    /// Earlier moments come first.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

    /// The moment `duration` later.
    public static func + (moment: Timestamp, duration: Duration) -> Timestamp {
        Timestamp(milliseconds: moment.milliseconds + duration.milliseconds)
    }

    /// How long after `right` the moment `left` is; negative when it is before.
    public static func - (left: Timestamp, right: Timestamp) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }
}

extension Duration {
    /// Whole milliseconds, rounded towards zero.
    public var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }

    /// Seconds with their fraction.
    public var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
