import JSON

/// Which runs are asked for (`runs/search`).
public struct RunSearch: Sendable, Equatable {
    /// Experiments by id; none finds nothing.
    public var experiments: [String]
    /// MLflow's filter language: `metrics.accuracy > 0.85 and attributes.status = 'FINISHED'`. There is no `or`, and no
    /// comparison matches NaN.
    public var filter = ""
    /// Order; runs without the metric come last.
    public var order = ["start_time DESC"]
    /// Runs on a page, at most 50,000.
    public var pageSize = 100
    /// Whether deleted runs are found too.
    public var includesDeleted = false

    /// The newest runs of these experiments.
    public init(experiments: [String]) { self.experiments = experiments }

    func body(page: String?) -> Value {
        var body: Value = [
            "experiment_ids": .strings(experiments), "order_by": .strings(order),
            "max_results": .int(min(max(pageSize, 1), 50_000)), "run_view_type": includesDeleted ? "ALL" : "ACTIVE_ONLY",
        ]
        if !filter.isEmpty { body["filter"] = .string(filter) }
        if let page { body["page_token"] = .string(page) }
        return body
    }
}
