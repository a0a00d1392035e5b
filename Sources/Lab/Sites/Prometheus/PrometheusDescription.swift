/// What Prometheus says about itself: targets, rules, alerts, version.
enum PrometheusDescription {
    static let buildInfo: JSON = [
        "version": "3.0.0", "revision": "7d7ee2b4dd7b0ae5c7a9d3c5a8c5fbb4e0b1fd6d", "branch": "HEAD", "buildUser": "root@lab",
        "buildDate": "20241114-16:49:39", "goVersion": "go1.23.3",
    ]

    static let alertmanagers: JSON = [
        "activeAlertmanagers": [["url": "http://alertmanager.monitoring.svc:9093/api/v2/alerts"]], "droppedAlertmanagers": [],
    ]

    static func runtimeInfo(_ now: Moment) -> JSON {
        [
            "startTime": .string((now - .days(19)).rfc3339), "CWD": "/prometheus", "hostname": "prometheus",
            "serverTime": .string(now.rfc3339),
            "reloadConfigSuccess": true, "lastConfigTime": .string((now - .days(19)).rfc3339), "corruptionCount": 0,
            "goroutineCount": 48, "GOMAXPROCS": 2, "storageRetention": "7d",
        ]
    }

    static func configuration(_ interval: Span) -> String {
        var text = """
            global:
              scrape_interval: \(duration(interval))
              evaluation_interval: \(duration(interval))
              external_labels:
                cluster: gcp-mlops-platform
            alerting:
              alertmanagers:
              - static_configs:
                - targets: ['alertmanager.monitoring.svc:9093']
            rule_files: ['\(AlertRule.file)']
            scrape_configs:

            """
        for target in ScrapeTarget.all { text += "- job_name: \(target.job)\n  metrics_path: \(target.path)\n" }
        return text
    }

    static func metadata(of metric: String?) -> JSON {
        let families = MetricFamilies.all.filter { metric == nil || $0.name == metric }
        return .object(
            families.sorted { $0.name < $1.name }.map { family in
                .init(
                    name: family.name,
                    value: [["type": .string(family.type), "help": .string(family.help), "unit": ""]])
            })
    }

    static func targets(_ store: MetricStore, _ parameters: PrometheusParameters) -> JSON {
        let state = parameters.value("state") ?? "any"
        let scraped = store.scrape(atOrBefore: store.now)
        let active = state == "dropped" ? [] : ScrapeTarget.all.map { self.target($0, store, scraped: scraped) }
        return ["activeTargets": .array(active), "droppedTargets": [], "droppedTargetCounts": .object([])]
    }

    private static func target(_ target: ScrapeTarget, _ store: MetricStore, scraped: Moment) -> JSON {
        var random = SeededRandom("\(target.job)/\(scraped.milliseconds)")
        let failure = target.failure(at: scraped, in: store.clusters)
        var discovered = [
            "__address__": target.address, "__metrics_path__": target.path, "__scheme__": target.scheme,
            "__scrape_interval__": duration(store.interval), "__scrape_timeout__": "10s", "job": target.job,
        ]
        discovered.merge(target.labels) { $1 }
        return [
            "discoveredLabels": .map(discovered), "labels": .map(target.allLabels), "scrapePool": .string(target.job),
            "scrapeUrl": .string(target.url), "globalUrl": .string(target.url), "lastError": .string(failure),
            "lastScrape": .string((scraped + .milliseconds(Int64(random.next() % 900))).rfc3339Milliseconds),
            "lastScrapeDuration": .number(failure.contains("deadline") ? 10.0007 : 0.004 + 0.02 * random.unit()),
            "health": failure.isEmpty ? "up" : "down", "scrapeInterval": .string(duration(store.interval)), "scrapeTimeout": "10s",
        ]
    }

    static func alerts(_ monitoring: MonitoringState) -> JSON { ["alerts": .array(monitoring.active.map(alert))] }

    static func rules(_ world: World, _ parameters: PrometheusParameters) -> JSON {
        if parameters.value("type") == "record" { return ["groups": []] }
        let wanted = parameters.values("rule_name[]")
        let last = world.monitoring.lastEvaluation?.rfc3339Milliseconds ?? "0001-01-01T00:00:00Z"
        let groups = [AlertRule.modelGroup, AlertRule.platformGroup].compactMap { name -> JSON? in
            let rules = AlertRule.all.filter { $0.group == name && (wanted.isEmpty || wanted.contains($0.name)) }
            guard !rules.isEmpty else { return nil }
            return [
                "name": .string(name), "file": .string(AlertRule.file), "rules": .array(rules.map { rule($0, world, last) }),
                "interval": .number(world.scrapeInterval.seconds), "limit": 0, "evaluationTime": 0.002918,
                "lastEvaluation": .string(last),
            ]
        }
        return ["groups": .array(groups)]
    }

    private static func rule(_ rule: AlertRule, _ world: World, _ last: String) -> JSON {
        let active = world.monitoring.active.filter { $0.rule == rule.name }
        let state = active.contains { $0.state == .firing } ? "firing" : active.isEmpty ? "inactive" : "pending"
        return [
            "state": .string(state), "name": .string(rule.name), "query": .string(rule.query),
            "duration": .number(world.duration(of: rule).seconds), "keepFiringFor": 0, "labels": .map(rule.labels),
            "annotations": .map(["summary": rule.summary, "description": rule.details]), "alerts": .array(active.map(alert)),
            "health": world.monitoring.lastEvaluation == nil ? "unknown" : "ok", "evaluationTime": 0.000412,
            "lastEvaluation": .string(last), "type": "alerting",
        ]
    }

    private static func alert(_ alert: Alert) -> JSON {
        [
            "labels": .map(alert.labels), "annotations": .map(alert.annotations), "state": .string(alert.state.rawValue),
            "activeAt": .string(alert.activeAt.rfc3339Milliseconds), "value": .string(PrometheusNumber.exponential(alert.value)),
        ]
    }

    /// `15s`, `1s500ms`: as Prometheus writes durations.
    private static func duration(_ span: Span) -> String {
        let (seconds, rest) = (span.milliseconds / 1000, span.milliseconds % 1000)
        return (seconds > 0 ? "\(seconds)s" : "") + (rest > 0 ? "\(rest)ms" : "")
    }
}
