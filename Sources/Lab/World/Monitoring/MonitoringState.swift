/// What Prometheus and Alertmanager hold between two evaluations.
struct MonitoringState: Sendable {
    /// Pending and firing alerts, in the order of the rules.
    var active: [Alert] = []
    /// Alerts that fired and are resolved, oldest first.
    var past: [Alert] = []
    var lastEvaluation: Moment?
    var silences: [Silence] = []
    /// Since when, and until when, probes have failed.
    var failedProbes: [FailedProbe] = []

    /// A probe that failed for a while.
    struct FailedProbe: Sendable, Equatable {
        var subject: ProbeSubject
        var from: Moment
        var until: Moment?
    }

    static let pastKept = 500

    /// All alerts of which anything is known: what `ALERTS` is made of.
    var everyAlert: [Alert] { past + active }
}

/// One alert: a rule that is true for one set of labels.
struct Alert: Sendable, Equatable {
    enum State: String, Sendable { case pending, firing }

    var rule: String
    /// With `alertname` and the rule's own labels.
    var labels: [String: String]
    var annotations: [String: String]
    var activeAt: Moment
    var firedAt: Moment?
    var resolvedAt: Moment?
    var value: Double

    var state: State { firedAt == nil ? .pending : .firing }

    /// The state at an instant; `nil` when the alert did not stand then.
    func state(at moment: Moment) -> State? {
        guard moment >= activeAt, resolvedAt.map({ moment < $0 }) ?? true else { return nil }
        return firedAt.map { moment >= $0 } ?? false ? .firing : .pending
    }
}

/// A silence of Alertmanager.
struct Silence: Sendable, Equatable {
    var id: String
    var matchers: [PromQL.Matcher]
    var startsAt: Moment
    var endsAt: Moment
    var updatedAt: Moment
    var createdBy: String
    var comment: String

    /// `pending`, `active` or `expired`.
    func state(at moment: Moment) -> String { moment < startsAt ? "pending" : moment < endsAt ? "active" : "expired" }

    func covers(_ labels: [String: String]) -> Bool { matchers.allSatisfy { $0.accepts(labels[$0.label] ?? "") } }
}
