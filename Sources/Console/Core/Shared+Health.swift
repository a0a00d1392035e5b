import Feeds
import Host

/// Counts and judgements that the top line, summaries and pages share.
extension Shared {
    /// How a context is: the worst of its nodes and pods; broken when it does not answer.
    func health(of context: String) -> Severity {
        guard let fed = world.clusters[context] else { return .unknown }
        switch fed.freshness.state {
        case .stale, .failed: return .broken
        case .off, .connecting: return .unknown
        case .live: break
        }
        guard let view = fed.value else { return .unknown }
        let nodes = view.nodes.map(\.severity).max() ?? .unknown
        // Pods stand worst first.
        return max(nodes, min(view.pods.first?.severity ?? .well, .degraded), .well)
    }

    /// Alerts that fire, and those about to; `nil` before anything has answered.
    var alertCounts: (firing: Int, pending: Int)? {
        guard let view = world.alerts.value else { return nil }
        var counts = (firing: 0, pending: 0)
        // By index, for each frame: an iteration would copy every row to look at one field.
        for index in view.alerts.indices {
            switch view.alerts[index].state {
            case .firing: counts.firing += 1
            case .pending: counts.pending += 1
            case .suppressed: break
            }
        }
        return counts
    }

    /// `no answer since 14:01:07Z`, or `nothing new since …` where an answer came but was of no use, as a rejected token.
    func silence(_ freshness: Freshness) -> String {
        let since = options.clock.time(freshness.lastSuccess ?? freshness.since)
        return freshness.isUnanswered || freshness.lastError == nil ? "no answer since \(since)" : "nothing new since \(since)"
    }

    /// A context's error without what its row says already.
    func reason(_ freshness: Freshness, of context: String) -> String? {
        freshness.lastError.map { error in
            let short = Standing.short(error)
            return short.hasPrefix(context + " ") ? String(short.dropFirst(context.utf8.count + 1)) : short
        }
    }

    /// Since when everything that lives on the control plane has been silent at once: one sentence instead of five errors.
    var controlPlaneSilent: Timestamp? {
        let feeds = [world.alerts.freshness, world.models.freshness, world.applications.freshness]
        let configured = feeds.filter { if case .off = $0.state { false } else { true } }
        let silent = configured.filter { ($0.state == .stale || $0.state == .failed) && $0.isUnanswered }
        guard silent.count >= 3, silent.count == configured.count else { return nil }
        return silent.compactMap { $0.lastSuccess ?? $0.since }.max()
    }
}

extension Freshness {
    /// Whether nobody answered, as against an answer that says no.
    var isUnanswered: Bool { lastError?.contains(" did not answer") == true }
}
