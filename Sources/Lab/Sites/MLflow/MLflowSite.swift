/// MLflow 2.18.0: its REST API 2.0 as the Python client and the recordings know it.
/// <https://mlflow.org/docs/2.18.0/rest-api.html>
struct MLflowSite: Site {
    let name = SiteName.mlflow

    /// An address below `/api/2.0/mlflow/`: the methods it takes, and who answers.
    private struct Route {
        var methods: [String]
        var answer: @Sendable (MLflowParameters, Stage) async throws(MLflowError) -> JSON
    }

    private static let routes: [String: Route] = [
        "experiments/search": Route(methods: ["GET", "POST"], answer: MLflowReads.searchExperiments),
        "experiments/get": Route(methods: ["GET"], answer: MLflowReads.experiment),
        "experiments/get-by-name": Route(methods: ["GET"], answer: MLflowReads.experimentByName),
        "runs/search": Route(methods: ["POST"], answer: MLflowReads.searchRuns),
        "runs/get": Route(methods: ["GET"], answer: MLflowReads.run),
        "metrics/get-history": Route(methods: ["GET"], answer: MLflowReads.history),
        "artifacts/list": Route(methods: ["GET"], answer: MLflowReads.artifacts),
        "registered-models/search": Route(methods: ["GET"], answer: MLflowRegistry.searchModels),
        "registered-models/get": Route(methods: ["GET"], answer: MLflowRegistry.model),
        "registered-models/alias": Route(methods: ["GET", "POST"], answer: MLflowRegistry.alias),
        "registered-models/create": Route(methods: ["POST"], answer: MLflowRegistry.createModel),
        "model-versions/create": Route(methods: ["POST"], answer: MLflowRegistry.createVersion),
        "model-versions/search": Route(methods: ["GET"], answer: MLflowRegistry.searchVersions),
        "model-versions/get": Route(methods: ["GET"], answer: MLflowRegistry.version),
        "runs/create": Route(methods: ["POST"], answer: MLflowWrites.create),
        "runs/update": Route(methods: ["POST"], answer: MLflowWrites.update),
        "runs/log-metric": Route(methods: ["POST"], answer: MLflowWrites.logMetric),
        "runs/log-parameter": Route(methods: ["POST"], answer: MLflowWrites.logParameter),
        "runs/log-batch": Route(methods: ["POST"], answer: MLflowWrites.logBatch),
        "runs/set-tag": Route(methods: ["POST"], answer: MLflowWrites.setTag),
    ]

    func respond(to request: LabRequest, on stage: Stage) async -> LabResponse {
        switch request.segments {
        case ["health"]: return .text("OK", contentType: "text/html; charset=utf-8")
        case ["version"]: return .text("2.18.0", contentType: "text/html; charset=utf-8")
        default: break
        }
        guard request.segments.count == 5, ["api", "ajax-api"].contains(request.segments[0]), request.segments[1] == "2.0",
            request.segments[2] == "mlflow", let route = Self.routes[request.segments[3...].joined(separator: "/")]
        else { return MLflowError.page(404) }
        guard route.methods.contains(request.method) else {
            return MLflowError.page(405, allow: (["OPTIONS"] + route.methods).joined(separator: ", "))
        }
        do throws(MLflowError) {
            if request.method == "POST", !(request.header("content-type") ?? "").hasPrefix("application/json") {
                throw .invalid("Bad Request. Content-Type must be one of ['application/json'].")
            }
            let answer = try await route.answer(MLflowParameters(request), stage)
            return LabResponse(contentType: "application/json", body: .bytes(PythonJSON.indented(answer)))
        } catch {
            return error.response
        }
    }

    func refusal(status: Int, of request: LabRequest) -> LabResponse {
        switch status {
        case 401:
            // The basic-auth app answers in plain text.
            var response = LabResponse.text(
                "You are not authenticated. Please see https://www.mlflow.org/docs/latest/auth/index.html#authenticating-to-mlflow on how to authenticate.",
                status: 401, contentType: "text/html; charset=utf-8")
            response.headers.append(LabResponse.Header(name: "WWW-Authenticate", value: "Basic realm=\"mlflow\""))
            return response
        case 403: return .text("Permission denied", status: 403, contentType: "text/html; charset=utf-8")
        default:
            return MLflowError(status: status, code: "INTERNAL_ERROR", message: LabResponse.phrase(of: status)).response
        }
    }
}
