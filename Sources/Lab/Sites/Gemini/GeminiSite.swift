/// Gemini in both its forms: as Vertex AI with an access token, and as the Developer API with a key. One message format.
/// <https://ai.google.dev/api/generate-content>, <https://cloud.google.com/vertex-ai/docs/reference/rest>
struct GeminiSite: Site {
    let name = SiteName.gemini

    /// The API key that the Developer API accepts.
    static let key = "lab-gemini-key"
    /// An access token that never ends, for `cmd:` credentials; others come from the token endpoint.
    static let accessToken = "lab-gemini-token"

    func respond(to request: LabRequest, on stage: Stage) async -> LabResponse {
        if request.segments == ["token"] { return await TokenEndpoint.respond(to: request, on: stage) }
        guard let call = GeminiCall(request) else { return GeminiError.page(404) }
        let (state, now, pace) = await stage.read { ($0.gemini, $0.now, $0.pace) }
        if let error = authenticate(request, call, state, now) { return error.response(to: call) }
        switch (call.verb, request.method) {
        case ("list", "GET"): return .json(GeminiModels.list)
        case ("get", "GET"):
            guard let model = GeminiModels.known(call.model) else { return GeminiError.noModel(call).response(to: call) }
            return .json(model)
        case ("generateContent", "POST"), ("streamGenerateContent", "POST"), ("countTokens", "POST"): break
        default: return GeminiError.page(404)
        }
        guard call.isServed, let version = GeminiModels.version(of: call.model) else {
            return GeminiError.noModel(call).response(to: call)
        }
        let prompt: GeminiPrompt
        do throws(GeminiError) { prompt = try GeminiPrompt(request, for: call, model: version) } catch {
            return error.response(to: call)
        }
        if call.verb == "countTokens" {
            return .json([
                "totalTokens": JSON(prompt.tokens),
                "promptTokensDetails": [["modality": "TEXT", "tokenCount": JSON(prompt.tokens)]],
            ])
        }
        if let error = GeminiError.of(state.behaviour, call) { return error.response(to: call) }
        let answer = GeminiAnswer(
            prompt: prompt, call: call, version: version, behaviour: state.behaviour, pause: state.pause / pace, at: now)
        guard call.verb == "streamGenerateContent" else { return .json(answer.whole) }
        return .stream(
            GeminiStream(answer), contentType: call.isSSE ? "text/event-stream" : "application/json; charset=UTF-8")
    }

    func refusal(status: Int, of request: LabRequest) -> LabResponse {
        let names = [
            401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND", 429: "RESOURCE_EXHAUSTED", 503: "UNAVAILABLE",
        ]
        let messages = [
            401:
                "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
            403: "The caller does not have permission", 503: "The service is currently unavailable.",
        ]
        let error = GeminiError(
            status: status, name: names[status] ?? "INTERNAL", message: messages[status] ?? LabResponse.phrase(of: status))
        return error.response(to: GeminiCall(request))
    }

    private func authenticate(_ request: LabRequest, _ call: GeminiCall, _ state: GeminiState, _ now: Moment) -> GeminiError? {
        let key = request.header("x-goog-api-key") ?? request.value("key")
        if call.isVertex {
            guard let token = request.bearerToken else { return key == nil ? .noToken : .keyOnVertex }
            return token == Self.accessToken || (state.tokens[token].map { $0 > now } ?? false) ? nil : .badToken
        }
        guard request.bearerToken == nil else { return key == nil ? .badToken : .twoCredentials }
        guard let key else { return .noKey }
        return key == Self.key ? nil : .badKey
    }
}

/// What a path asks for: which product, model and method.
struct GeminiCall: Sendable, Equatable {
    var isVertex: Bool
    /// Empty for the Developer API.
    var project = ""
    var location = ""
    var model: String
    /// `generateContent`, `streamGenerateContent`, `countTokens`, `list`, `get`.
    var verb: String
    /// `alt=sse`: events instead of one long array.
    var isSSE: Bool

    init?(_ request: LabRequest) {
        let path = request.segments
        let last = (path.last ?? "").split(separator: ":", maxSplits: 1).map(String.init)
        isSSE = request.value("alt") == "sse"
        if path.count == 9, ["v1", "v1beta1"].contains(path[0]), path[1] == "projects", path[3] == "locations",
            Array(path[5...7]) == ["publishers", "google", "models"], last.count == 2
        {
            (isVertex, project, location, model, verb) = (true, path[2], path[4], last[0], last[1])
        } else if path.count >= 2, path.count <= 3, ["v1", "v1beta"].contains(path[0]),
            path[1] == "models" || path[1].hasPrefix("models:")
        {
            isVertex = false
            model = path.count == 3 ? last[0] : ""
            verb = path.count == 2 ? "list" : last.count == 2 ? last[1] : "get"
        } else {
            return nil
        }
    }

    /// Whether the model is served where it was asked for. The newer ones live in the global and the multi-region locations only.
    var isServed: Bool { !isVertex || ["global", "us", "eu"].contains(location) }
}
