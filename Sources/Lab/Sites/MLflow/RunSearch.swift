/// `runs/search`: which runs, in which order, which page.
struct RunSearch {
    var clauses: [FilterClause]
    var order: [Order]

    /// One `order_by` clause.
    struct Order {
        var by: FilterClause
        var descending: Bool

        /// Reads `metrics.accuracy DESC`.
        init(_ text: String) throws(MLflowError) {
            var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
            descending = words.last?.uppercased() == "DESC"
            if let last = words.last?.uppercased(), last == "DESC" || last == "ASC" { words.removeLast() }
            guard !words.isEmpty else { throw .invalid("Invalid order_by clause '\(text)'. Could not be parsed.") }
            by = try FilterClause(named: words.joined(separator: " "))
        }
    }

    /// The runs that fit, newest first where the order does not say otherwise.
    func runs(in all: [TrackedRun]) -> [TrackedRun] {
        let fitting = all.filter { run in clauses.allSatisfy { $0.admits(run) } }
        return fitting.sorted { left, right in
            for clause in order {
                switch clause.compare(left, right) {
                case .some(let isBefore): return isBefore
                case nil: continue
                }
            }
            return left.start != right.start ? left.start > right.start : left.id < right.id
        }
    }
}

extension RunSearch.Order {
    /// Whether the first run comes before the second; `nil` when they are equal. Numbers come first, then NaN, then runs without
    /// the key, whatever the direction.
    func compare(_ left: TrackedRun, _ right: TrackedRun) -> Bool? {
        let (a, b) = (by.subject(of: left), by.subject(of: right))
        let (rankA, rankB) = (Self.rank(a), Self.rank(b))
        if rankA != rankB { return rankA < rankB }
        switch (a, b) {
        case (.number(let a), .number(let b)) where a != b && rankA == 0: return descending ? a > b : a < b
        case (.text(let a), .text(let b)) where a != b: return descending ? a > b : a < b
        default: return nil
        }
    }

    private static func rank(_ value: FilterClause.Value?) -> Int {
        switch value {
        case .number(let number): number.isNaN ? 1 : 0
        case nil: 2
        default: 0
        }
    }
}

extension FilterClause {
    /// What a run holds under this clause's key.
    func subject(of run: TrackedRun) -> Value? {
        switch (entity, key) {
        case ("metric", _): run.latest.first { $0.key == key }.map { .number($0.value) }
        case ("parameter", _): run.parameters.first { $0.key == key }.map { .text($0.value) }
        case ("tag", _): run.tag(key).map { .text($0) }
        case (_, "start_time"): .number(Double(run.start))
        case (_, "end_time"): run.end.map { .number(Double($0)) }
        case (_, "status"): .text(run.status)
        case (_, "run_id"): .text(run.id)
        case (_, "run_name"): .text(run.name)
        case (_, "artifact_uri"): .text(MLflowJSON.artifactRoot(run))
        default: .text("")
        }
    }

    /// Whether a run fits. One without the key never does.
    func admits(_ run: TrackedRun) -> Bool {
        switch (subject(of: run), value) {
        case (.number(let held), .number(let wanted)): Self.compare(held, comparator, wanted)
        case (.text(let held), .text(let wanted)): Self.compare(held, comparator, wanted)
        case (.text(let held), .list(let wanted)): wanted.contains(held) == (comparator == "IN")
        default: false
        }
    }

    private static func compare(_ held: Double, _ comparator: String, _ wanted: Double) -> Bool {
        guard !held.isNaN else { return false }
        return switch comparator {
        case "=": held == wanted
        case "!=": held != wanted
        case ">": held > wanted
        case ">=": held >= wanted
        case "<": held < wanted
        default: held <= wanted
        }
    }

    /// Compares texts; `LIKE` knows `%` and `_`.
    static func compare(_ held: String, _ comparator: String, _ wanted: String) -> Bool {
        switch comparator {
        case "=": held == wanted
        case "!=": held != wanted
        case "LIKE": like(held[...], wanted[...])
        default: like(held.lowercased()[...], wanted.lowercased()[...])
        }
    }

    private static func like(_ text: Substring, _ pattern: Substring) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == "%" {
            return text.indices.contains { like(text[$0...], pattern.dropFirst()) } || like("", pattern.dropFirst())
        }
        guard let character = text.first, first == "_" || first == character else { return false }
        return like(text.dropFirst(), pattern.dropFirst())
    }
}
