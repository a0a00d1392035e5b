import Foundation

/// What an expression comes to at one instant.
enum PromQLValue: Sendable, Equatable {
    case scalar(Double)
    case vector([Element])
    case text(String)

    /// One series' value; the labels hold the metric's name where it has one.
    struct Element: Sendable, Equatable {
        var labels: [String: String]
        var value: Double
    }
}

/// Evaluates expressions over the store. One is made for each query and keeps the series that a selector chose, so that a
/// range of a thousand steps chooses once.
struct PromQLEvaluator {
    let store: MetricStore
    private var chosen: [PromQL.Selector: [MetricSeries]] = [:]

    /// How far back a sample still counts: `--query.lookback-delta`.
    static let lookback = Span.minutes(5)

    init(store: MetricStore) { self.store = store }

    mutating func evaluate(_ expression: PromQL, at moment: Moment) throws -> PromQLValue {
        switch expression {
        case .number(let value): return .scalar(value)
        case .text(let text): return .text(text)
        case .selector(let selector): return .vector(instant(selector, at: moment))
        case .range:
            throw PromQLError(
                kind: .badData, message: "invalid expression type \"range vector\" for range query, must be Scalar or instant Vector")
        case .negative(let inner): return try negated(evaluate(inner, at: moment))
        case .call(let name, let arguments): return try call(name, arguments, at: moment)
        case .aggregate(let aggregation): return .vector(try aggregate(aggregation, at: moment))
        case .binary(let operation): return try binary(operation, at: moment)
        }
    }

    /// The samples of a range selector, as an instant query may ask for them.
    mutating func samples(_ selector: PromQL.Selector, over span: Span, at moment: Moment) -> [(MetricSeries, [PromQLSample])] {
        let end = moment - selector.offset
        return series(selector).compactMap { series in
            let samples = store.samples(of: series, after: end - span, upTo: end)
            return samples.isEmpty ? nil : (series, samples)
        }
    }

    mutating func vector(_ expression: PromQL, at moment: Moment) throws -> [PromQLValue.Element] {
        switch try evaluate(expression, at: moment) {
        case .vector(let elements): return elements
        case .scalar, .text: throw PromQLError(kind: .badData, message: "invalid parameter \"query\": expected type instant vector")
        }
    }

    private mutating func scalar(_ expression: PromQL, at moment: Moment) throws -> Double {
        if case .scalar(let value) = try evaluate(expression, at: moment) { return value }
        throw PromQLError(kind: .badData, message: "invalid parameter \"query\": expected type scalar")
    }

    private mutating func series(_ selector: PromQL.Selector) -> [MetricSeries] {
        if let known = chosen[selector] { return known }
        let found = store.series(matching: selector.matchers)
        chosen[selector] = found
        return found
    }

    private mutating func instant(_ selector: PromQL.Selector, at moment: Moment) -> [PromQLValue.Element] {
        let instant = moment - selector.offset
        return series(selector).compactMap { series in
            store.value(of: series, at: instant).map { .init(labels: series.labels, value: $0) }
        }
    }

    private func negated(_ value: PromQLValue) -> PromQLValue {
        switch value {
        case .scalar(let number): .scalar(-number)
        case .vector(let elements): .vector(elements.map { .init(labels: $0.labels.unnamed, value: -$0.value) })
        case .text: value
        }
    }

    // MARK: Functions

