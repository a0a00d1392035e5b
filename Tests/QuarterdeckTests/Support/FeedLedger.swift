import Feeds
import Synchronization

/// What each pane's source last said of its freshness, and which have failed since a mark was set.
final class FeedLedger: Sendable {
    private struct State {
        var freshness: [String: Freshness] = [:]
        var troubled: Set<String> = []
    }
    private let state = Mutex(State())

    /// Takes news of a feed; Prometheus and Alertmanager, which share a pane, are told apart.
    func take(_ event: FeedEvent) {
        switch event {
        case .cluster(let context, let fed): note("kubernetes-\(context)", fed.freshness)
        case .alerts(let fed):
            guard let view = fed.value else { return }
            note("prometheus", view.prometheus)
            note("alertmanager", view.alertmanager)
        case .models(let fed): note("mlflow", fed.freshness)
        case .applications(let fed): note("argocd", fed.freshness)
        case .pipelines(let fed):
            var freshness = fed.freshness
            // One repository that cannot be read is a gap in a pane that goes on with the other; said all the same.
            if let gap = fed.value?.gaps.first, freshness.state == .live { (freshness.state, freshness.lastError) = (.stale, gap) }
            note("github", freshness)
        }
    }

    private func note(_ name: String, _ freshness: Freshness) {
        state.withLock { state in
            state.freshness[name] = freshness
            if freshness.state != .live { state.troubled.insert(name) }
        }
    }

    /// The newest word on a source.
    func freshness(_ name: String) -> Freshness? { state.withLock { $0.freshness[name] } }
    /// Sources that answer.
    var live: Set<String> { state.withLock { state in Set(state.freshness.filter { $0.value.state == .live }.keys) } }
    /// Sources that did not answer at some time since ``mark()``.
    var troubled: Set<String> { state.withLock { $0.troubled } }
    /// Forgets what was.
    func mark() { state.withLock { $0.troubled = [] } }
}
