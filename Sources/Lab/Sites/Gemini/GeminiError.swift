/// A refusal in Google's words. <https://cloud.google.com/apis/design/errors>
struct GeminiError: Error, Equatable {
    var status: Int
    /// Canonical name: `NOT_FOUND`.
    var name: String
    var message: String
    var details: [JSON] = []

    /// The body; the streaming method wraps it in a list unless events were asked for.
    func response(to call: GeminiCall?) -> LabResponse {
        let isList = call?.verb == "streamGenerateContent" && call?.isSSE == false
        let body = isList ? JSON.array([json]) : json
        return LabResponse(
            status: status, contentType: "application/json; charset=UTF-8", body: .bytes(PythonJSON.indented(body) + [0x0A]))
    }

    var json: JSON {
        [
            "error": .compact([
                "code": JSON(status), "message": .string(message), "status": .string(name),
                "details": details.isEmpty ? nil : .array(details),
            ])
        ]
    }

    /// The front end's own page, for what no API claims: a wrong region or path.
    static func page(_ status: Int) -> LabResponse {
        .text(
            "<!DOCTYPE html>\n<html lang=en>\n  <meta charset=utf-8>\n  <title>Error \(status) (Not Found)!!1</title>\n  <p><b>\(status).</b> <ins>That’s an error.</ins>\n  <p>The requested URL was not found on this server.  <ins>That’s all we know.</ins>\n",
            status: status, contentType: "text/html; charset=UTF-8")
    }

    static func invalid(_ message: String) -> GeminiError { GeminiError(status: 400, name: "INVALID_ARGUMENT", message: message) }

    private static func info(_ reason: String, _ metadata: JSON) -> JSON {
        [
            "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": .string(reason), "domain": "googleapis.com",
            "metadata": metadata,
        ]
    }
}

extension GeminiError {
    private static let expected =
        "Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project."
    private static let generateContent = JSON(
        dictionaryLiteral: ("method", "google.cloud.aiplatform.v1.PredictionService.GenerateContent"),
        ("service", "aiplatform.googleapis.com"))

    static let noToken = GeminiError(
        status: 401, name: "UNAUTHENTICATED",
        message: "Request is missing required authentication credential. " + expected,
        details: [info("CREDENTIALS_MISSING", generateContent)])
    static let badToken = GeminiError(
        status: 401, name: "UNAUTHENTICATED", message: "Request had invalid authentication credentials. " + expected,
        details: [info("ACCESS_TOKEN_EXPIRED", generateContent)])
    static let keyOnVertex = GeminiError(
        status: 401, name: "UNAUTHENTICATED",
        message:
            "API keys are not supported by this API. Expected OAuth2 access token or other authentication credentials that assert a principal. See https://cloud.google.com/docs/authentication"
    )
    static let twoCredentials = invalid("Multiple authentication credentials received. Please pass only one.")
    static let noKey = GeminiError(
        status: 403, name: "PERMISSION_DENIED",
        message:
            "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API."
    )
    static let badKey = GeminiError(
        status: 400, name: "INVALID_ARGUMENT", message: "API key not valid. Please pass a valid API key.",
        details: [info("API_KEY_INVALID", ["service": "generativelanguage.googleapis.com"])])

    /// A model that does not exist, is retired, or is not served there: all the same to the caller.
    static func noModel(_ call: GeminiCall) -> GeminiError {
        let message =
            if call.isVertex {
                "Publisher model `google/models/\(call.model)` was not found or your project does not have access to it. Ensure you are using a valid model name and that the model is available in the specified region. For more information, see: https://docs.cloud.google.com/gemini-enterprise-agent-platform/resources/locations."
            } else if GeminiState.retired.contains(call.model) || GeminiState.models.contains(call.model) {
                "This model models/\(call.model) is no longer available to new users. Please update your code to use models/gemini-3.5-flash-lite for the latest features and improvements. We recommend you to use the Interactions API."
            } else {
                "models/\(call.model) is not found for API version v1beta, or is not supported for \(call.verb). Call ListModels to see the list of available models and their supported methods."
            }
        return GeminiError(status: 404, name: "NOT_FOUND", message: message)
    }