    private mutating func call(_ name: String, _ arguments: [PromQL], at moment: Moment) throws -> PromQLValue {
        if PromQLFunctions.overRange.contains(name), case .range(let selector, let span) = arguments[0] {
            let end = moment - selector.offset
            return .vector(
                samples(selector, over: span, at: moment).compactMap { series, samples in
                    let keepsName = name == "last_over_time"
                    return PromQLFunctions.range(name, samples, window: (end - span)...end).map {
                        .init(labels: keepsName ? series.labels : series.labels.unnamed, value: $0)
                    }
                })
        }
        if let function = PromQLFunctions.pointwise(name) {
            return .vector(
                try vector(arguments[0], at: moment).map { .init(labels: $0.labels.unnamed, value: function($0.value)) })
        }
        switch name {
        case "time": return .scalar(moment.seconds)
        case "vector": return .vector([.init(labels: [:], value: try scalar(arguments[0], at: moment))])
        case "scalar":
            let elements = try vector(arguments[0], at: moment)
            return .scalar(elements.count == 1 ? elements[0].value : .nan)
        case "absent":
            let isThere = !(try vector(arguments[0], at: moment)).isEmpty
            return .vector(isThere ? [] : [.init(labels: Self.labels(impliedBy: arguments[0]), value: 1)])
        case "sort", "sort_desc":
            let sorted = try vector(arguments[0], at: moment).sorted { $0.value < $1.value }
            return .vector(name == "sort" ? sorted : sorted.reversed())
        case "timestamp":
            return .vector(try vector(arguments[0], at: moment).map { .init(labels: $0.labels.unnamed, value: moment.seconds) })
        case "histogram_quantile":
            return .vector(try quantile(scalar(arguments[0], at: moment), of: vector(arguments[1], at: moment)))
        case "label_replace": return .vector(try replaceLabel(arguments, at: moment))
        default: return .vector(try clamp(name, arguments, at: moment))
        }
    }

    private mutating func clamp(_ name: String, _ arguments: [PromQL], at moment: Moment) throws -> [PromQLValue.Element] {
        let elements = try vector(arguments[0], at: moment)
        let bounds = try arguments.dropFirst().map { try scalar($0, at: moment) }
        return elements.map { element in
            let value: Double =
                switch name {
                case "clamp_min": max(element.value, bounds[0])
                case "clamp_max": min(element.value, bounds[0])
                case "clamp": min(max(element.value, bounds[0]), bounds[1])
                default:
                    // `round`, to the nearest multiple of its second argument.
                    bounds.first.map { (element.value / $0).rounded() * $0 } ?? element.value.rounded()
                }
            return .init(labels: element.labels.unnamed, value: value)
        }
    }

    /// `absent` answers with the labels that its argument fixes.
    private static func labels(impliedBy expression: PromQL) -> [String: String] {
        guard case .selector(let selector) = expression else { return [:] }
        let fixed = selector.matchers.filter { $0.kind == .isEqual && $0.label != MetricName.label }
        return Dictionary(fixed.map { ($0.label, $0.value) }) { first, _ in first }
    }

    private func quantile(_ quantile: Double, of elements: [PromQLValue.Element]) -> [PromQLValue.Element] {
        var groups: [[String: String]: [(bound: Double, count: Double)]] = [:]
        for element in elements {
            guard let text = element.labels["le"], let bound = text == "+Inf" ? .infinity : Double(text) else { continue }
            var labels = element.labels.unnamed
            labels["le"] = nil
            groups[labels, default: []].append((bound, element.value))
        }
        return groups.sorted { $0.key.ordered < $1.key.ordered }.map { labels, buckets in
            .init(labels: labels, value: PromQLFunctions.quantile(quantile, buckets: buckets.sorted { $0.bound < $1.bound }))
        }
    }

    private mutating func replaceLabel(_ arguments: [PromQL], at moment: Moment) throws -> [PromQLValue.Element] {
        var texts: [String] = []
        for argument in arguments.dropFirst() {
            guard case .text(let text) = argument else {
                throw PromQLError(
                    kind: .badData, message: "invalid parameter \"query\": expected type string in call to function \"label_replace\"")
            }
            texts.append(text)
        }
        guard let pattern = try? Regex("^(?:\(texts[3]))$") else {
            throw PromQLError(kind: .execution, message: "invalid regular expression in label_replace(): \(texts[3])")
        }
        return try vector(arguments[0], at: moment).map { element in
            guard let match = (element.labels[texts[2]] ?? "").firstMatch(of: pattern) else { return element }
            var value = texts[1]
            for index in (0..<match.count).reversed() {
                value = value.replacingOccurrences(of: "$\(index)", with: match[index].substring.map(String.init) ?? "")
            }
            var labels = element.labels
            labels[texts[0]] = value.isEmpty ? nil : value
            return .init(labels: labels, value: element.value)
        }
    }
}

extension [String: String] {
    /// Without the metric's name: what functions and arithmetic give.
    var unnamed: [String: String] {
        var labels = self
        labels[MetricName.label] = nil
        return labels
    }

    /// One text for one label set, to sort by.
    var ordered: String { sorted { $0.key < $1.key }.map { "\($0.key)\u{1}\($0.value)" }.joined(separator: "\u{2}") }
}
