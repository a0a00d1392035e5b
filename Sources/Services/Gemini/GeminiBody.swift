import JSON

/// The request bodies of `generateContent` and `countTokens`.
/// <https://ai.google.dev/api/generate-content#request-body>
enum GeminiBody {
    /// Body of `streamGenerateContent`: one turn of the user, no tools, no safety settings (the adjustable filters are off by
    /// default on current models).
    static func generate(_ request: ModelRequest, model: String, _ configuration: GeminiConfiguration) -> Value {
        var generation: Value = ["maxOutputTokens": .int(request.maxOutputTokens)]
        if let level = configuration.thinking(for: model) { generation["thinkingConfig"] = ["thinkingLevel": .string(level.rawValue)] }
        if let temperature = configuration.temperature { generation["temperature"] = .double(temperature) }
        if let topP = configuration.topP { generation["topP"] = .double(topP) }
        if let topK = configuration.topK { generation["topK"] = .int(topK) }
        var body = turn(request)
        body["generationConfig"] = generation
        return body
    }

    /// Body of `countTokens`. The two products take the system instruction in different places.
    static func count(_ request: ModelRequest, model: String, _ configuration: GeminiConfiguration) -> Value {
        var turn = turn(request)
        guard case .developer = configuration.endpoint else { return turn }
        turn["model"] = .string("models/" + model)
        return ["generateContentRequest": turn]
    }

    private static func turn(_ request: ModelRequest) -> Value {
        func parts(_ text: String) -> Value { [["text": .string(text)]] }
        var turn: Value = [:]
        if !request.system.isEmpty { turn["systemInstruction"] = ["parts": parts(request.system)] }
        turn["contents"] = [["role": "user", "parts": parts(request.prompt)]]
        return turn
    }
}
