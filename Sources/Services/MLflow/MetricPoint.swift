import Host
import JSON

/// One logged value of a metric (`metrics/get-history`).
public struct MetricPoint: Sendable, Equatable, Readable {
    /// The value; may be NaN or infinite.
    public var value = 0.0
    /// Training step, 0 where none was given.
    public var step = 0
    /// When it was logged.
    public var time: Timestamp?

    /// A point to be filled in.
    public init() {}

    /// An element of `metrics`.
    public init(_ json: Element) throws {
        value = json["value"].storedNumber ?? .nan
        step = json["step"].int ?? 0
        time = json.momentInMilliseconds(at: "timestamp")
    }
}
