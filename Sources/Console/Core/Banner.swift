import Host

/// A new critical, said on every screen. Nothing else interrupts.
struct Banner: Equatable, Sendable {
    /// The alert, by its stable id and name.
    var alert: String, name: String
    /// What it says.
    var text: String
    /// More criticals that came with it.
    var others: Int
    /// Since when it stands here; it goes after a minute.
    var since: Timestamp
    /// The paint that must have been seen before Enter goes there.
    var serial: Int
    /// Whether keys were pressed since: then Enter means the selection again.
    var isPassed = false
}
