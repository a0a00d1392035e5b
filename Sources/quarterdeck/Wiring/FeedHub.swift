import Feeds
import Host
import Services
import Settings

/// Runs a feed for everything that is configured, and says of the rest that it is not.
struct FeedHub: Sendable {
    let settings: Settings
    let time: any TimeSource
    let publish: @Sendable (FeedEvent) -> Void
    /// Hears how Prometheus and Alertmanager do, each for itself.
    var alertSources: @Sendable (_ prometheus: Freshness, _ alertmanager: Freshness) -> Void = { _, _ in }
    /// Ends every poller's wait: a person asked for a refresh, or the machine slept.
    let wake = Wakes()

    /// Every poller's wake, since a wake ends the wait of one.
    struct Wakes: Sendable {
        let alerts = Wake(), models = Wake(), pipelines = Wake()
        /// Asks everything again, once.
        func now() { for wake in [alerts, models, pipelines] { wake.now() } }
    }

    /// Runs until the task is cancelled.
    func run(_ platform: Platform) async {
        sayWhatIsOff(platform)
        let alerts = AlertsFeed(
            prometheus: platform.prometheus, alertmanager: platform.alertmanager, mapping: settings.alertContexts,
            traffic: settings.conditions.traffic,
            interval: (interval(settings.prometheus), interval(settings.alertmanager)), time: time, tell: alertSources,
            publish: publish)
        let (views, news) = AsyncStream<ClusterView>.makeStream(bufferingPolicy: .bufferingNewest(16))
        let publish = publish
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await alerts.run(wake: wake.alerts) }
            group.addTask { for await view in views { await alerts.clusterChanged(view) } }
            var feeds: [String: ClusterFeed] = [:]
            for cluster in platform.clusters {
                let feed = ClusterFeed(
                    context: cluster.name, client: cluster.client, thresholds: PodConditions.Thresholds(settings.conditions), time: time
                ) { event in
                    publish(event)
                    if case .cluster(_, let fed) = event, let view = fed.value { news.yield(view) }
                }
                feeds[cluster.name] = feed
                group.addTask { await feed.run() }
            }
            group.addTask { [feeds] in await platform.contexts.follow { name, _ in feeds[name]?.reconnect() } }
            if let client = platform.mlflow {
                let watches = (settings.mlflow?.models ?? []).map(ModelWatch.init)
                let feed = ModelsFeed(client: client, watches: watches, interval: interval(settings.mlflow?.service), time: time, publish: publish)
                group.addTask { await feed.run(wake: wake.models) }
            }
            if let client = platform.argocd {
                let feed = ApplicationsFeed(client: client, contexts: settings.argocd?.contexts ?? [:], time: time, publish: publish)
                group.addTask { await feed.run() }
            }
            if let client = platform.github {
                let feed = PipelinesFeed(client: client, repositories: settings.github?.repositories ?? [], time: time, publish: publish)
                group.addTask { await feed.run(wake: wake.pipelines) }
            }
            await group.waitForAll()
        }
    }

    private func sayWhatIsOff(_ platform: Platform) {
        func off(_ section: String) -> Freshness { Freshness(.off("not configured: add [\(section)] to config.toml"), streams: false) }
        if platform.mlflow == nil { publish(.models(Fed(nil, off("mlflow")))) }
        if platform.argocd == nil { publish(.applications(Fed(nil, off("argocd")))) }
        if platform.github == nil { publish(.pipelines(Fed(nil, off("github")))) }
    }

    private func interval(_ service: Settings.Service?) -> Duration { .milliseconds(Int64((service?.interval ?? 15) * 1000)) }
}

extension ModelWatch {
    init(_ model: Settings.MLflow.Model) {
        self.init(
            experiment: model.experiment, registered: model.registered, metric: model.metric, gate: model.gate, baseline: model.baseline,
            testRows: model.testRows)
    }
}

extension PodConditions.Thresholds {
    init(_ conditions: Settings.Conditions) {
        self.init()
        notRunningFor = .milliseconds(Int64(conditions.notRunningFor * 1000))
        restarts = conditions.restarts
        restartsWithin = .milliseconds(Int64(conditions.restartsWithin * 1000))
        cpuShare = conditions.cpuPercent / 100
        memoryShare = conditions.memoryPercent / 100
        usageFor = .milliseconds(Int64(conditions.usageFor * 1000))
    }
}