    /// What a behaviour says instead of an answer; `nil` when it lets the request through.
    static func of(_ behaviour: GeminiBehaviour, _ call: GeminiCall) -> GeminiError? {
        switch behaviour {
        case .answering, .cut, .errorInStream, .blocked, .maxTokens: return nil
        case .retired: return noModel(call)
        case .quotaMinute:
            return quota(
                call, ids: ["GenerateContentInputTokensPerModelPerMinute-FreeTier"], limit: 250_000, delay: "20.517291s",
                metric: "generate_content_free_tier_input_token_count")
        case .quotaDay:
            return quota(
                call, ids: ["GenerateRequestsPerDayPerProjectPerModel-FreeTier"], limit: 20, delay: "54s",
                metric: "generate_content_free_tier_requests")
        case .quotaZero:
            return quota(
                call,
                ids: [
                    "GenerateRequestsPerDayPerProjectPerModel-FreeTier", "GenerateRequestsPerMinutePerProjectPerModel-FreeTier",
                ], limit: 0, delay: "47s", metric: "generate_content_free_tier_requests")
        case .capacity:
            return GeminiError(
                status: 429, name: "RESOURCE_EXHAUSTED",
                message:
                    "Resource exhausted. Please try again later. Please refer to https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details."
            )
        case .overloaded:
            return GeminiError(
                status: 503, name: "UNAVAILABLE",
                message:
                    "This model is currently experiencing high demand. Spikes in demand are usually temporary. Please try again later."
            )
        case .forbidden: return forbidden(call)
        }
    }

    private static func quota(_ call: GeminiCall, ids: [String], limit: Int, delay: String, metric: String) -> GeminiError {
        let metric = "generativelanguage.googleapis.com/" + metric
        let lines = ids.map { _ in "\n* Quota exceeded for metric: \(metric), limit: \(limit), model: \(call.model)" }.joined()
        let violations = ids.map { id in
            JSON.compact([
                "quotaMetric": .string(metric), "quotaId": .string(id),
                "quotaDimensions": ["location": "global", "model": .string(call.model)],
                "quotaValue": limit > 0 ? .string(String(limit)) : nil,
            ])
        }
        return GeminiError(
            status: 429, name: "RESOURCE_EXHAUSTED",
            message:
                "You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits. To monitor your current usage, head to: https://ai.dev/rate-limit. \(lines)\nPlease retry in \(delay).",
            details: [
                [
                    "@type": "type.googleapis.com/google.rpc.Help",
                    "links": [
                        [
                            "description": "Learn more about Gemini API quotas",
                            "url": "https://ai.google.dev/gemini-api/docs/rate-limits",
                        ]
                    ],
                ], ["@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": .array(violations)],
                ["@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": .string(delay)],
            ])
    }

    private static func forbidden(_ call: GeminiCall) -> GeminiError {
        guard call.isVertex else {
            let service = "generativelanguage.googleapis.com"
            return GeminiError(
                status: 403, name: "PERMISSION_DENIED",
                message:
                    "Requests to this API \(service) method google.ai.generativelanguage.v1beta.GenerativeService.StreamGenerateContent are blocked.",
                details: [info("API_KEY_SERVICE_BLOCKED", ["consumer": "projects/123456789012", "service": .string(service)])])
        }
        let resource =
            "//aiplatform.googleapis.com/projects/\(call.project)/locations/\(call.location)/publishers/google/models/\(call.model)"
        return GeminiError(
            status: 403, name: "PERMISSION_DENIED",
            message: "Permission 'aiplatform.endpoints.predict' denied on resource '\(resource)' (or it may not exist).",
            details: [
                info("IAM_PERMISSION_DENIED", ["permission": "aiplatform.endpoints.predict", "resource": .string(resource)])
            ])
    }
}
