import Host

/// The clock that times are shown by, always with its mark.
public struct WallClock: Sendable, Equatable {
    /// What tells one clock from another.
    private let name: String
    /// Seconds east of UTC at a moment.
    private let offset: @Sendable (Timestamp) -> Int

    /// A clock that is always `offset` seconds east of UTC.
    public init(offset: Int = 0) { self.init(name: "\(offset)") { _ in offset } }

    /// A clock whose offset depends on the moment, as where summers have a time of their own.
    public init(name: String, offset: @escaping @Sendable (Timestamp) -> Int) {
        self.name = name
        self.offset = offset
    }

    /// The machine's own zone.
    public static let local = WallClock(name: "local", offset: LocalTime.offset)

    /// Whether two clocks go by the same rules.
    public static func == (left: WallClock, right: WallClock) -> Bool { left.name == right.name }

    /// `14:01:07Z`.
    func time(_ moment: Timestamp?) -> String { moment.map { shifted($0).clock + mark($0) } ?? "not known" }
    /// `14:01Z`.
    func minute(_ moment: Timestamp) -> String { bareMinute(moment) + mark(moment) }
    /// `14:01`, for columns that say the mark elsewhere.
    func bareMinute(_ moment: Timestamp) -> String { String(shifted(moment).clock.prefix(5)) }

    /// `14:01:07`, for columns that say the mark elsewhere.
    func bareTime(_ moment: Timestamp) -> String { shifted(moment).clock }

    /// `2026-11-23 14:01:07Z`.
    func full(_ moment: Timestamp?) -> String {
        guard let moment else { return "not known" }
        return day(moment) + " " + time(moment)
    }

    /// `2026-11-23`.
    func day(_ moment: Timestamp) -> String { String(shifted(moment).rfc3339.prefix(10)) }

    /// `Z`, or `+01:00`.
    func mark(_ moment: Timestamp) -> String {
        let offset = offset(moment)
        guard offset != 0 else { return "Z" }
        return "\(offset < 0 ? "-" : "+")\(Numbers.padded(abs(offset) / 3600)):\(Numbers.padded(abs(offset) / 60 % 60))"
    }

    private func shifted(_ moment: Timestamp) -> Timestamp { moment + .seconds(offset(moment)) }
}
