import JSON

/// What a query about the model servers was answered.
struct ServingFacts: Sendable {
    var query = "", values: [(labels: [(String, String)], value: Double)] = [], exhibit = 0, index = 0

    static func list(_ json: Element, exhibit: Int) -> [ServingFacts] {
        json["queries"].array.enumerated().map { index, answer in
            var facts = ServingFacts()
            (facts.exhibit, facts.index) = (exhibit, index)
            facts.query = answer["query"].string ?? ""
            facts.values = answer["data"]["result"].array.compactMap { item in
                let pair = item["value"].array
                guard pair.count == 2, let value = pair[1].double ?? pair[1].string.flatMap({ Double($0) }) else { return nil }
                return (item["metric"].members.map { ($0.name, $0.value.string ?? "") }, value)
            }
            return facts
        }
    }
}

extension CaseFile {
    /// The serving side: which version serves, and whether anything is predicted.
    var servingFacts: [Fact] {
        around.serving.map { answer in
            let line = citation(.serving, ["queries", String(answer.index)], exhibit: answer.exhibit)?.line ?? 0
            func fact(_ weight: Double, _ text: String) -> Fact { Fact(answer.exhibit, line, weight, "serving: \(text)") }
            let versions = answer.values.compactMap { value in
                value.labels.first { ["version", "model_version"].contains($0.0) }.map { version in
                    (value.labels.first { $0.0 == "model" }?.1).map { "version \(version.1) of \($0)" } ?? "version \(version.1)"
                }
            }
            if !versions.isEmpty { return fact(0.7, "the model server says it serves \(Set(versions).sorted().joined(separator: ", "))") }
            guard let first = answer.values.first else { return fact(0.3, "\(Words.line(answer.query, 120)) is not exported") }
            if answer.query.contains("rate(") {
                let total = answer.values.reduce(0) { $0 + $1.value }
                let models = answer.values.compactMap { value in value.labels.first { $0.0 == "model" }.map { ($0.1, value.value) } }
                if !models.isEmpty, total > 0 {
                    let words = models.prefix(5).map { "\(Words.number($0.1)) a second by \($0.0)" }
                    return fact(0.5, "predictions measured: \(words.joined(separator: ", ")); of other models none is measured")
                }
                if total == 0 {
                    return fact(0.6, "no prediction is measured (\(Words.line(answer.query, 100)) is 0), which is not the same as none failing")
                }
                return fact(0.5, "\(Words.number(total)) predictions a second (\(Words.line(answer.query, 100)))")
            }
            let labels = first.labels.filter { $0.0 != "__name__" }.map { "\($0.0)=\($0.1)" }.joined(separator: ", ")
            return fact(0.4, "\(Words.line(answer.query, 100)) \(Words.number(first.value))\(labels.isEmpty ? "" : " {\(labels)}")")
        }
    }
}
