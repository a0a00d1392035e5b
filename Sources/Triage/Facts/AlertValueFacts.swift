import Host
import JSON

/// The rule that raised an alert.
struct AlertRuleFacts: Sendable {
    var name = "", group = "", expression = "", state = "", runbook = "", hold = 0, exhibit = 0

    init(_ json: Element, exhibit: Int) {
        self.exhibit = exhibit
        name = json["name"].string ?? ""
        group = json["group"].string ?? ""
        expression = json["query"].string ?? ""
        state = json["state"].string ?? ""
        hold = json["duration"].int ?? json["duration"].double.map { Int($0) } ?? 0
        let notes = json["annotations"]
        runbook = notes["runbook_url"].string ?? notes["runbook"].string ?? ""
    }

    /// Whether the expression itself asks for a reason of termination: then that the alert fires says so.
    func asksFor(reason: String) -> Bool { expression.contains("reason=\"\(reason)\"") || expression.contains("reason='\(reason)'") }
}

/// What an alert's expression measured over the time before it.
struct AlertValueFacts: Sendable {
    var query = "", series: [Line] = [], exhibit = 0
    /// When it first held within the time that was looked at, where it did not hold at the beginning.
    var firstOver: Timestamp?

    /// One series: what tells it from the others, and its values by time.
    struct Line: Sendable {
        var labels: [(String, String)] = [], points: [(at: Timestamp, value: Double)] = []
    }

    init(_ json: Element, exhibit: Int) {
        self.exhibit = exhibit
        query = json["query"].string ?? ""
        series = json["data"]["result"].array.map { item in
            var line = Line()
            line.labels = item["metric"].members.map { ($0.name, $0.value.string ?? "") }
            line.points = item["values"].array.compactMap { pair in
                let parts = pair.array
                guard parts.count == 2, let time = parts[0].double, time.isFinite, abs(time) < 1e11,
                    let value = parts[1].double ?? parts[1].string.flatMap({ Double($0) }), !value.isNaN
                else { return nil }
                return (Timestamp(seconds: time), value)
            }
            return line
        }
    }
}

extension CaseFile {
    /// The alert's rule in a sentence: what is compared with what, for how long, and where its runbook stands.
    var alertRuleFacts: [Fact] {
        guard let rule = around.alertRule else { return [] }
        var text = "rule \(rule.name)\(rule.group.isEmpty ? "" : " of group \(rule.group)"): \(Words.line(rule.expression, 300))"
        if rule.hold > 0 { text += ", for \(Words.span(rule.hold))" }
        if !rule.state.isEmpty { text += ", \(rule.state)" }
        if !rule.runbook.isEmpty { text += "; runbook \(Words.line(rule.runbook, 200))" }
        return [Fact(rule.exhibit, citation(.alertRule, ["query"])?.line ?? 0, 0.8, text)]
    }

    /// What it measured: least, most, last, and when it first was over the threshold.
    var alertValueFacts: [Fact] {
        guard let values = around.alertValues else { return [] }
        let expression = around.alertRule.flatMap { AlertExpression($0.expression) }
        var facts: [Fact] = []
        for (index, line) in values.series.prefix(3).enumerated() {
            guard let first = line.points.first, let last = line.points.last, let least = line.points.min(by: { $0.value < $1.value }),
                let most = line.points.max(by: { $0.value < $1.value })
            else { continue }
            let labels = line.labels.filter { ["pod", "container", "node", "instance", "model"].contains($0.0) }.map { "\($0.0)=\($0.1)" }
            var text = "measured \(Words.line(values.query, 160))"
            if !labels.isEmpty { text += " {\(labels.joined(separator: ", "))}" }
            text += ": \(line.points.count) values from \(first.at.rfc3339) to \(last.at.rfc3339), min \(Words.number(least.value))"
            text += ", max \(Words.number(most.value)) at \(most.at.rfc3339), last \(Words.number(last.value))"
            if let expression, expression.threshold != nil { text += Self.crossing(line, expression) }
            facts.append(
                Fact(values.exhibit, citation(.alertValues, ["data", "result", String(index)])?.line ?? 0, index == 0 ? 0.9 : 0.5, text))
        }
        if facts.isEmpty {
            facts = [
                Fact(values.exhibit, 0, 0.6, "measured \(Words.line(values.query, 160)): no value in the time before; the series may have ended")
            ]
        }
        return facts
    }

    private static func crossing(_ line: AlertValueFacts.Line, _ expression: AlertExpression) -> String {
        let words = "\(expression.comparison) \(expression.right)"
        guard let first = line.points.first(where: { expression.holds($0.value) == true }) else { return "; never \(words) in that time" }
        let count = line.points.count { expression.holds($0.value) == true }
        let whole = first.at == line.points.first?.at ? "from the first of them on" : "first at \(first.at.rfc3339)"
        return "; \(words) in \(count) of them, \(whole)"
    }
}
