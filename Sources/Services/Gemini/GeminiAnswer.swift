import Host

/// An answer as it comes together from its messages.
struct GeminiAnswer {
    /// Whether any text was given on. From then on nothing may be asked again: the reader has seen it.
    private(set) var hasText = false
    /// Whether the model said anything to be taken as an end: a reason, a block.
    private(set) var hasEnded = false
    private var outcome = ModelOutcome()
    private var finishMessage: String?
    private var block: (reason: String, words: String?)?
    private let maxOutputTokens: Int

    /// An answer to `request`, from `model` unless it says otherwise.
    init(to request: ModelRequest, model: String) {
        maxOutputTokens = request.maxOutputTokens
        outcome.model = model
    }

    /// Takes a message in.
    /// - Returns: the text it adds, made safe to show, or `nil`.
    mutating func add(_ chunk: GeminiChunk) -> String? {
        if let model = chunk.model { outcome.model = model }
        if let usage = chunk.usage {
            outcome.promptTokens = usage.prompt
            outcome.cachedTokens = usage.cached
            outcome.answerTokens = usage.answer
            outcome.thoughtTokens = usage.thoughts
        }
        if let reason = chunk.finishReason {
            outcome.finishReason = reason
            finishMessage = chunk.finishMessage
            hasEnded = true
        }
        if let reason = chunk.blockReason {
            block = (reason, chunk.blockMessage)
            hasEnded = true
        }
        guard !chunk.text.isEmpty else { return nil }
        hasText = true
        // Whatever the model wrote goes to a terminal sooner or later.
        return SafeText.lines(chunk.text)
    }

    /// Whether the body ended without text and without a reason that explains it: worth asking once more.
    var isEmpty: Bool { !hasText && block == nil && (outcome.finishReason.isEmpty || outcome.finishReason == "STOP") }

    /// The outcome once the body has ended. The status line said 200 whatever happened, so only the messages tell.
    func finished() -> ModelOutcome {
        var outcome = outcome
        if let block {
            outcome.finishReason = block.reason
            outcome.problem =
                "The prompt was blocked (\(SafeText.line(block.reason)))\(block.words.map { ": " + SafeText.line($0) } ?? ".")"
            return outcome
        }
        outcome.problem = problem(outcome.finishReason)
        return outcome
    }

    private func problem(_ reason: String) -> String? {
        switch reason {
        case "STOP": hasText ? nil : "The model answered nothing."
        case "" where hasText: "The answer was cut off: the connection ended before the model said it had finished."
        case "": "The model answered nothing."
        case "MAX_TOKENS" where hasText:
            "The answer ends early at \(maxOutputTokens) tokens; raise the limit under [gemini] in config.toml."
        case "MAX_TOKENS":
            "The model spent all \(maxOutputTokens) tokens on thinking and wrote nothing; raise the limit under [gemini] in config.toml."
        case "SAFETY": "The answer was stopped by a safety filter."
        case "RECITATION": "The answer was stopped because it repeated published text."
        case "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "MODEL_ARMOR", "LANGUAGE":
            "The answer was stopped by the service (\(reason))."
        default:
            "The model stopped (\(SafeText.line(reason)))\(finishMessage.map { ": " + SafeText.line($0) } ?? ".")"
        }
    }
}
