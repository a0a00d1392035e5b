import Testing

@testable import Lab

@Suite struct PromQLEvaluatorTests {
    private static let opened = World(at: .night, after: .oom)
    private var world: World { Self.opened }

    private func value(_ query: String) throws -> Double? { try world.value(of: query) }

    private func elements(_ query: String) throws -> [PromQLValue.Element] {
        var evaluator = PromQLEvaluator(store: MetricStore(world))
        return try evaluator.vector(PromQLParser.parse(query), at: world.now)
    }

    @Test(arguments: [
        ("1 + 2 * 3", 7.0), ("2 ^ 3 ^ 2", 512), ("7 % 4", 3), ("-2 ^ 2", -4), ("1 > bool 2", 0), ("time() - time()", 0),
        ("scalar(vector(4)) / 8", 0.5), ("count(up)", 10), ("sum(up)", 9), ("min(up)", 0), ("avg(up)", 0.9),
        ("count(up == 0)", 1), ("count(up != bool 2)", 10), ("max(up offset 5m)", 1), ("quantile(0.5, up)", 1),
        ("count(topk(3, up))", 3), ("absent(up{job=\"none\"})", 1), ("count(up and up{job=\"mlflow\"})", 1),
        ("count(up unless up{job=\"mlflow\"})", 9), ("count(up{job=\"mlflow\"} or up)", 10), ("round(vector(2.4))", 2),
        ("clamp_max(vector(9), 5)", 5), ("count(count by (cluster) (up))", 2), ("count(up{job=~\"k3d-.*\"})", 3),
        ("count(up{job!~\"k3d-.*\"})", 7), ("group(up)", 1),
        ("count(up / on(job, instance) scrape_duration_seconds)", 10),
        ("count(kube_pod_status_phase{namespace=\"ml-apps\"} * on(pod) group_left kube_pod_container_status_ready)", 10),
    ])
    func anExpressionComesToItsValue(_ query: String, _ expected: Double) throws {
        #expect(try value(query) == expected)
    }

    @Test func aComparisonKeepsTheElementAndArithmeticDropsItsName() throws {
        #expect(try elements("up == 0").map(\.labels["__name__"]) == ["up"])
        #expect(
            try elements("up{job=\"mlflow\"} + 1") == [.init(labels: ["job": "mlflow", "instance": ScrapeTarget.mlflow.address], value: 1)])
    }

    @Test func anIncreaseIsStretchedToItsWindowAndSurvivesResets() throws {
        let restarts = try #require(try value(#"increase(kube_pod_container_status_restarts_total{pod=~"iris.*"}[15m]) > 0"#))
        #expect(restarts > 3 && restarts < 5)
        let rate = try #require(try value(#"rate(container_cpu_usage_seconds_total{pod=~"iris.*"}[1m])"#))
        #expect(rate > 0.01 && rate < 0.5)
    }

    @Test func aSeriesEndsWithItsPod() throws {
        #expect(try elements(#"kube_pod_status_phase{phase="Running",pod=~"iris.*"}"#).count == 1)
        #expect(try elements(#"kube_pod_status_phase{phase="Running",pod=~"iris.*"} offset 13m"#).count == 1)
        let now = try elements(#"kube_pod_container_status_ready{pod=~"iris.*"}"#).map { $0.labels["pod"] }
        let before = try elements(#"kube_pod_container_status_ready{pod=~"iris.*"} offset 13m"#).map { $0.labels["pod"] }
        #expect(now != before)
    }

    @Test func noTwoSeriesHaveTheSameLabelsAtOnce() {
        let store = MetricStore(world)
        for family in MetricFamilies.all {
            let series = store.series(matching: [.init(label: MetricName.label, kind: .isEqual, value: family.name)])
            // Around the rollout, when two pods stood behind one address.
            for step in 0..<12 {
                let moment = world.now - .minutes(12.5) + .seconds(Double(step) * 5)
                let labels = series.filter { $0.value(moment) != nil }.map(\.labels)
                #expect(Set(labels).count == labels.count, "\(family.name)")
            }
        }
    }

    @Test func aQuantileComesFromTheBuckets() throws {
        let query = "histogram_quantile(0.95, sum by (le) (increase(model_inference_duration_seconds_bucket[1m])))"
        let seconds = try #require(try value(query))
        #expect(seconds > 0.04 && seconds < 0.09)
        #expect(PromQLFunctions.quantile(0.5, buckets: [(1, 5), (2, 10), (.infinity, 10)]) == 1)
    }

    @Test func aLabelIsReplacedByTheGroupsOfAPattern() throws {
        let elements = try elements(#"label_replace(up{job="mlflow"}, "host", "$1", "instance", "([^.]+)\\..*")"#)
        #expect(elements.first?.labels["host"] == "mlflow")
    }

    @Test func ambiguousPairsAreRefused() {
        let error = #expect(throws: PromQLError.self) { try elements("up * on(cluster) up") }
        #expect(error?.kind == .execution)
        #expect(error?.message.contains("many-to-many matching not allowed") == true)
    }

    @Test func nothingIsKnownOfTheFutureOrBeforeTheRetention() throws {
        #expect(try value("up{job=\"prometheus\"} offset 8d") == nil)
        var evaluator = PromQLEvaluator(store: MetricStore(world))
        #expect(try evaluator.vector(PromQLParser.parse("up"), at: world.now + .minutes(6)).isEmpty)
    }
}
