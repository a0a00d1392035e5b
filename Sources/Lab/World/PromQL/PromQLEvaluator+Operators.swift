import Foundation

extension PromQLEvaluator {
    mutating func binary(_ operation: PromQL.Operation, at moment: Moment) throws -> PromQLValue {
        let left = try evaluate(operation.left, at: moment)
        let right = try evaluate(operation.right, at: moment)
        switch (left, right) {
        case (.scalar(let left), .scalar(let right)):
            if Self.isComparison(operation.symbol), !operation.returnsBool {
                throw PromQLError(
                    kind: .badData, message: "invalid parameter \"query\": comparisons between scalars must use BOOL modifier")
            }
            return .scalar(Self.compute(operation.symbol, left, right))
        case (.vector(let elements), .scalar(let number)):
            return .vector(Self.pointwise(operation, elements) { ($0, number) })
        case (.scalar(let number), .vector(let elements)):
            return .vector(Self.pointwise(operation, elements) { (number, $0) })
        case (.vector(let left), .vector(let right)):
            if ["and", "or", "unless"].contains(operation.symbol) { return .vector(Self.combineSets(operation, left, right)) }
            return .vector(try Self.pair(operation, left, right))
        default:
            throw PromQLError(
                kind: .badData, message: "invalid parameter \"query\": binary expression must contain only scalar and instant vector types")
        }
    }

    private static func isComparison(_ symbol: String) -> Bool { ["==", "!=", ">", "<", ">=", "<="].contains(symbol) }

    private static func compute(_ symbol: String, _ left: Double, _ right: Double) -> Double {
        switch symbol {
        case "+": left + right
        case "-": left - right
        case "*": left * right
        case "/": left / right
        case "%": fmod(left, right)
        case "^": pow(left, right)
        case "==": left == right ? 1 : 0
        case "!=": left != right ? 1 : 0
        case ">": left > right ? 1 : 0
        case "<": left < right ? 1 : 0
        case ">=": left >= right ? 1 : 0
        case "<=": left <= right ? 1 : 0
        default: .nan
        }
    }

    /// A comparison keeps the element as it is, or drops it; arithmetic and `bool` give a new, nameless one.
    private static func pointwise(
        _ operation: PromQL.Operation, _ elements: [PromQLValue.Element], operands: (Double) -> (Double, Double)
    ) -> [PromQLValue.Element] {
        elements.compactMap { element in
            let (left, right) = operands(element.value)
            let result = compute(operation.symbol, left, right)
            if isComparison(operation.symbol), !operation.returnsBool { return result == 1 ? element : nil }
            return .init(labels: element.labels.unnamed, value: result)
        }
    }

    private static func signature(_ labels: [String: String], _ matching: PromQL.Operation.Matching?) -> [String: String] {
        guard let matching else { return labels.unnamed }
        return labels.unnamed.filter { matching.labels.contains($0.key) == matching.isOn }
    }

    private static func combineSets(
        _ operation: PromQL.Operation, _ left: [PromQLValue.Element], _ right: [PromQLValue.Element]
    ) -> [PromQLValue.Element] {
        let rightKeys = Set(right.map { signature($0.labels, operation.matching) })
        switch operation.symbol {
        case "and": return left.filter { rightKeys.contains(signature($0.labels, operation.matching)) }
        case "unless": return left.filter { !rightKeys.contains(signature($0.labels, operation.matching)) }
        default:
            let leftKeys = Set(left.map { signature($0.labels, operation.matching) })
            return left + right.filter { !leftKeys.contains(signature($0.labels, operation.matching)) }
        }
    }

    /// One to one, or with `group_left` and `group_right` many to one.
    private static func pair(
        _ operation: PromQL.Operation, _ left: [PromQLValue.Element], _ right: [PromQLValue.Element]
    ) throws -> [PromQLValue.Element] {
        let matching = operation.matching
        let isSwapped = matching?.manySide == "group_right"
        let (many, one) = isSwapped ? (right, left) : (left, right)
        var partners: [[String: String]: PromQLValue.Element] = [:]
        for element in one {
            let key = signature(element.labels, matching)
            if partners.updateValue(element, forKey: key) != nil {
                let text = key.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ", ")
                throw PromQLError(
                    kind: .execution,
                    message:
                        "found duplicate series for the match group {\(text)} on the \(isSwapped ? "left" : "right") hand-side of the operation;many-to-many matching not allowed: matching labels must be unique on one side"
                )
            }
        }
        var seen: Set<[String: String]> = []
        var results: [PromQLValue.Element] = []
        for element in many {
            let key = signature(element.labels, matching)
            guard let partner = partners[key] else { continue }
            if matching?.manySide == nil, !seen.insert(key).inserted {
                throw PromQLError(
                    kind: .execution, message: "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)"
                )
            }
            let (a, b) = isSwapped ? (partner.value, element.value) : (element.value, partner.value)
            let result = compute(operation.symbol, a, b)
            if isComparison(operation.symbol), !operation.returnsBool {
                if result == 1 { results.append(.init(labels: element.labels, value: a)) }
                continue
            }
            var labels = matching?.manySide == nil ? key : element.labels.unnamed
            for name in matching?.include ?? [] { labels[name] = partner.labels[name] }
            results.append(.init(labels: labels, value: result))
        }
        return results
    }
}
