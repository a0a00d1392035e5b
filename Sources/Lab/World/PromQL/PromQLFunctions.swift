import Foundation

/// The functions that the lab evaluates.
enum PromQLFunctions {
    static let aggregations: Set<String> = ["sum", "avg", "min", "max", "count", "group", "stddev", "topk", "bottomk", "quantile"]

    /// Functions over a range of samples.
    static let overRange: Set<String> = [
        "rate", "increase", "irate", "delta", "idelta", "changes", "resets", "deriv", "avg_over_time", "sum_over_time",
        "min_over_time", "max_over_time", "count_over_time", "last_over_time", "present_over_time",
    ]

    /// How many arguments each takes.
    static let arguments: [String: ClosedRange<Int>] = {
        var table: [String: ClosedRange<Int>] = [
            "abs": 1...1, "ceil": 1...1, "floor": 1...1, "sqrt": 1...1, "exp": 1...1, "ln": 1...1, "log2": 1...1, "log10": 1...1,
            "round": 1...2, "clamp_min": 2...2, "clamp_max": 2...2, "clamp": 3...3, "time": 0...0, "vector": 1...1,
            "scalar": 1...1, "absent": 1...1, "sort": 1...1, "sort_desc": 1...1, "timestamp": 1...1, "histogram_quantile": 2...2,
            "label_replace": 5...5,
        ]
        for name in overRange { table[name] = 1...1 }
        return table
    }()

    /// Functions of Prometheus that the lab refuses by name.
    static let known: Set<String> = [
        "absent_over_time", "day_of_month", "day_of_week", "day_of_year", "days_in_month", "histogram_avg", "histogram_count",
        "histogram_fraction", "histogram_sum", "holt_winters", "double_exponential_smoothing", "hour", "label_join", "minute",
        "month", "predict_linear", "quantile_over_time", "sgn", "sin", "cos", "stddev_over_time", "stdvar_over_time", "year", "pi",
        "count_values", "stdvar", "limitk",
    ]

    static func check(_ name: String, _ arguments: [PromQL], at place: Int) throws {
        guard overRange.contains(name) else { return }
        guard case .range = arguments[0] else {
            throw PromQLError.parse("expected type range vector in call to function \"\(name)\", got instant vector", at: place)
        }
    }

    /// A function of one number.
    static func pointwise(_ name: String) -> ((Double) -> Double)? {
        switch name {
        case "abs": { abs($0) }
        case "ceil": { $0.rounded(.up) }
        case "floor": { $0.rounded(.down) }
        case "sqrt": { $0.squareRoot() }
        case "exp": { exp($0) }
        case "ln": { log($0) }
        case "log2": { log2($0) }
        case "log10": { log10($0) }
        default: nil
        }
    }

    /// A function over the samples of a window, oldest first; `nil` when there are too few of them.
    static func range(_ name: String, _ samples: [PromQLSample], window: ClosedRange<Moment>) -> Double? {
        guard let last = samples.last else { return nil }
        let values = samples.map(\.value)
        switch name {
        case "rate", "increase", "delta": return extrapolated(name, samples, window: window)
        case "irate", "idelta":
            guard samples.count > 1 else { return nil }
            let before = samples[samples.count - 2]
            if name == "idelta" { return last.value - before.value }
            let seconds = (last.at - before.at).seconds
            return (last.value < before.value ? last.value : last.value - before.value) / seconds
        case "changes": return Double(zip(values, values.dropFirst()).count { $0 != $1 })
        case "resets": return Double(zip(values, values.dropFirst()).count { $0 > $1 })
        case "deriv": return slope(samples)
        case "avg_over_time": return values.reduce(0, +) / Double(values.count)
        case "sum_over_time": return values.reduce(0, +)
        case "min_over_time": return values.min()
        case "max_over_time": return values.max()
        case "count_over_time": return Double(values.count)
        case "last_over_time": return last.value
        case "present_over_time": return 1
        default: return nil
        }
    }

    /// `extrapolatedRate` of Prometheus: what the samples show, stretched to the window's ends where they come near them.
    private static func extrapolated(_ name: String, _ samples: [PromQLSample], window: ClosedRange<Moment>) -> Double? {
        guard samples.count > 1, let first = samples.first, let last = samples.last else { return nil }
        let isCounter = name != "delta"
        var result = last.value - first.value
        if isCounter {
            for (before, after) in zip(samples, samples.dropFirst()) where after.value < before.value { result += before.value }
        }
        var toStart = (first.at - window.lowerBound).seconds
        var toEnd = (window.upperBound - last.at).seconds
        let sampled = (last.at - first.at).seconds
        let average = sampled / Double(samples.count - 1)
        let threshold = average * 1.1
        if toStart >= threshold { toStart = average / 2 }
        if isCounter, result > 0, first.value >= 0 {
            // A counter cannot have been below zero: it began no earlier than its slope says.
            toStart = min(toStart, sampled * (first.value / result))
        }
        if toEnd >= threshold { toEnd = average / 2 }
        let factor = (sampled + toStart + toEnd) / sampled
        let whole = result * factor
        return name == "rate" ? whole / (window.upperBound - window.lowerBound).seconds : whole
    }

    private static func slope(_ samples: [PromQLSample]) -> Double? {
        guard samples.count > 1, let first = samples.first else { return nil }
        let times = samples.map { ($0.at - first.at).seconds }
        let count = Double(samples.count)
        let meanTime = times.reduce(0, +) / count
        let meanValue = samples.reduce(0) { $0 + $1.value } / count
        let covariance = zip(times, samples).reduce(0) { $0 + ($1.0 - meanTime) * ($1.1.value - meanValue) }
        return covariance / times.reduce(0) { $0 + ($1 - meanTime) * ($1 - meanTime) }
    }

    /// `histogram_quantile` over classic buckets, sorted by their upper bound.
    static func quantile(_ quantile: Double, buckets: [(bound: Double, count: Double)]) -> Double {
        guard let last = buckets.last, last.bound == .infinity, buckets.count > 1, last.count > 0 else { return .nan }
        if quantile < 0 { return -.infinity }
        if quantile > 1 { return .infinity }
        let rank = quantile * last.count
        let index = buckets.firstIndex { $0.count >= rank } ?? buckets.count - 1
        if index == buckets.count - 1 { return buckets[buckets.count - 2].bound }
        let lower = index == 0 ? 0 : buckets[index - 1].bound
        let below = index == 0 ? 0 : buckets[index - 1].count
        let width = buckets[index].count - below
        return width <= 0 ? buckets[index].bound : lower + (buckets[index].bound - lower) * (rank - below) / width
    }
}

/// One sample of one series.
struct PromQLSample: Sendable, Equatable {
    var at: Moment
    var value: Double
}
