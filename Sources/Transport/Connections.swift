import CCurl

/// The connections, name look-ups and TLS sessions kept for one origin and route. Belongs to the engine's thread.
///
/// libcurl 7.88 cannot be told to forget a host; a share of its own for each makes forgetting a matter of letting go.
final class Connections {
    /// Whose connections: two identities never share one.
    struct Key: Hashable {
        var origin: Origin
        var route: Route
    }

    let share: UnsafeMutableRawPointer?

    /// Transfers that use them now, and when the last one ended.
    var transfers = 0, lastUsed = ContinuousClock.now

    init() { share = qd_share_new() }

    deinit { curl_share_cleanup(share) }
}
