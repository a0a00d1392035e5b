import JSON
import Services
import Transport

/// A model's evidence: the newest runs of its experiment, the experiment, and the registered versions of its runs' models.
struct ModelEvidence: Sendable {
    /// Runs read: enough to find the last good one before the first bad one.
    static let runs = 50

    let mlflow: ServiceLink?
    let experiment: String, id: String

    func collect(into basket: Basket) async {
        guard let mlflow else { return basket.add(Evidence(.mlflowRuns, name: "runs.json", failure: "MLflow is not configured.")) }
        let id = id, name = experiment
        async let experiment: [UInt8]? = basket.fetch(.mlflowExperiment, "experiment.json") {
            try await mlflow.bytes("/api/2.0/mlflow/experiments/get", query: [("experiment_id", id)], what: "experiment \(name)")
        }
        async let versions: [UInt8]? = basket.fetch(.mlflowModelVersions, "model-versions.json") {
            try await mlflow.bytes("/api/2.0/mlflow/model-versions/search", query: [("max_results", "100")], what: "model versions")
        }
        await basket.fetch(.mlflowRuns, "runs.json") {
            let body = Value.object([
                .init("experiment_ids", .array([.string(id)])), .init("max_results", .int(Int64(Self.runs))),
                .init("order_by", .array([.string("start_time DESC")])),
            ])
            return try await mlflow.send(
                "POST", "/api/2.0/mlflow/runs/search", headers: ["Content-Type": "application/json"], body: body.bytes,
                what: "runs of \(name)"
            ).body
        }
        _ = await (experiment, versions)
    }
}
