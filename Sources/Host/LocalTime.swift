import Glibc

/// The machine's own time, by its zone's rules (`TZ`, `/etc/localtime`).
public enum LocalTime {
    /// Seconds east of UTC at a moment; 0 when that cannot be told. Each moment has its own: a change to daylight saving
    /// time during a session, or between a report and today, shows in both.
    public static func offset(at moment: Timestamp) -> Int {
        var seconds = time_t(moment.milliseconds / 1000)
        var parts = tm()
        return localtime_r(&seconds, &parts) == nil ? 0 : parts.tm_gmtoff
    }
}
