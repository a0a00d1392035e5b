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
    /// Silences and alerts that suppress it.
    public var silencedBy: [String] = [], inhibitedBy: [String] = []
    /// Receivers.
    public var receivers: [String] = []
    /// An alert to be filled in.
    public init() {}
}
