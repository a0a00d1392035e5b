/// What can happen in monitoring.
enum MonitoringCommand: Sendable, Equatable {
    /// A silence is made or changed; its identifier says which.
    case silence(Silence)
    /// A silence ends now.
    case expireSilence(id: String)
    /// The port that a job scrapes is closed to Prometheus, or opened again.
    case port(job: String, isOpen: Bool)
    /// A probe begins to fail; without one, all are well again.
    case fail(ProbeSubject)
    case healProbes

    // Planned by the world for itself.

    /// The alert rules are evaluated.
    case evaluate
}
