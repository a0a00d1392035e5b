import Host

/// The moments at which a range query is evaluated, fit for the server and for drawing.
///
/// Start and end are moved back to whole steps, or a chart that slides with the clock would show other moments each time and
/// jitter. The step is widened to whole milliseconds such that there are at most 11,000 of them, the server's limit.
/// <https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries>
struct QueryRange: Equatable {
    /// Most steps the server evaluates.
    static let mostSteps: Int64 = 11_000

    /// First and last moment, both evaluated.
    let start: Timestamp, end: Timestamp
    /// Distance in milliseconds.
    let step: Int64

    init(from start: Timestamp, to end: Timestamp, step: Duration) {
        let wanted = max(step.milliseconds, 1)
        let span = max(end.milliseconds - start.milliseconds, 0)
        // One step more than the span holds may fit between the moved ends.
        let least = (span + Self.mostSteps - 2) / (Self.mostSteps - 1)
        let step = max(wanted, least)
        func aligned(_ moment: Timestamp) -> Timestamp {
            let rest = ((moment.milliseconds % step) + step) % step
            return Timestamp(milliseconds: moment.milliseconds - rest)
        }
        self.start = aligned(start)
        self.end = max(aligned(end), self.start)
        self.step = step
    }
}
