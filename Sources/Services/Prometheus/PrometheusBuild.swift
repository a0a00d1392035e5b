import JSON

/// Which Prometheus this is (`/api/v1/status/buildinfo`).
public struct PrometheusBuild: Sendable, Equatable, Readable {
    /// Version, without a `v`: `3.0.0`.
    public var version = ""
    /// Commit it was built from.
    public var revision = ""

    /// A build to be filled in.
    public init() {}

    /// The whole envelope.
    public init(_ json: Element) throws {
        version = try json["data"].requiredString("version")
        revision = json["data"].text(at: "revision")
    }
}
