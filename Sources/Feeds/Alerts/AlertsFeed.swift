import Host
import Services

/// Alerts of Prometheus, Alertmanager and our own watch as one list that stays right when any of the three goes quiet.
public actor AlertsFeed {
    private let prometheus: PrometheusClient?, alertmanager: AlertmanagerClient?
    private let interval: (prometheus: Duration, alertmanager: Duration)
    private let join: AlertJoin
    private let traffic: String
    private let time: any TimeSource
    private let random: RandomSource
    private let publish: @Sendable (FeedEvent) -> Void
    private let tell: @Sendable (_ prometheus: Freshness, _ alertmanager: Freshness) -> Void

    private struct Monitoring: Sendable, Equatable {
        var targets: [ScrapeTarget]
        var rules: [AlertRule]
        var traffic: Traffic
    }
    private var monitoring = Fed<Monitoring>()
    private var alerts = Fed<[AlertmanagerAlert]>()
    private var seenHere: [String: [SeenHere]] = [:]
    private var pods: [String: Set<String>] = [:]
    private var membership: [String: Int] = [:]
    private var published: Fed<AlertsView>?
    private var publisher: Publisher?
    /// Between two joins that what is seen here causes. Its rules hold for minutes, and one join of thousands costs milliseconds.
    private static let joinGap = Duration.milliseconds(500)

    /// A feed over what is configured; nothing happens before ``run(wake:)``.
    /// - Parameters:
    ///   - mapping: see ``AlertJoin``.
    ///   - traffic: PromQL of the requests that the model servers answered; empty asks nothing. See ``Traffic``.
    ///   - tell: hears how each of the two sources does, also before there is a view that could say it.
    public init(
        prometheus: PrometheusClient?, alertmanager: AlertmanagerClient?, mapping: [String: [String: String]], traffic: String = "",
        interval: (prometheus: Duration, alertmanager: Duration) = (.seconds(15), .seconds(15)), time: any TimeSource,
        random: RandomSource = .system,
        tell: @escaping @Sendable (_ prometheus: Freshness, _ alertmanager: Freshness) -> Void = { _, _ in },
        publish: @escaping @Sendable (FeedEvent) -> Void
    ) {
        self.prometheus = prometheus
        self.alertmanager = alertmanager
        self.interval = interval
        self.time = time
        self.random = random
        self.tell = tell
        self.publish = publish
        join = AlertJoin(mapping: mapping)
        self.traffic = traffic
        if prometheus == nil { monitoring.freshness = Freshness(.off("Prometheus is not configured"), streams: false) }
        if alertmanager == nil { alerts.freshness = Freshness(.off("Alertmanager is not configured"), streams: false) }
    }

    /// Polls both until the task is cancelled.
    public func run(wake: Wake = Wake()) async {
        publisher = Publisher(time: time, gap: Self.joinGap) { [weak self] in await self?.publishIfChanged() }
        publishIfChanged()
        await withTaskGroup(of: Void.self) { group in
            if let prometheus {
                let poller = Poller<Monitoring>(
                    service: "Prometheus", interval: interval.prometheus, time: time, random: random,
                    fetch: { [traffic] _ in
                        async let measured = Traffic.ask(prometheus, traffic)
                        async let targets = prometheus.targets()
                        async let rules = prometheus.rules()
                        return try await Monitoring(targets: targets.sorted(by: Self.downFirst), rules: rules.alerting, traffic: measured)
                    })
                group.addTask { await poller.run(wake: wake) { await self.monitored($0) } }
            }
            if let alertmanager {
                let poller = Poller<[AlertmanagerAlert]>(
                    service: "Alertmanager", interval: interval.alertmanager, time: time, random: random,
                    fetch: { _ in try await alertmanager.alerts() })
                group.addTask { await poller.run(wake: wake) { await self.alerted($0) } }
            }
        }
    }

    /// What a cluster's own watch sees; called for each of its publications.
    public func clusterChanged(_ view: ClusterView) async {
        let sameMembers = membership[view.context] == view.membership
        guard seenHere[view.context] != view.seenHere || !sameMembers else { return }
        seenHere[view.context] = view.seenHere
        if !sameMembers { pods[view.context] = Set(view.pods.map { $0.pod.meta.namespace + "/" + $0.pod.meta.name }) }
        membership[view.context] = view.membership
        if let publisher { await publisher.changed() } else { publishIfChanged() }
    }

    private func monitored(_ fed: Fed<Monitoring>) {
        monitoring = fed
        publishIfChanged()
    }

    private func alerted(_ fed: Fed<[AlertmanagerAlert]>) {
        alerts = fed
        publishIfChanged()
    }

    private func publishIfChanged() {
        var view = AlertsView()
        view.prometheus = monitoring.freshness
        view.alertmanager = alerts.freshness
        view.rules = monitoring.value?.rules ?? []
        view.targets = monitoring.value?.targets ?? []
        view.traffic = monitoring.value?.traffic ?? .unasked
        view.alerts = join.rows(rules: view.rules, alertmanager: alerts.value ?? [], seenHere: seenHere, pods: pods, now: time.now())
        let known = monitoring.value != nil || alerts.value != nil || !view.alerts.isEmpty
        let fed = Fed(known ? view : nil, Self.worse(monitoring.freshness, alerts.freshness))
        guard fed != published else { return tell(monitoring.freshness, alerts.freshness) }
        published = fed
        publish(.alerts(fed))
        // After the view: whoever hears that both have answered has what they said.
        tell(monitoring.freshness, alerts.freshness)
    }

    private static func downFirst(_ a: ScrapeTarget, _ b: ScrapeTarget) -> Bool {
        (a.health == "up" ? 1 : 0, a.job, a.instance) < (b.health == "up" ? 1 : 0, b.job, b.instance)
    }

    /// The pane's own freshness: that of the worse of the two that are configured.
    static func worse(_ a: Freshness, _ b: Freshness) -> Freshness {
        func rank(_ state: Freshness.State) -> Int {
            switch state {
            case .off: 0
            case .live: 1
            case .connecting: 2
            case .stale: 3
            case .failed: 4
            }
        }
        return rank(a.state) >= rank(b.state) ? a : b
    }
}
