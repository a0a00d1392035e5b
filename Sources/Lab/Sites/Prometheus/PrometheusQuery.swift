/// Questions about series.
struct PrometheusQuery {
    let parameters: PrometheusParameters

    /// Points of one series that a range query may have.
    static let pointLimit = 11_000

    func instant(_ store: MetricStore) throws -> JSON {
        let expression = try PromQLParser.parse(parameters.value("query") ?? "")
        let moment = try parameters.time("time") ?? store.now
        var evaluator = PromQLEvaluator(store: store)
        if case .range(let selector, let span) = expression {
            let rows = evaluator.samples(selector, over: span, at: moment)
            return PrometheusAnswer.matrix(rows.map { ($0.0.labels, $0.1) })
        }
        return PrometheusAnswer.value(try evaluator.evaluate(expression, at: moment), at: moment)
    }

    func range(_ store: MetricStore) throws -> JSON {
        guard let start = try parameters.time("start") else { throw missing("start") }
        guard let end = try parameters.time("end") else { throw missing("end") }
        if end < start {
            throw PrometheusAnswer.badData("invalid parameter \"end\": end timestamp must not be before start time")
        }
        let step = try parameters.span("step")
        if step <= .zero {
            throw PrometheusAnswer.badData(
                "invalid parameter \"step\": zero or negative query resolution step widths are not accepted. Try a positive integer")
        }
        if (end - start).milliseconds / step.milliseconds > Self.pointLimit {
            throw PrometheusAnswer.badData(
                "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)")
        }
        let expression = try PromQLParser.parse(parameters.value("query") ?? "")
        var evaluator = PromQLEvaluator(store: store)
        var rows: [[String: String]: [PromQLSample]] = [:]
        var moment = start
        while moment <= end {
            switch try evaluator.evaluate(expression, at: moment) {
            case .scalar(let value): rows[[:], default: []].append(.init(at: moment, value: value))
            case .vector(let elements):
                for element in elements { rows[element.labels, default: []].append(.init(at: moment, value: element.value)) }
            case .text:
                throw PrometheusAnswer.badData(
                    "invalid parameter \"query\": invalid expression type \"string\" for range query, must be Scalar or instant Vector")
            }
            moment = moment + step
        }
        return PrometheusAnswer.matrix(rows.sorted { $0.key.ordered < $1.key.ordered }.map { ($0.key, $0.value) })
    }

    func series(_ store: MetricStore) throws -> JSON {
        let selectors = parameters.values("match[]")
        guard !selectors.isEmpty else { throw PrometheusAnswer.badData("no match[] parameter provided") }
        return .array(try living(selectors, store).map { .map($0) })
    }

    func labelNames(_ store: MetricStore) throws -> JSON {
        let names = Set(try labelSets(store).flatMap(\.keys))
        return .array(names.sorted().map { .string($0) })
    }

    func values(of label: String, _ store: MetricStore) throws -> JSON {
        guard label.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
            throw PrometheusAnswer.badData("invalid label name: \"\(label)\"")
        }
        let values = Set(try labelSets(store).compactMap { $0[label] })
        return .array(values.sorted().map { .string($0) })
    }

    private func labelSets(_ store: MetricStore) throws -> [[String: String]] {
        let selectors = parameters.values("match[]")
        return selectors.isEmpty ? store.series(matching: []).map(\.labels) : try living(selectors, store)
    }

    /// The label sets that the selectors choose and that have a sample between the parameters `start` and `end`.
    private func living(_ selectors: [String], _ store: MetricStore) throws -> [[String: String]] {
        let start = try parameters.time("start") ?? store.now - MetricStore.retention
        let end = try parameters.time("end") ?? store.now
        var found: Set<[String: String]> = []
        for text in selectors {
            guard case .selector(let selector) = try PromQLParser.parse(text) else {
                throw PrometheusAnswer.badData("invalid parameter \"match[]\": expected a series selector")
            }
            for series in store.series(matching: selector.matchers) where !found.contains(series.labels) {
                // A look each few minutes finds every series that a person would ask about.
                let step = max((end - start) / 50, store.interval)
                var moment = end
                while moment >= start, store.value(of: series, at: moment) == nil { moment = moment - step }
                if moment >= start { found.insert(series.labels) }
            }
        }
        return found.sorted { $0.ordered < $1.ordered }
    }

    private func missing(_ name: String) -> PromQLError {
        PrometheusAnswer.badData("invalid parameter \"\(name)\": cannot parse \"\" to a valid timestamp")
    }
}
