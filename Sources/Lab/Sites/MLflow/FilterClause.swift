/// One comparison of a search expression; an expression is such clauses joined by AND. There is no OR.
struct FilterClause: Equatable {
    /// `metric`, `parameter`, `tag` or `attribute`.
    var entity: String
    var key: String
    /// `=`, `!=`, `<`, `<=`, `>`, `>=`, `LIKE`, `ILIKE`, `IN`, `NOT IN`.
    var comparator: String
    var value: Value

    enum Value: Equatable {
        case number(Double)
        case text(String)
        case list([String])
    }

    /// What a run can be asked for without a prefix.
    static let runAttributes = ["status", "artifact_uri", "start_time", "end_time", "run_id", "run_name", "user_id", "created"]

    /// Reads an expression; an empty one has no clauses.
    static func parse(_ text: String, attributes: [String] = runAttributes) throws(MLflowError) -> [FilterClause] {
        let tokens = try FilterText.tokens(in: text)
        var clauses: [FilterClause] = []
        var index = 0
        while index < tokens.count {
            if !clauses.isEmpty {
                guard tokens[index] == .keyword("AND") else { throw invalid(tokens[index...]) }
                index += 1
            }
            guard index + 2 < tokens.count, case .name(let name) = tokens[index] else { throw invalid(tokens[index...]) }
            let start = index
            var clause = try FilterClause(named: name, attributes: attributes)
            switch (tokens[index + 1], tokens[index + 2]) {
            case (.comparator(let comparator), .number(let number, _)):
                (clause.comparator, clause.value) = (comparator, .number(number))
                index += 3
            case (.comparator(let comparator), .text(let text, _)):
                (clause.comparator, clause.value) = (comparator, .text(text))
                index += 3
            case (.keyword("IN"), .punctuation("(")):
                clause.comparator = "IN"
                clause.value = .list(try list(tokens, from: &index, opening: index + 2))
            case (.keyword("NOT"), .keyword("IN")) where index + 3 < tokens.count:
                clause.comparator = "NOT IN"
                clause.value = .list(try list(tokens, from: &index, opening: index + 3))
            default: throw invalid(tokens[start...])
            }
            try clause.check()
            clauses.append(clause)
        }
        return clauses
    }

    /// Reads `metrics.accuracy`, params."max depth", `start_time`.
    init(named name: String, attributes: [String] = runAttributes) throws(MLflowError) {
        let halves = name.split(separator: ".", maxSplits: 1).map(String.init)
        let prefix = halves.count > 1 ? halves[0].filter { $0 != "`" } : "attribute"
        let entities = [
            "metric": "metric", "metrics": "metric", "parameter": "parameter", "parameters": "parameter", "param": "parameter",
            "params": "parameter", "tag": "tag", "tags": "tag", "attribute": "attribute", "attributes": "attribute",
            "attr": "attribute", "run": "attribute",
        ]
        guard let entity = entities[prefix] else {
            throw .invalid(
                "Invalid entity type '\(prefix)'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']")
        }
        self.entity = entity
        key = (halves.last ?? "").trimmingQuotes()
        if entity == "attribute" {
            guard attributes.contains(key) else {
                throw .invalid("Invalid attribute key '\(key)' specified. Valid keys are '\(attributes)'")
            }
            if key == "created" { key = "start_time" }
        }
        (comparator, value) = ("=", .text(""))
    }

    /// Whether a number or a text is compared with a thing of its own kind by a comparator that knows it.
    private func check() throws(MLflowError) {
        let numeric = entity == "metric" || (entity == "attribute" && ["start_time", "end_time"].contains(key))
        switch value {
        case .number(let number) where !numeric:
            throw .invalid("Expected a quoted string value for \(entity) (e.g. 'my-value'). Got value \(number)")
        case .text(let text) where numeric:
            throw .invalid("Expected numeric value type for metric. Found '\(text)'")
        case .list where !(entity == "attribute" && key == "run_id"):
            throw .invalid("Only the 'run_id' attribute supports comparison with a list of quoted string values.")
        default: break
        }
        let texts = ["=", "!=", "LIKE", "ILIKE", "IN", "NOT IN"]
        let numbers = ["=", "!=", ">", ">=", "<", "<="]
        guard (numeric ? numbers : texts).contains(comparator) else {
            throw .invalid("Invalid comparator '\(comparator)' not one of '\(numeric ? numbers : texts)")
        }
    }

    private static func list(_ tokens: [FilterText.Token], from index: inout Int, opening: Int) throws(MLflowError) -> [String] {
        var values: [String] = []
        let start = index
        index = opening + 1
        while index < tokens.count, tokens[index] != .punctuation(")") {
            if case .text(let text, _) = tokens[index] { values.append(text) }
            index += 1
        }
        guard index < tokens.count, !values.isEmpty else { throw invalid(tokens[start...]) }
        index += 1
        return values
    }

    private static func invalid(_ tokens: ArraySlice<FilterText.Token>) -> MLflowError {
        .invalid("Invalid clause(s) in filter string: " + tokens.map { "'\($0.written)'" }.joined(separator: ", "))
    }
}

extension String {
    /// The text without the backticks or quotes around it.
    func trimmingQuotes() -> String {
        guard count >= 2, let first, first == last, "`'\"".contains(first) else { return self }
        return String(dropFirst().dropLast())
    }
}
