/// What is asked of Gemini, and how. Names retire, so the model is configuration, never a constant.
public struct GeminiConfiguration: Sendable, Equatable {
    /// How much a model thinks before it writes (Gemini 3 and later).
    public enum Thinking: String, Sendable, Equatable, CaseIterable {
        /// Little or nothing: the default of the lite models.
        case minimal = "MINIMAL"
        /// Some.
        case low = "LOW"
        /// More.
        case medium = "MEDIUM"
        /// Most: the first byte can take over a minute.
        case high = "HIGH"
    }

    /// Product, project and location.
    public var endpoint: GeminiEndpoint
    /// The model, then those to ask, in order, when it is gone (404). Never empty.
    public var models: [String]
    /// `nil` sends none and leaves it to the model.
    public var thinking: Thinking?
    /// Sampling parameters, deprecated since July 2026 and ignored or refused by newer models: sent only when set.
    public var temperature: Double?, topP: Double?, topK: Int?
    /// The operator's word that the API key's tier may see the platform's logs: a paid one, not used for training. Nothing is
    /// sent in API-key mode without it. An API key does not tell whether its project is billed.
    public var dataPermitted = false
    /// What the credential is called in sentences: "the API key from env:GEMINI_API_KEY".
    public var credential = "the credential under [gemini] in config.toml"

    /// The defaults for an endpoint.
    public init(endpoint: GeminiEndpoint, models: [String] = ["gemini-3.1-flash-lite", "gemini-3.5-flash-lite"]) {
        self.endpoint = endpoint
        self.models = models.isEmpty ? ["gemini-3.1-flash-lite"] : models
        thinking = .minimal
    }

    /// The level to send to a model: none to models before Gemini 3, which refuse it, and `LOW` instead of `MINIMAL` to the
    /// full Flash models from 3.7 on, which refuse that.
    func thinking(for model: String) -> Thinking? {
        guard let thinking, !model.hasPrefix("gemini-2"), !model.hasPrefix("gemini-1") else { return nil }
        let refusesMinimal = model.hasPrefix("gemini-3.7-flash") || model.hasPrefix("gemini-3.8-flash")
        return thinking == .minimal && refusesMinimal && !model.contains("lite") ? .low : thinking
    }

    /// How long the stream may be silent, the first byte included. The server sends no heartbeats.
    var idle: Duration { thinking == .minimal ? .seconds(30) : .seconds(120) }
}
