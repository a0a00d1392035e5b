/// What is asked of the model: one request, no tools.
public struct ModelRequest: Sendable, Equatable {
    /// Who it is asked to be and the rules it follows.
    public var system: String
    /// The prompt.
    public var prompt: String
    /// Most tokens of the answer, thinking included. At least 2,048 for a report (thinking counts against it).
    public var maxOutputTokens = 4096
    /// A request.
    public init(system: String, prompt: String) {
        self.system = system
        self.prompt = prompt
    }
}

/// What arrives while the model answers.
public enum ModelEvent: Sendable, Equatable {
    /// More text of the answer.
    case text(String)
    /// The answer is complete, or was cut.
    case finished(ModelOutcome)
}

/// How an answer ended, and what it cost.
public struct ModelOutcome: Sendable, Equatable {
    /// The model that answered (`modelVersion`).
    public var model = ""
    /// `STOP`, `MAX_TOKENS`, `SAFETY`, …; empty when the body ended without one: the answer is cut.
    public var finishReason = ""
    /// Words for a person when the answer is not complete.
    public var problem: String?
    /// Tokens: prompt (cached included), cached, answer, thoughts.
    public var promptTokens = 0, cachedTokens = 0, answerTokens = 0, thoughtTokens = 0
    /// An outcome to be filled in.
    public init() {}
}

/// Something that answers a prompt as a stream: Gemini, or a recording.
public protocol LanguageModel: Sendable {
    /// The model's configured name.
    var name: String { get }
    /// Streams the answer. Throws ``ServiceError`` before or between events; text already given stays given.
    func answer(_ request: ModelRequest) -> AsyncThrowingStream<ModelEvent, any Error>
}
