/// What can happen in monitoring.
enum MonitoringCommand: Sendable, Equatable {
    /// A silence is made or changed; its identifier says which.
    case silence(Silence)
    /// A silence ends now.
    case expireSilence(id: String)

    // Planned by the world for itself.

    /// The alert rules are evaluated.
    case evaluate
}
