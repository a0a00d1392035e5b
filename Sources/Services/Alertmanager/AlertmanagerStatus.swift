import Host
import JSON

/// Which Alertmanager this is and how its cluster stands (`/api/v2/status`).
public struct AlertmanagerStatus: Sendable, Equatable, Readable {
    /// Version, without a `v`: `0.27.0`.
    public var version = ""
    /// `ready`, `settling` or `disabled` (a single instance).
    public var cluster = ""
    /// When it started. A restart on temporary storage loses the silences.
    public var started: Timestamp?

    /// A status to be filled in.
    public init() {}

    /// The answer of `/api/v2/status`. The configuration it holds is not kept.
    public init(_ json: Element) throws {
        version = try json["versionInfo"].requiredString("version")
        cluster = json["cluster"].text(at: "status")
        started = json.moment(at: "uptime")
    }
}
