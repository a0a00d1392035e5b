import Host
import JSON
import Transport

/// The REST API 2.0 of an MLflow tracking server, 2.18 to 3.x. <https://mlflow.org/docs/latest/rest-api.html>
public struct MLflowClient: Sendable {
    /// The link it speaks over.
    public let link: ServiceLink
    /// Most pages of one answer: a server that goes round in circles is left after so many.
    private static let mostPages = 200

    /// A client over a link made from ``configuration(base:)``.
    public init(_ link: ServiceLink) { self.link = link }

    /// What a link to an MLflow at `base` needs: it knows the server's ways of failing.
    public static func configuration(base: String) -> ServiceLink.Configuration {
        var configuration = ServiceLink.Configuration(service: "MLflow", base: base)
        configuration.failure = { [service = configuration.service] in MLflowFailure.error($0, service: service) }
        return configuration
    }

    /// The server's version: `2.18.0`.
    /// - Throws: ``ServiceError``; `.malformed` when something else than a version is answered.
    public func version() async throws -> String {
        let response = try await link.send("GET", "/version", limit: 64 << 10)
        let text = SafeText.line(String(decoding: response.body, as: UTF8.self).filter { !$0.isWhitespace })
        guard let first = text.first, first.isNumber, text.count < 40 else {
            throw ServiceError.malformed(service: link.configuration.service, what: "no version at /version")
        }
        return text
    }

    /// Every active experiment.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://mlflow.org/docs/latest/rest-api.html#search-experiments>
    public func experiments() async throws -> [Experiment] {
        try await pages { page in
            // The number of results must be given: without it 2.18 answers "Invalid value 0".
            var body: Value = ["max_results": 1000]
            if let page { body["page_token"] = .string(page) }
            return try await link.post("/api/2.0/mlflow/experiments/search", body: body, repeatable: true)
        }
    }

    /// One page of runs.
    ///
    /// - Parameter page: the token of the page before; `nil` for the first.
    /// - Throws: ``ServiceError``: `.refused` with the server's sentence for a filter or order it cannot read.
    /// - Note: <https://mlflow.org/docs/latest/rest-api.html#search-runs>
    public func runs(_ search: RunSearch, page: String? = nil) async throws -> MLflowPage<Run> {
        try await link.post("/api/2.0/mlflow/runs/search", body: search.body(page: page), repeatable: true)
    }

    /// One run, also a deleted one.
    /// - Throws: ``ServiceError``: `.notFound`.
    /// - Note: <https://mlflow.org/docs/latest/rest-api.html#get-run>
    public func run(_ id: String) async throws -> Run {
        try await link.get("/api/2.0/mlflow/runs/get", query: [("run_id", id)], what: "run \(id)", as: RunAnswer.self).run
    }

    /// Every logged value of a run's metric, in the order they were logged; empty for a metric that was not.
    ///
    /// 2.18 answers all at once whatever is asked; 3.x answers pages.
    /// - Throws: ``ServiceError``: `.notFound`.
    /// - Note: <https://mlflow.org/docs/latest/rest-api.html#get-metric-history>
    public func history(of metric: String, run: String) async throws -> [MetricPoint] {
        try await pages { page in
            var query = [("run_id", run), ("metric_key", metric), ("max_results", "25000")]
            if let page { query.append(("page_token", page)) }
            return try await link.get("/api/2.0/mlflow/metrics/get-history", query: query, what: "run \(run)")
        }
    }

    /// The versions of a registered model, newest first.
    ///
    /// - Parameter limit: most versions.
    /// - Throws: ``ServiceError``. A model that does not exist has no versions.
    /// - Note: <https://mlflow.org/docs/latest/rest-api.html#search-modelversions>
    public func versions(ofModel name: String, limit: Int = 50) async throws -> [ModelVersion] {
        // The filter language has two quotes and no escapes.
        let quote = name.contains("'") ? "\"" : "'"
        let query = [
            ("filter", "name=\(quote)\(name)\(quote)"), ("max_results", String(min(max(limit, 1), 1000))),
            ("order_by", "version_number DESC"),
        ]
        let page: MLflowPage<ModelVersion> = try await link.get("/api/2.0/mlflow/model-versions/search", query: query)
        return Array(page.items.prefix(limit))
    }

    /// All pages, one after another.
    private func pages<Item>(_ page: (String?) async throws -> MLflowPage<Item>) async throws -> [Item] {
        var items: [Item] = []
        var token: String?
        for _ in 0..<Self.mostPages {
            let answer = try await page(token)
            items += answer.items
            guard let next = answer.next, next != token else { return items }
            token = next
        }
        throw ServiceError.malformed(service: link.configuration.service, what: "more than \(Self.mostPages) pages")
    }
}

/// The answer of `runs/get`.
private struct RunAnswer: Readable {
    let run: Run
    init(_ json: Element) throws { run = try Run(json.required("run")) }
}
