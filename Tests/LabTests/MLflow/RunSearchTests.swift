import Testing

@testable import Lab

/// Search expressions and orders of `runs/search`.
@Suite struct RunSearchTests {
    private func run(_ id: String, start: Int64, accuracy: Double?, depth: String = "10", status: String = "FINISHED")
        -> TrackedRun
    {
        var run = TrackedRun(id: id, experiment: "1", name: "train-\(id)", status: status, start: start)
        if let accuracy { run.metrics = [.init(key: "accuracy", value: accuracy, timestamp: start, step: 0)] }
        run.parameters = [.init(key: "max_depth", value: depth)]
        run.tags = [.init(key: "mlflow.runName", value: "train-\(id)"), .init(key: "val loss", value: "low")]
        return run
    }

    private var runs: [TrackedRun] {
        [
            run("a", start: 1, accuracy: 0.93), run("b", start: 2, accuracy: .nan),
            run("c", start: 3, accuracy: nil, status: "RUNNING"),
            run("d", start: 4, accuracy: 0.97, depth: "6"),
        ]
    }

    private func found(_ filter: String, by order: [String] = []) throws -> String {
        let search = RunSearch(clauses: try FilterClause.parse(filter), order: try order.map { try RunSearch.Order($0) })
        return search.runs(in: runs).map(\.id).joined()
    }

    @Test(arguments: [
        ("", "dcba"), ("metrics.accuracy > 0.95", "d"), ("metrics.accuracy > 0", "da"), ("params.max_depth = '6'", "d"),
        ("param.max_depth != '6' and attributes.status = 'FINISHED'", "ba"), ("status = 'RUNNING'", "c"),
        ("tags.`val loss` LIKE 'l%'", "dcba"), ("run_name ILIKE 'TRAIN-_'", "dcba"), ("run_id IN ('a', 'd')", "da"),
        ("run_id NOT IN ('a', 'd')", "cb"), ("start_time >= 3", "dc"), ("tags.nope = 'x'", ""),
    ])
    func anExpressionFinds(_ filter: String, _ expected: String) throws {
        #expect(try found(filter) == expected)
    }

    @Test func notANumberComesAfterNumbersAndMissingLast() throws {
        #expect(try found("", by: ["metrics.accuracy DESC"]) == "dabc")
        #expect(try found("", by: ["metrics.accuracy ASC"]) == "adbc")
        #expect(try found("", by: ["attributes.start_time"]) == "abcd")
    }

    @Test(arguments: [
        ("metrics.accuracy >", "Invalid clause(s) in filter string: 'metrics.accuracy', '>'"),
        ("metrics.a = 1 OR metrics.b = 2", "Invalid clause(s) in filter string: 'OR', 'metrics.b', '=', '2'"),
        ("attributes.colour = 'red'", "Invalid attribute key 'colour' specified."),
        ("cats.a = 'b'", "Invalid entity type 'cats'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']"),
        ("params.max_depth = 6", "Expected a quoted string value for parameter (e.g. 'my-value')."),
    ])
    func whatCannotBeReadIsRefused(_ filter: String, _ message: String) {
        do {
            _ = try FilterClause.parse(filter)
            Issue.record("\(filter) was read")
        } catch {
            #expect(error.message.hasPrefix(message))
        }
    }
}
