/// One series: its labels, and its value as a function of time.
struct MetricSeries: Sendable {
    /// With the metric's name under `__name__`.
    var labels: [String: String]
    /// `nil` where the series has no sample: before it began, after it ended, while its target was down.
    var value: @Sendable (Moment) -> Double?
}

/// What Prometheus has stored, as far as anybody can tell: series are functions of the world's traces, and "samples" are
/// those functions' values at the times of scrapes. Nothing is recorded, so the past costs no memory and can be asked for
/// at any length up to the retention.
struct MetricStore: Sendable {
    let clusters: ClustersState
    let monitoring: MonitoringState
    let mlflow: MLflowState
    let now: Moment
    /// Between two scrapes.
    let interval: Span
    /// Set while series of one namespace are looked for: those of the others need not be made.
    private(set) var onlyNamespace: String?

    static let retention = Span.days(7)

    init(_ world: World) {
        clusters = world.clusters
        monitoring = world.monitoring
        mlflow = world.mlflow
        now = world.now
        interval = world.scrapeInterval
    }

    /// The series that all matchers accept.
    func series(matching matchers: [PromQL.Matcher]) -> [MetricSeries] {
        let compiled = matchers.map(CompiledMatcher.init)
        let names = compiled.filter { $0.label == MetricName.label }
        let families = MetricFamilies.all.filter { family in names.allSatisfy { $0.accepts(family.name) } }
        var narrowed = self
        narrowed.onlyNamespace = matchers.first { $0.label == "namespace" && $0.kind == .isEqual }?.value
        return families.flatMap { family in
            family.series(narrowed).compactMap { series in
                var named = series
                named.labels[MetricName.label] = family.name
                return compiled.allSatisfy { $0.accepts(named.labels[$0.label] ?? "") } ? named : nil
            }
        }
    }

    /// The pods of a cluster of which series are wanted.
    func traces(of name: ClusterName) -> [PodTrace] {
        let all = clusters[name].traces
        return onlyNamespace.map { wanted in all.filter { $0.namespace == wanted } } ?? all
    }

    /// The value that an instant query sees: the newest sample, unless the series had ended by then.
    func value(of series: MetricSeries, at moment: Moment) -> Double? {
        guard moment <= now + PromQLEvaluator.lookback, moment >= now - Self.retention else { return nil }
        return series.value(scrape(atOrBefore: min(moment, now)))
    }

    /// The samples after one instant and up to another.
    func samples(of series: MetricSeries, after start: Moment, upTo end: Moment) -> [PromQLSample] {
        var at = scrape(atOrBefore: max(start, now - Self.retention)) + interval
        let last = min(end, now)
        var samples: [PromQLSample] = []
        while at <= last {
            if let value = series.value(at) { samples.append(.init(at: at, value: value)) }
            at = at + interval
        }
        return samples
    }

    /// When the newest scrape was, at an instant.
    func scrape(atOrBefore moment: Moment) -> Moment {
        Moment(milliseconds: moment.milliseconds.floor(to: max(interval.milliseconds, 1)))
    }
}

extension World {
    /// 15 seconds at the pace of life, and never under one.
    var scrapeInterval: Span { max(Delays.evaluation / pace, .seconds(1)) }
}

/// A matcher with its expression ready; expressions are anchored at both ends.
private struct CompiledMatcher {
    let label: String
    private let kind: PromQL.Matcher.Kind
    private let value: String
    private let pattern: Regex<AnyRegexOutput>?

    init(_ matcher: PromQL.Matcher) {
        label = matcher.label
        kind = matcher.kind
        value = matcher.value
        // The parser has refused what does not compile.
        pattern = kind == .matches || kind == .doesNotMatch ? try? Regex(matcher.value) : nil
    }

    func accepts(_ text: String) -> Bool {
        switch kind {
        case .isEqual: text == value
        case .isNot: text != value
        case .matches: pattern.map { text.wholeMatch(of: $0) != nil } ?? false
        case .doesNotMatch: pattern.map { text.wholeMatch(of: $0) == nil } ?? false
        }
    }
}

extension PromQL.Matcher {
    /// Whether a label's value is accepted; an absent label counts as empty.
    func accepts(_ text: String) -> Bool { CompiledMatcher(self).accepts(text) }
}
