/// The models, as the API lists them.
enum GeminiModels {
    /// The model that answers under a name; `nil` when none does.
    static func version(of name: String) -> String? {
        let name = GeminiState.aliases[name] ?? name
        return GeminiState.models.contains(name) ? name : nil
    }

    /// Every listed model. Being listed does not mean being usable: the retired one is there, too.
    static let list: JSON = ["models": .array((GeminiState.models + GeminiState.retired).map(describe))]

    static func known(_ name: String) -> JSON? {
        (GeminiState.models + GeminiState.retired).contains(name) ? describe(name) : nil
    }

    private static func describe(_ name: String) -> JSON {
        let title = name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
        return [
            "name": .string("models/\(name)"), "version": "001", "displayName": .string(title),
            "description": .string("Stable release of \(title)"), "inputTokenLimit": 1_048_576, "outputTokenLimit": 65_536,
            "supportedGenerationMethods": ["generateContent", "countTokens", "createCachedContent", "batchGenerateContent"],
            "temperature": 1, "topP": 0.95, "topK": 64, "maxTemperature": 2, "thinking": true,
        ]
    }
}
