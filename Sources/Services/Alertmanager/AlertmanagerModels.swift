import Host

/// An alert as Alertmanager sees it (`/api/v2/alerts`): not resolved, with external labels.
public struct AlertmanagerAlert: Sendable, Equatable {
    /// Hash of the labels: the alert's identity.
    public var fingerprint = ""
    /// Labels.
    public var labels: [String: String] = [:]
    /// Annotations.
    public var annotations: [String: String] = [:]
    /// Firing since; changes when it fires again.
    public var startsAt: Timestamp?
    /// Last update.
    public var updatedAt: Timestamp?
    /// `unprocessed`, `active`, `suppressed`.
    public var state = ""
    /// Silences, alerts and time intervals that suppress it.
    public var silencedBy: [String] = [], inhibitedBy: [String] = [], mutedBy: [String] = []
    /// Receivers.
    public var receivers: [String] = []
    /// Page of the expression that raised it, usually Prometheus's.
    public var generatorURL = ""
    /// An alert to be filled in.
    public init() {}
}
