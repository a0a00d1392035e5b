/// What a request says to the model.
struct GeminiPrompt: Sendable {
    /// Instruction and contents, in this order.
    var system: String
    var text: String
    /// Most tokens of the answer.
    var limit: Int
    /// Roughly four bytes a token.
    var tokens: Int { (system.utf8.count + text.utf8.count) / 4 + 1 }

    private static let fields: Set<String> = [
        "contents", "systemInstruction", "generationConfig", "safetySettings", "tools", "toolConfig", "cachedContent", "labels",
        "model", "generateContentRequest",
    ]
    private static let settings: Set<String> = [
        "maxOutputTokens", "responseMimeType", "responseSchema", "responseJsonSchema", "thinkingConfig", "stopSequences",
        "candidateCount", "seed", "temperature", "topP", "topK", "presencePenalty", "frequencyPenalty", "responseLogprobs",
        "logprobs",
    ]

    /// Reads a body, and refuses what the API would refuse.
    init(_ request: LabRequest, for call: GeminiCall, model: String) throws(GeminiError) {
        guard let raw = request.json, raw.members != nil else {
            throw .invalid("Invalid JSON payload received. Unexpected end of string. Expected an object key or }.")
        }
        let body = Self.camelCase(raw)
        try Self.check(body, knows: Self.fields, at: "")
        let config = body["generationConfig"] ?? .object([])
        try Self.check(config, knows: Self.settings, at: " at 'generation_config'")
        // countTokens may wrap the whole request.
        let content = body["generateContentRequest"] ?? body
        let contents = content["contents"]?.elements ?? []
        guard !contents.isEmpty else { throw .invalid("* GenerateContentRequest.contents: contents is not specified") }
        for content in contents where call.isVertex || content["role"] != nil {
            guard ["user", "model"].contains(content["role"]?.text) else {
                throw .invalid("Please use a valid role: user, model.")
            }
        }
        let isNewest = model == "gemini-3.5-flash-lite"
        if isNewest, contents.last?["role"]?.text == "model" {
            throw .invalid("The last turn of a request must have the role \"user\".")
        }
        if isNewest, config["presencePenalty"] != nil || config["frequencyPenalty"] != nil {
            throw .invalid("Penalty is not enabled for this model")
        }
        let thinking = config["thinkingConfig"]
        if thinking?["thinkingLevel"] != nil, thinking?["thinkingBudget"] != nil {
            throw .invalid("You can only set only one of thinking budget and thinking level.")
        }
        system = Self.texts(content["systemInstruction"] ?? .null)
        text = contents.map(Self.texts).joined(separator: "\n")
        limit = config["maxOutputTokens"]?.int.map(Int.init) ?? 65_536
        guard tokens <= 1_048_576 else {
            throw .invalid("The input token count (\(tokens)) exceeds the maximum number of tokens allowed (1048576).")
        }
    }

    private static func check(_ object: JSON, knows names: Set<String>, at place: String) throws(GeminiError) {
        for member in object.members ?? [] where !names.contains(member.name) {
            throw .invalid("Invalid JSON payload received. Unknown name \"\(member.name)\"\(place): Cannot find field.")
        }
    }

    private static func texts(_ content: JSON) -> String {
        (content["parts"]?.elements ?? []).compactMap { $0["text"]?.text }.joined(separator: "\n")
    }

    /// Both spellings of a field's name are taken: `system_instruction` is `systemInstruction`.
    private static func camelCase(_ value: JSON) -> JSON {
        switch value {
        case .array(let elements): .array(elements.map(camelCase))
        case .object(let members):
            .object(
                members.map { member in
                    let words = member.name.split(separator: "_")
                    let name = words.dropFirst().reduce(String(words.first ?? "")) {
                        $0 + $1.prefix(1).uppercased() + $1.dropFirst()
                    }
                    return JSON.Member(name: words.count > 1 ? name : member.name, value: camelCase(member.value))
                })
        default: value
        }
    }
}
