extension PromQLEvaluator {
    mutating func aggregate(_ aggregation: PromQL.Aggregation, at moment: Moment) throws -> [PromQLValue.Element] {
        let elements = try vector(aggregation.body, at: moment)
        var parameter = 0.0
        if let expression = aggregation.parameter {
            guard case .scalar(let value) = try evaluate(expression, at: moment) else {
                throw PromQLError(
                    kind: .badData, message: "invalid parameter \"query\": expected type scalar in aggregation parameter")
            }
            parameter = value
        }
        var groups: [[String: String]: [PromQLValue.Element]] = [:]
        for element in elements { groups[key(of: element.labels, by: aggregation), default: []].append(element) }
        return groups.sorted { $0.key.ordered < $1.key.ordered }.flatMap { labels, members in
            Self.combine(members, labels: labels, function: aggregation.function, parameter: parameter)
        }
    }

    private func key(of labels: [String: String], by aggregation: PromQL.Aggregation) -> [String: String] {
        if aggregation.isWithout { return labels.unnamed.filter { !aggregation.labels.contains($0.key) } }
        return labels.filter { aggregation.labels.contains($0.key) }
    }

    private static func combine(
        _ members: [PromQLValue.Element], labels: [String: String], function: String, parameter: Double
    ) -> [PromQLValue.Element] {
        let values = members.map(\.value)
        let count = Double(values.count)
        let sum = values.reduce(0, +)
        let value: Double
        switch function {
        case "topk", "bottomk":
            let sorted = members.sorted { function == "topk" ? $0.value > $1.value : $0.value < $1.value }
            return Array(sorted.prefix(max(0, Int(parameter.isFinite ? parameter : 0))))
        case "sum": value = sum
        case "avg": value = sum / count
        case "min": value = values.min() ?? .nan
        case "max": value = values.max() ?? .nan
        case "count": value = count
        case "group": value = 1
        case "stddev":
            let mean = sum / count
            value = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
        default:
            let sorted = values.sorted()
            let rank = min(max(parameter, 0), 1) * (count - 1)
            let lower = Int(rank)
            let upper = min(lower + 1, sorted.count - 1)
            value = sorted[lower] + (sorted[upper] - sorted[lower]) * (rank - Double(lower))
        }
        return [.init(labels: labels, value: value)]
    }
}
