import Archive
import Feeds
import Host
import Services
import Synchronization

/// What is known of the platform: the newest value of every feed, with its age. Panes and pages read it, only feeds change it.
struct World: Equatable, Sendable {
    /// By context name.
    var clusters: [String: Fed<ClusterView>] = [:]
    var alerts = Fed<AlertsView>()
    /// Raised with each news of the alerts: whether a list of thousands is another one is asked often.
    private(set) var alertsEdition = 0
    var models = Fed<ModelsView>()
    var applications = Fed<ApplicationsView>()
    var pipelines = Fed<PipelinesView>()
    /// The newest reports of the archive.
    var reports = Fed<[ReportSummary]>()

    private let foundPod = Found(), foundAlert = Found()

    /// Where something was found last. A frame asks for the selected thing many times: it is looked for once, and then first where
    /// it was. A guess that is checked before it is used, so it is no part of what is known.
    private final class Found: Sendable, Equatable {
        private let place = Mutex<Int?>(nil)

        /// The index that fits. By index: `first(where:)` would copy each of five thousand rows to look at one field.
        func index(in indices: Range<Int>, where fits: (Int) -> Bool) -> Int? {
            if let last = place.withLock({ $0 }), indices.contains(last), fits(last) { return last }
            guard let index = indices.first(where: fits) else { return nil }
            place.withLock { $0 = index }
            return index
        }
        static func == (a: Found, b: Found) -> Bool { true }
    }

    /// What a piece of news is about.
    enum Part: Hashable, Sendable { case clusters, alerts, models, applications, pipelines, reports }

    /// Takes a feed's news and says what it was about.
    mutating func take(_ event: FeedEvent) -> Part {
        switch event {
        case .cluster(let context, let value):
            clusters[context] = value
            return .clusters
        case .alerts(let value):
            alerts = value
            alertsEdition += 1
            return .alerts
        case .models(let value):
            models = value
            return .models
        case .applications(let value):
            applications = value
            return .applications
        case .pipelines(let value):
            pipelines = value
            return .pipelines
        }
    }

    /// A pod by uid, where it is still known.
    func pod(context: String, uid: String) -> PodRow? {
        guard let pods = clusters[context]?.value?.pods else { return nil }
        return foundPod.index(in: pods.indices) { pods[$0].pod.meta.uid == uid }.map { pods[$0] }
    }
    /// A pod by name: alerts know names only.
    func pod(context: String, namespace: String, name: String) -> PodRow? {
        guard let pods = clusters[context]?.value?.pods else { return nil }
        return foundPod.index(in: pods.indices) { pods[$0].pod.meta.name == name && pods[$0].pod.meta.namespace == namespace }.map { pods[$0] }
    }
    /// An alert by its stable id.
    func alert(_ id: String) -> AlertRow? {
        guard let rows = alerts.value?.alerts else { return nil }
        return foundAlert.index(in: rows.indices) { rows[$0].id == id }.map { rows[$0] }
    }
    /// A model by its experiment's id.
    func model(_ id: String) -> ModelRow? { models.value?.models.first { $0.id == id } }
    /// An application by namespace and name.
    func application(_ id: String) -> ApplicationRow? { applications.value?.applications.first { $0.id == id } }
    /// A workflow run by repository and run id.
    func pipeline(_ id: String) -> PipelineRow? { pipelines.value?.runs.first { $0.id == id } }
}
