import Dispatch
import Feeds
import Synchronization

/// Between the feeds and the screen: keeps the newest news of each feed, so that a console that was busy reads each once.
final class Mailbox: Sendable {
    private struct State {
        var news: [String: FeedEvent] = [:]
        var order: [String] = []
        var rung = false
    }
    private let state = Mutex(State())
    private let ring: @Sendable () -> Void

    /// - Parameter ring: called once when something lies in an empty box; on any thread.
    init(ring: @escaping @Sendable () -> Void) { self.ring = ring }

    /// Puts news in, over older news of the same feed.
    func put(_ event: FeedEvent) {
        let first = state.withLock { state in
            let key = event.feed
            if state.news.updateValue(event, forKey: key) == nil { state.order.append(key) }
            defer { state.rung = true }
            return !state.rung
        }
        if first { ring() }
    }

    /// Takes everything out, in the order in which the feeds first spoke.
    func take() -> [FeedEvent] {
        state.withLock { state in
            defer { state = State() }
            return state.order.compactMap { state.news[$0] }
        }
    }
}

extension FeedEvent {
    /// Which feed it is of.
    fileprivate var feed: String {
        switch self {
        case .cluster(let context, _): "cluster/" + context
        case .alerts: "alerts"
        case .models: "models"
        case .applications: "applications"
        case .pipelines: "pipelines"
        }
    }
}
