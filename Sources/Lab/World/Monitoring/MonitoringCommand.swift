/// What can happen in monitoring.
enum MonitoringCommand: Sendable, Equatable {
    /// A model was evaluated: its accuracy in production, and what it was accepted with.
    case accuracy(model: String, value: Double, baseline: Double)
    /// A silence is made or changed; its identifier says which.
    case silence(Silence)
    /// A silence ends now.
    case expireSilence(id: String)

    // Planned by the world for itself.

    /// The alert rules are evaluated.
    case evaluate
}
