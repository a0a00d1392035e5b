import Archive
import Feeds
import Host

/// What is known of everything that is configured, at one moment: the newest value of every feed, each with its age.
struct Look: Sendable {
    /// Contexts in the order shown.
    let contexts: [String]
    /// By context.
    var clusters: [String: Fed<ClusterView>] = [:]
    var alerts = Fed<AlertsView>()
    var prometheus = Freshness(), alertmanager = Freshness()
    var models = Fed<ModelsView>()
    var applications = Fed<ApplicationsView>()
    var pipelines = Fed<PipelinesView>()
    /// `nil` until the archive has been read.
    var reports: Reports?
    /// Models and pipelines belong to no context, and are left out where only some are looked at.
    var isNarrowed = false

    /// What the archive says.
    enum Reports: Sendable, Equatable {
        /// The newest, and how many are kept.
        case kept([ReportSummary], Int)
        /// Why it says nothing; one sentence.
        case failed(String)
    }

    /// Takes a feed's news.
    mutating func take(_ event: FeedEvent) {
        switch event {
        case .cluster(let context, let fed): clusters[context] = fed
        case .alerts(let fed): alerts = fed
        case .models(let fed): models = fed
        case .applications(let fed): applications = fed
        case .pipelines(let fed): pipelines = fed
        }
    }

    /// Services that have neither answered in full nor failed.
    var waiting: [String] {
        var names = contexts.filter { name in
            guard let fed = clusters[name], fed.freshness.state != .connecting else { return true }
            return fed.freshness.state == .live && fed.value?.awaited.isEmpty != true
        }
        for (name, freshness) in sources where freshness.state == .connecting { names.append(name) }
        if names.isEmpty, !hasJoined { names.append("alerts") }
        if reports == nil { names.append("archive") }
        return names
    }

    /// Everything but the clusters, by name, in the order shown.
    var sources: [(name: String, freshness: Freshness)] {
        var sources = [("Prometheus", prometheus), ("Alertmanager", alertmanager), ("ArgoCD", applications.freshness)]
        if !isNarrowed { sources += [("MLflow", models.freshness), ("GitHub", pipelines.freshness)] }
        return sources
    }

    /// Whether what the clusters' own watches see stands among the alerts already: it is joined a moment after it is seen.
    private var hasJoined: Bool {
        guard let view = alerts.value else { return clusters.values.allSatisfy { $0.value?.seenHere.isEmpty ?? true } }
        let joined = Set(view.alerts.filter { $0.sources.contains("seen here") }.map { [$0.context, $0.name, $0.namespace, $0.pod] })
        return clusters.allSatisfy { context, fed in
            fed.value?.seenHere.allSatisfy { joined.contains([context, $0.alert, $0.namespace, $0.pod]) } ?? true
        }
    }
}
